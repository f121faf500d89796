#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "document/verdict.h"

namespace presswash {

/// What two documents share, counted in runs of five normalised words (single characters in scripts without spaces)
/// of their article blocks.
struct PairFigures {
  std::uint64_t a = 0;
  std::uint64_t b = 0;
  std::uint64_t shared = 0;
  [[nodiscard]] double jaccard() const noexcept {
    const std::uint64_t all = a + b - shared;
    return all == 0 ? 0.0 : static_cast<double>(shared) / static_cast<double>(all);
  }
  /// The larger of the two shares.
  [[nodiscard]] double containment() const noexcept {
    const std::uint64_t least = std::min(a, b);
    return least == 0 ? 0.0 : static_cast<double>(shared) / static_cast<double>(least);
  }
};

/// Recounts a pair from its texts, block by block, for a reader who asks why there is no edge.
[[nodiscard]] PairFigures pair_figures(const std::vector<JudgedBlock>& blocks_a,
                                       const std::vector<std::string>& texts_a,
                                       const std::vector<JudgedBlock>& blocks_b,
                                       const std::vector<std::string>& texts_b);

}  // namespace presswash
