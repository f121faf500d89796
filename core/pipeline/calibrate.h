#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.h"
#include "pipeline/clean.h"
#include "pipeline/pair_sample.h"
#include "write/threshold_table.h"

namespace presswash {

struct CalibrateOptions {
  CleanOptions run;  ///< `out` and `force` are those of the calibration
  PairSampleOptions sample;
};

struct CalibrationFigures {
  CleanFigures run;
  std::uint64_t measured = 0;  ///< pairs of the scrape that share text
  std::uint64_t left_out = 0;  ///< of those: look-alikes, or of a join; no threshold decides
  std::uint64_t sampled = 0;   ///< pairs to be judged
  ThresholdTable thresholds;
};

/// Decides like `clean`, samples pairs over the whole range of similarity, tries other thresholds, and writes the
/// folder of a calibration. `reject` gets the records that could not be read. Errors: those of InputSet, learn,
/// OutFolder and sample_pairs.
[[nodiscard]] Result<CalibrationFigures> calibrate(const std::vector<std::filesystem::path>& inputs,
                                                   const CalibrateOptions& options, const UnreadSink& reject,
                                                   const ProgressSink& progress = {});

}  // namespace presswash
