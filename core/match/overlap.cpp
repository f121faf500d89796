#include "match/overlap.h"

namespace presswash {
namespace {
constexpr double excerpt_containment = 0.8;
constexpr double excerpt_length = 1.5;
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

std::uint32_t needed_hits(std::uint32_t smaller_size, bool exact, double rate,
                          const EdgeThresholds& thresholds) noexcept {
  const double share = std::min({thresholds.evidence, thresholds.containment, thresholds.jaccard});
  const double shared = std::max<double>(thresholds.shared, share * smaller_size);
  if (exact) return static_cast<std::uint32_t>(shared);
  return std::max(2U, static_cast<std::uint32_t>(0.9 * rate * shared));
}

}  // namespace presswash
