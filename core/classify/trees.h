#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace presswash {

/// A node of a decision tree: a leaf, or a question whether a feature is at most a threshold.
struct TreeNode {
  std::uint16_t feature = 0;
  std::uint16_t next = 0;  ///< node for "yes", from the tree's first; "no" stands behind it; 0: a leaf
  float value = 0.0F;      ///< threshold, or the leaf's score
};

/// Boosted decision trees (Friedman 2001): the score of a row is the sum of one leaf of each tree.
struct Trees {
  std::vector<TreeNode> nodes;
  std::vector<std::uint32_t> roots;  ///< first node of each tree
  float start = 0.0F;                ///< added to every score

  /// Scores of rows of `count` values each, one after the other; `out` has one for each.
  void score(std::span<const float> rows, std::size_t count, std::span<float> out) const;
};

}  // namespace presswash
