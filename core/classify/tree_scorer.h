#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "classify/trees.h"

namespace presswash {

/// A question: a row whose value is not at most the threshold does not get to the leaves of "yes".
struct TreeQuestion {
  float threshold = 0.0F;
  std::uint32_t tree = 0;
  std::int32_t others = 0;  ///< the other leaves, a bit each
};

/// The questions about one feature: up to `end`, from the end of the one before.
struct AskedFeature {
  std::uint32_t feature = 0;
  std::uint32_t end = 0;
};

/// The same scores as Trees::score, to the bit, several times as fast: the trees are asked feature by feature, with
/// each feature's thresholds in order, and what an answer rules out is a mask of leaves (QuickScorer; Lucchese et al.
/// 2015). For trees of at most 32 leaves; a scorer of others, or of none, is not ready.
class TreeScorer {
 public:
  TreeScorer() = default;
  explicit TreeScorer(const Trees& trees);

  [[nodiscard]] bool ready() const noexcept { return !first_leaf_.empty(); }
  /// As Trees::score: rows of `count` values each, one after the other; `out` has one score for each.
  void score(std::span<const float> rows, std::size_t count, std::span<float> out) const;

 private:
  std::vector<AskedFeature> asked_;
  std::vector<TreeQuestion> questions_;    ///< by feature, then by threshold; of each feature a multiple of four
  std::vector<std::uint32_t> first_leaf_;  ///< by tree, in `leaves_`
  std::vector<float> leaves_;              ///< in the order of the tree, "yes" before "no"
  float start_ = 0.0F;
};

}  // namespace presswash
