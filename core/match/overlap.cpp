#include "match/overlap.h"

#include <cmath>

namespace presswash {
namespace {
constexpr double excerpt_containment = 0.8;
constexpr double excerpt_length = 1.5;
constexpr double most_of_evidence = 0.9;  // of the hits that are expected of a pair that is just evidence
constexpr double sure_of_edges = 2.2;     // standard deviations: fewer hits has one edge in two hundred, or fewer
}  // namespace

Relation relation_of(const Overlap& overlap, const EdgeThresholds& thresholds) noexcept {
  if (overlap.shared < thresholds.shared) return Relation::None;
  const double containment = overlap.containment();
  const double longer = std::max(overlap.size_a, overlap.size_b);
  const double shorter = std::min(overlap.size_a, overlap.size_b);
  const bool excerpt = containment >= thresholds.containment;
  const bool near = overlap.jaccard() >= thresholds.jaccard;
  if (excerpt && (!near || (containment >= excerpt_containment && longer >= excerpt_length * shorter))) {
    return Relation::Excerpt;
  }
  return near ? Relation::Near : Relation::None;
}

bool is_evidence(const Overlap& overlap, const EdgeThresholds& thresholds) noexcept {
  return overlap.shared >= thresholds.shared &&
         (overlap.containment() >= thresholds.evidence || relation_of(overlap, thresholds) != Relation::None);
}

std::uint32_t needed_hits(std::uint32_t smaller_size, std::uint32_t larger_size, bool exact, double rate,
                          const EdgeThresholds& thresholds) noexcept {
  const auto shared = [&](double share) { return std::max<double>(thresholds.shared, share * smaller_size); };
  if (exact)
    return static_cast<std::uint32_t>(
        shared(std::min({thresholds.evidence, thresholds.containment, thresholds.jaccard})));
  // J = s / (a + b - s): what an edge has of the smaller document at least.
  const double both = 1.0 + static_cast<double>(larger_size) / std::max(1U, smaller_size);
  const double of_edge = std::min(thresholds.containment, thresholds.jaccard / (1.0 + thresholds.jaccard) * both);
  const double from_edge = rate * shared(of_edge);
  const double from_evidence = rate * shared(std::min(thresholds.evidence, of_edge));
  const double needed = std::min(most_of_evidence * from_evidence, from_edge - sure_of_edges * std::sqrt(from_edge));
  return std::max(2U, static_cast<std::uint32_t>(std::max(0.0, needed)));
}

}  // namespace presswash
