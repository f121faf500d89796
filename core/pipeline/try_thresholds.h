#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.h"
#include "document/article_tokens.h"
#include "pipeline/copies.h"

namespace presswash {

/// What finding copies with one threshold changed comes to.
struct ThresholdTrial {
  double threshold = 0.0;
  std::uint64_t removed = 0;
  std::uint64_t clusters = 0;
  std::uint64_t members = 0;
  std::uint64_t edges = 0;
  std::vector<Edge> margin;  ///< at most three, those nearest to the threshold that it alone joins; the nearest first
};

struct ThresholdTrials {
  std::vector<ThresholdTrial> by_jaccard;      ///< 0.15 to 0.8, ascending
  std::vector<ThresholdTrial> by_containment;  ///< 0.3 to 0.9, ascending
};

/// Finds copies once for each of some thresholds, and for those of `options`, on the same article texts. Errors:
/// InvalidArgument, Cancelled. Runs on the calling oneTBB arena; the order of the documents does not matter.
[[nodiscard]] Result<ThresholdTrials> try_thresholds(const ArticleTokens& tokens,
                                                     const std::vector<DocumentFacts>& facts,
                                                     const CopyOptions& options,
                                                     const std::function<bool(double)>& progress = {});

}  // namespace presswash
