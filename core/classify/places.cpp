#include "classify/places.h"

#include <algorithm>
#include <cmath>

namespace presswash {
namespace {

constexpr double score_unit = 1024.0;

}  // namespace

SitePlaces::Tallies SitePlaces::tallies_of(std::span<const PlacedBlock> page) {
  constexpr std::uint32_t most_words = 50;
  constexpr float most_score = 4.0F;
  Tallies out;
  for (const PlacedBlock& block : page) {
    const std::int64_t words = 1 + static_cast<std::int64_t>(std::min(block.words, most_words));
    const auto score = static_cast<double>(std::clamp(block.score, -most_score, most_score));
    Tally& tally = out[block.place];
    tally.words += words;
    tally.score += words * std::llround(score * score_unit);
    tally.pages = 1;
  }
  return out;
}

void SitePlaces::add(std::span<const PlacedBlock> page) {
  for (const auto& [place, own] : tallies_of(page)) {
    Tally& tally = tallies_[place];
    tally.words += own.words;
    tally.score += own.score;
    tally.pages += own.pages;
  }
}

void SitePlaces::scores_without(std::span<const PlacedBlock> page, std::vector<float>& out) const {
  const Tallies own = tallies_of(page);
  out.assign(page.size(), 0.0F);
  for (std::size_t i = 0; i < page.size(); ++i) {
    const auto at = tallies_.find(page[i].place);
    if (at == tallies_.end()) continue;
    const Tally& mine = own.at(page[i].place);
    const auto words = static_cast<double>(at->second.words - mine.words);
    const auto score = static_cast<double>(at->second.score - mine.score);
    const auto pages = static_cast<double>(at->second.pages - mine.pages);
    if (words > 0) out[i] = static_cast<float>(score / words / score_unit * pages / (pages + 1.0));
  }
}

std::array<float, page_evidence_count> page_evidence(const Evidence& evidence, std::uint32_t words, float place_score) {
  const bool seen = evidence.clusters > 0;
  const auto flag = [](bool is) { return is ? 1.0F : 0.0F; };
  return {flag(seen && words < 8),      flag(seen && words >= 8 && words < 20),
          flag(seen && words >= 20),    flag(!seen && evidence.masked_clusters > 0),
          flag(evidence.headlines > 0), std::max(0.0F, place_score),
          std::min(0.0F, place_score)};
}

}  // namespace presswash
