#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace presswash {

inline constexpr char32_t replacement_character = 0xFFFD;

[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

/// Appends a code point; one that cannot stand in UTF-8 (a surrogate, above U+10FFFF) is written as U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

/// What stands at a place in a text: `length` bytes that encode `code_point`, or, when `valid` is false, `length`
/// bytes of which no encoding can be made (the maximal subpart of Unicode 15, 3.9).
struct CodePoint {
  char32_t code_point = replacement_character;
  std::uint32_t length = 1;
  bool valid = false;
};
/// `at` must be smaller than the size of `bytes`.
[[nodiscard]] CodePoint code_point_at(std::string_view bytes, std::size_t at) noexcept;

/// Replaces each invalid sequence by one U+FFFD and returns how many there were; valid text is left as it is.
std::size_t repair_utf8(std::string& bytes);

enum class Utf16Order : std::uint8_t { LittleEndian, BigEndian };

/// Decodes UTF-16 piece by piece. A lone surrogate, and an odd byte at the end, become `invalid`.
class Utf16Decoder {
 public:
  /// `invalid` is what is written for each unit that cannot be decoded.
  Utf16Decoder(Utf16Order order, std::string_view invalid) : order_(order), invalid_(invalid) {}
  /// Appends what `bytes` completes.
  void append(std::string_view bytes, std::string& out);
  /// Appends what an unfinished end stands for.
  void finish(std::string& out);
  [[nodiscard]] std::size_t replaced() const noexcept { return replaced_; }

 private:
  void unit(char32_t value, std::string& out);
  void replace(std::string& out);

  Utf16Order order_;
  std::string_view invalid_;
  std::size_t replaced_ = 0;
  char32_t high_ = 0;    // a high surrogate that waits for its other half; 0 when none does
  int first_byte_ = -1;  // of a unit that was cut; -1 when none was
};

}  // namespace presswash
