#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "classify/block_row.h"
#include "classify/model.h"

namespace presswash {

/// A text without markup as trees read it: its rows, and the words of each.
struct LineText {
  std::span<const BlockRow> rows;
  std::vector<std::span<const TokenHash>> words;  ///< by row

  [[nodiscard]] static LineText of(const Page& page, std::span<const BlockRow> rows);
};

/// Numbers of the lines of a text for trees, line by line: shape and cues, learned scores of words, how many of its
/// rarer words the running text beside it says too, place and running text around, four neighbours on each side, the
/// whole.
struct LineFeatures {
  std::size_t count = 0;  ///< of one line
  std::vector<float> values;
};
/// `scores`: those of words are read; may be without any.
[[nodiscard]] LineFeatures line_features(const LineText& text, const WordScores& scores);
/// How many numbers there are of a line.
[[nodiscard]] std::size_t line_feature_count();

/// Whether there are trees for these rows: those of a page are judged by others.
[[nodiscard]] bool are_lines(std::span<const BlockRow> rows, const LineWeights& weights) noexcept;
/// What the trees say of each line: log odds of boilerplate.
[[nodiscard]] std::vector<float> score_lines(const LineText& text, const LineWeights& weights);

}  // namespace presswash
