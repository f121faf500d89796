#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace presswash {

/// A text of one story, as the search for the source sees it.
struct SourceText {
  std::uint32_t shingles = 0;  ///< distinct ones
  std::uint32_t printed = 1;   ///< on how many sites
};

/// What two texts of the story share, by their places.
struct SourceShare {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t shingles = 0;
};

/// The texts that the others may derive from, best first: the ones by which the fewest words would have to have been
/// written or cut, were all others made from it directly, each as often as it was printed. A word that is cut counts
/// 0.9, for editors cut more than they add. Texts behind the best by less than a twentieth of the longest text are
/// listed too, since nothing tells them apart. `shares`: each pair once, in any order; pairs left out share nothing.
[[nodiscard]] std::vector<std::uint32_t> likely_sources(std::span<const SourceText> texts,
                                                        std::span<const SourceShare> shares);

}  // namespace presswash
