#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "classify/page.h"
#include "document/markup.h"

namespace presswash {

inline constexpr std::uint32_t score_buckets = 1U << 14U;

/// Learned scores of words, by hashed bucket: above 0 for words of article text's surroundings, below 0 for
/// furniture's. In sixteenths.
struct WordScores {
  std::vector<std::int8_t> names;  ///< of class and id; score_buckets of them, or none
  std::vector<std::int8_t> words;  ///< of the text
};

/// The words of a block's text whose scores are taken, as buckets; those of its elements, innermost first.
void text_buckets(std::span<const TokenHash> words, std::vector<std::uint32_t>& out);
void text_buckets(const Page& page, std::size_t block, std::vector<std::uint32_t>& out);
void name_buckets(const PageMarkup& markup, std::uint32_t element, std::vector<std::uint32_t>& out);

}  // namespace presswash
