#pragma once

#include <algorithm>
#include <cstdint>

#include "document/cluster.h"

namespace presswash {

/// What two documents' full shingle sets have in common.
struct Overlap {
  std::uint32_t shared = 0;
  std::uint32_t size_a = 0;
  std::uint32_t size_b = 0;

  [[nodiscard]] double jaccard() const noexcept {
    const double all = static_cast<double>(size_a) + size_b - shared;
    return all > 0 ? shared / all : 0.0;
  }
  [[nodiscard]] double containment_a() const noexcept {
    return size_a > 0 ? static_cast<double>(shared) / size_a : 0.0;
  }
  [[nodiscard]] double containment_b() const noexcept {
    return size_b > 0 ? static_cast<double>(shared) / size_b : 0.0;
  }
  /// Of the smaller one in the larger one.
  [[nodiscard]] double containment() const noexcept { return std::max(containment_a(), containment_b()); }
};

struct EdgeThresholds {
  double jaccard = 0.25;
  double containment = 0.5;
  double evidence = 0.2;     ///< containment from which a pair that is no edge is kept for the join test
  std::uint32_t shared = 8;  ///< fewer shared shingles are no evidence of a copy
};

/// Excerpt when the smaller one stands nearly whole in one half as long again, or when only containment speaks for the
/// pair; otherwise Near when the Jaccard index does. Identical is not told from sets.
[[nodiscard]] Relation relation_of(const Overlap& overlap, const EdgeThresholds& thresholds) noexcept;

/// Whether a pair is worth keeping as evidence of what two documents share, edge or not.
[[nodiscard]] bool is_evidence(const Overlap& overlap, const EdgeThresholds& thresholds) noexcept;

/// How often the larger of two documents must be hit in the sample before the pair is verified. `exact`: all shingles
/// of the smaller one were looked up. Of pairs of 90 shingles or more that are just an edge, at most one in two hundred
/// has fewer hits (they are Poisson distributed); of pairs that are just evidence, some have.
[[nodiscard]] std::uint32_t needed_hits(std::uint32_t smaller_size, std::uint32_t larger_size, bool exact, double rate,
                                        const EdgeThresholds& thresholds) noexcept;

}  // namespace presswash
