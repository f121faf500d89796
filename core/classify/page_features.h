#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classify/page.h"
#include "document/markup.h"

namespace presswash {

inline constexpr std::uint32_t score_buckets = 1U << 14U;

/// Learned scores of words, by hashed bucket: above 0 for words of article text's surroundings, below 0 for
/// furniture's.
struct WordScores {
  std::vector<std::int8_t> names;  ///< of class and id; score_buckets of them, or none
  std::vector<std::int8_t> words;  ///< of the text
};

/// Features of a page's blocks as numbers, for the trees.
struct PageFeatures {
  std::size_t count = 0;      ///< features of a block
  std::vector<float> values;  ///< block by block

  [[nodiscard]] std::span<const float> of(std::size_t block) const {
    return std::span(values).subspan(block * count, count);
  }
};

/// Features of every block of a page, from its text, its markup, its place and its neighbours. `markup` must have the
/// blocks of `page`.
[[nodiscard]] PageFeatures page_features(const Page& page, const PageMarkup& markup, const WordScores& scores);

/// How many features a block has, and what they are called; part of the model's format.
[[nodiscard]] std::size_t page_feature_count();

inline constexpr std::uint32_t no_echo = 0xFFFFFFFFU;

/// Of the blocks that say again what the page has said, the first block that they repeat: four fifths of their runs of
/// four words stand in blocks before them whose score is below 0, which likely are article text. A short block does
/// when it stands in a run of such blocks and stood there before word for word.
[[nodiscard]] std::vector<std::uint32_t> echoes_of(const Page& page, std::span<const float> scores);

/// The words of a block's text whose scores are taken, as buckets; those of its elements, innermost first.
void text_buckets(const Page& page, std::size_t block, std::vector<std::uint32_t>& out);
void name_buckets(const PageMarkup& markup, std::uint32_t element, std::vector<std::uint32_t>& out);

}  // namespace presswash
