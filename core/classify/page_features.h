#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classify/page.h"
#include "classify/score_words.h"
#include "document/markup.h"

namespace presswash {

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

}  // namespace presswash
