#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cluster/proportion.h"

namespace presswash {

/// What a person said of the sampled pairs whose similarity lies in [from, to).
struct JudgedBin {
  double from = 0.0;
  double to = 0.0;
  std::uint64_t pairs = 0;  ///< of the scrape, sampled or not
  std::uint32_t copies = 0;
  std::uint32_t others = 0;
  std::uint32_t unsure = 0;  ///< counted, and no part of any estimate
};

/// What would come of joining every pair from `threshold` on.
struct ThresholdEstimate {
  double threshold = 0.0;
  std::uint64_t pairs = 0;            ///< of the scrape, at or above it
  std::uint32_t judged = 0;           ///< of those: copy or other
  std::uint32_t copies = 0;           ///< of those: copy
  std::optional<double> precision{};  ///< share of copies among `pairs`; absent when none is judged
  Interval interval{};                ///< 95%, of the precision
  double effective = 0.0;             ///< what the judgements weigh: as many of one random sample would say as much
  std::optional<double> margin{};     ///< share of copies among the pairs below the next threshold
  std::optional<double> recall{};     ///< copies at or above it / copies in all bins that are judged
  bool enough = false;                ///< judgements to speak of: ten, of every bin at least one
};

struct ThresholdAdvice {
  std::vector<ThresholdEstimate> table;  ///< by threshold: where each bin begins
  /// Of the table: the lowest with enough and the wanted precision, from which on no bin has fewer copies than others.
  std::optional<std::size_t> recommended{};
  bool sure = false;         ///< the interval of the recommended one lies above the wanted precision
  std::uint64_t needed = 0;  ///< what judgements must weigh to be sure, all of them being copies
};

/// `bins` are in ascending order and do not overlap; `wanted` lies in (0, 1). Pairs are copies with a probability that
/// differs from bin to bin; each bin counts by its pairs of the scrape, not by how many of them were judged.
[[nodiscard]] ThresholdAdvice advise_threshold(std::span<const JudgedBin> bins, double wanted);

}  // namespace presswash
