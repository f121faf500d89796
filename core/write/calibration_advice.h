#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cluster/threshold_advice.h"
#include "write/calibration_rows.h"

namespace presswash {

struct SetAdvice {
  PairSet set = PairSet::Jaccard;
  std::uint64_t sampled = 0;
  std::uint64_t unsure = 0;
  ThresholdAdvice advice;
};

struct CalibrationAdvice {
  double precision = 0.97;  ///< wanted
  std::vector<SetAdvice> sets;
};

/// What judgements say of the thresholds. `precision` lies in (0, 1).
[[nodiscard]] CalibrationAdvice advise(const std::vector<CalibrationPair>& pairs,
                                       const std::map<std::uint64_t, PairVerdict>& judgements, double precision);
/// For a terminal: a table for each set, what to use, and what the judgements cannot say.
[[nodiscard]] std::string advice_text(const CalibrationAdvice& advice);

}  // namespace presswash
