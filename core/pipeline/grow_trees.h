#pragma once

#include <cstdint>
#include <vector>

#include "classify/trees.h"

namespace presswash {

struct GrowOptions {
  unsigned trees = 300;
  unsigned leaves = 16;       ///< of a tree at most
  double rate = 0.08;         ///< of each tree's leaves
  double penalty = 10.0;      ///< L2, on the leaves
  double least_weight = 6.0;  ///< curvature that each leaf must hold
  double column_share = 0.3;  ///< of the features, asked by one tree
  double row_share = 0.7;     ///< of the groups, seen by one tree
  std::uint64_t seed = 1;
};

/// Rows to learn from.
struct GrowRows {
  std::size_t features = 0;
  std::vector<float> values;         ///< row by row
  std::vector<std::uint8_t> labels;  ///< 0 or 1
  std::vector<float> weights;
  std::vector<std::uint32_t> groups;  ///< rows of a group are seen together or not at all
};

/// Grows trees for the logarithmic loss, best leaf first, on histograms of at most 128 bins a feature (Ke et al. 2017).
/// The same trees for the same rows, whatever the threads. A score is the log odds of label 1.
[[nodiscard]] Trees grow_trees(const GrowRows& rows, const GrowOptions& options);

}  // namespace presswash
