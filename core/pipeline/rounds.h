#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "classify/judge.h"
#include "classify/model.h"
#include "pipeline/columns.h"
#include "pipeline/copies.h"
#include "pipeline/start.h"

namespace presswash {

struct RoundOptions {
  JudgeOptions judge;
  CopyOptions copies;
  double settled_share = 0.0025;  ///< of all blocks; a round that changes no more is the last
  unsigned max_rounds = 4;        ///< of evidence, verdicts and clusters after the cautious start
  StartOptions start;
  friend bool operator==(const RoundOptions&, const RoundOptions&) = default;
};

/// What one round changed.
struct RoundFigures {
  std::uint64_t changed_blocks = 0;  ///< verdicts that count differently as article than the round before
  CopyFigures copies;
};

struct RoundsResult {
  Copies copies;                     ///< of the last round
  std::vector<RoundFigures> rounds;  ///< the cautious start first
  bool settled = false;              ///< the last round changed next to no verdict (settled_share)
};

/// What finding copies needs to know of every document, by the verdicts it has.
[[nodiscard]] std::vector<DocumentFacts> facts_of_documents(const ScrapeColumns& columns);

/// Called with what is being done and the share done of all rounds, in [0, 1]. Returning false cancels.
using RoundProgress = std::function<bool(const std::string& stage, double share)>;

/// Decides verdicts and clusters together. Start: every page is judged alone, and what shows itself as
/// furniture is left out (make_cautious_start); clusters are guessed from the blocks that documents then have in
/// common. Evidence is what blocks do that stand in several documents: of texts that share none, it is all one whether
/// they are copies. Then, until next to no verdict changes or `max_rounds` is reached: evidence by cluster, verdicts
/// with hysteresis, clusters. Verdicts are left in `columns`. Errors: Cancelled. Runs on the calling oneTBB arena; the
/// result does not depend on its size.
[[nodiscard]] Result<RoundsResult> run_rounds(ScrapeColumns& columns, const std::vector<std::string>& sites,
                                              const BlockModel& model, const RoundOptions& options,
                                              const RoundProgress& progress = {});

}  // namespace presswash
