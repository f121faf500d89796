#pragma once

#include <cstdint>

namespace presswash {

/// What a normalised code point does to words.
enum class CharacterClass : std::uint8_t {
  Separator,  ///< ends a word
  Letter,     ///< continues a word: letters and numbers
  Digit,      ///< a decimal digit; a letter too
  Alone,      ///< a letter of a script written without spaces: a word of its own
  Mark,       ///< a combining mark: continues a word, starts none
};

[[nodiscard]] CharacterClass class_of(char32_t code_point) noexcept;

/// What normalisation makes of one code point without looking at its neighbours.
struct SimpleFold {
  char32_t folded = 0;
  CharacterClass kind = CharacterClass::Separator;
  bool simple = false;  ///< false: neighbours matter, or it becomes several; the long way must be gone
};

/// Agrees with NFKC and case folding where `simple`. Thread-safe; the first call builds a table.
[[nodiscard]] SimpleFold simple_fold(char32_t code_point) noexcept;

}  // namespace presswash
