#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/ids.h"

namespace presswash {

/// What can be seen of a block's shape without knowing the words. Flags are bits of BlockFacts::shape.
enum class Shape : std::uint32_t {
  EndsSentence = 1U << 0U,  ///< . ! ? and their kin, closing quotes aside
  EndsColon = 1U << 1U,
  EndsQuestion = 1U << 2U,
  EndsEllipsis = 1U << 3U,
  HasUrl = 1U << 4U,
  HasEmail = 1U << 5U,
  HasHandle = 1U << 6U,     ///< @name or #tag at the start of a word
  TimeOnly = 1U << 7U,      ///< digits, with at most 12 letters in 6 words: 14:28, 3 Oct 2024, 5 min ago
  HasDate = 1U << 8U,       ///< a group of digits that looks like a date or a time of day
  HasSeparator = 1U << 9U,  ///< | > » › • · / between words
  StartsBullet = 1U << 10U,
  HasCopyright = 1U << 11U,  ///< © or (c)
  AllCaps = 1U << 12U,
  StartsQuote = 1U << 13U,
  HasQuote = 1U << 14U,
  StartsLower = 1U << 15U,
  StartsDigit = 1U << 16U,
  HasComma = 1U << 17U,
  HasInnerStop = 1U << 18U,  ///< a sentence end within the block
  TitleCase = 1U << 19U,     ///< at least two thirds of four or more words begin with a capital
  NoLetters = 1U << 20U,
  Bracketed = 1U << 21U,  ///< begins with ( or [ and ends with its twin
  Numbered = 1U << 22U,   ///< 1. or 1) at the start
  HasCurrency = 1U << 23U,
  NoSpaceScript = 1U << 24U,  ///< mostly characters of scripts written without spaces
  StartsDash = 1U << 25U,
};

/// Bits that shapes take.
inline constexpr std::uint32_t shape_bits = 26;

struct BlockFacts {
  std::uint32_t shape = 0;  ///< Shape bits
  std::uint32_t characters = 0;
  std::uint32_t words = 0;  ///< tokens; in scripts without spaces two characters count as one word
  std::uint16_t commas = 0;
  std::uint8_t capital_share = 0;  ///< of words, in tenths
  std::uint8_t digit_share = 0;    ///< of letters and digits, in tenths
  bool digits = false;             ///< there is a digit of some script

  [[nodiscard]] bool has(Shape bit) const noexcept { return (shape & static_cast<std::uint32_t>(bit)) != 0; }
  /// Long running text: at least 15 words and sentence punctuation.
  [[nodiscard]] bool prose() const noexcept {
    return words >= 15 && (has(Shape::EndsSentence) || has(Shape::HasInnerStop) || commas >= 2 || words >= 30);
  }
};

/// Facts of one block's text (valid UTF-8, separators included or not). `tokens`: its normalised words.
[[nodiscard]] BlockFacts facts_of(std::string_view text, std::span<const TokenHash> tokens);

}  // namespace presswash
