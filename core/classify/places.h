#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "document/verdict.h"

namespace presswash {

/// A block of a page by where it stands: its place is a hash of the tags around it and the class of the innermost
/// element that begins a line.
struct PlacedBlock {
  std::uint32_t place = 0;
  std::uint32_t words = 0;
  float score = 0.0F;  ///< log odds of boilerplate by the page alone
};

/// What stands at each place on the pages of one site: always furniture, always article, or now this and now that.
class SitePlaces {
 public:
  void add(std::span<const PlacedBlock> page);

  /// By block of a page that was added: the mean score at its place on the other pages (each word counts, those of a
  /// long block up to 50), nearer to 0 the fewer pages show the place; 0 when none does.
  void scores_without(std::span<const PlacedBlock> page, std::vector<float>& out) const;

 private:
  /// In whole numbers, so that the order of the pages does not matter.
  struct Tally {
    std::int64_t words = 0;
    std::int64_t score = 0;
    std::int32_t pages = 0;
  };
  using Tallies = std::unordered_map<std::uint32_t, Tally>;
  [[nodiscard]] static Tallies tallies_of(std::span<const PlacedBlock> page);

  Tallies tallies_;  ///< by place
};

/// What other pages of the site say of a block, as the model of pages weighs it.
inline constexpr std::size_t page_evidence_count = 7;
[[nodiscard]] std::array<float, page_evidence_count> page_evidence(const Evidence& evidence, std::uint32_t words,
                                                                   float place_score);

}  // namespace presswash
