#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace presswash {

/// What the letter behind a backslash stands for; NUL when it is no such letter. `\u` is read elsewhere.
inline constexpr std::array<char, 256> simple_escapes = [] {
  std::array<char, 256> out{};
  for (const auto& [letter, meaning] : {std::pair{'"', '"'},
                                        {'\\', '\\'},
                                        {'/', '/'},
                                        {'b', '\b'},
                                        {'f', '\f'},
                                        {'n', '\n'},
                                        {'r', '\r'},
                                        {'t', '\t'}}) {
    out[static_cast<unsigned char>(letter)] = meaning;
  }
  return out;
}();

[[nodiscard]] constexpr char simple_escape(char letter) noexcept {
  return simple_escapes[static_cast<unsigned char>(letter)];
}

[[nodiscard]] constexpr int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The value of four hexadecimal digits, or -1.
[[nodiscard]] inline int hex4(std::string_view text, std::size_t at) noexcept {
  if (at + 4 > text.size()) return -1;
  int value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const int digit = hex_digit(text[at + i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

[[nodiscard]] constexpr bool is_high_surrogate(int unit) noexcept { return unit >= 0xD800 && unit <= 0xDBFF; }
[[nodiscard]] constexpr bool is_low_surrogate(int unit) noexcept { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// The low half behind a high surrogate's escape that ends at `at`, or -1.
[[nodiscard]] inline int low_half_at(std::string_view text, std::size_t at) noexcept {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  const int low = hex4(text, at + 2);
  return is_low_surrogate(low) ? low : -1;
}

}  // namespace presswash
