#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "classify/calibration.h"
#include "classify/features.h"
#include "classify/model.h"
#include "classify/page.h"
#include "pipeline/train.h"
#include "read/labelled.h"

namespace presswash {

/// A page as the fit sees it: features of all blocks, one after the other, and what each block is (-1: unknown).
struct Example {
  std::size_t fold = 0;
  std::vector<std::uint32_t> features;
  std::vector<std::uint32_t> begin;  ///< by block, one more at the end
  std::vector<signed char> labels;
  std::vector<float> offsets{};     ///< by block, added to the score; empty: none
  bool has_others = false;          ///< whether other stories of its site are known
  std::vector<float> own_shares{};  ///< by block, how much of its log odds is its own score, not the chain's; empty: 0
};

/// Evidence of every block of a scrape, by page; its pages' stories are known.
[[nodiscard]] std::vector<std::vector<Evidence>> evidence_of(const std::vector<LabelledPage>& pages,
                                                             const std::vector<Page>& analysed,
                                                             std::vector<ScrapeContext>& contexts);

/// The examples that are not of a fold, to fit on, and those of it.
struct FoldSplit {
  std::vector<std::size_t> chosen;
  std::vector<std::size_t> held;
};
/// A fold that no example is of leaves none out.
[[nodiscard]] FoldSplit split_at(const std::vector<Example>& examples, std::size_t fold);

/// What a chain is fitted on and how.
struct ChainFit {
  std::vector<std::size_t> chosen;  ///< of the examples
  std::uint32_t features = 0;       ///< those with smaller numbers are read
  double penalty = 1.0;
  int iterations = 120;
  const ChainWeights* prior = nullptr;  ///< what the penalty draws to, and where the fit begins; none: zero
};
/// Weights and transitions; calibration is left to do.
[[nodiscard]] ChainWeights fit_chain(const std::vector<Example>& examples, const ChainFit& what);

/// Appends what the chain says of the labelled blocks of `held`.
void judge_held_out(const std::vector<Example>& examples, const std::vector<std::size_t>& held,
                    const ChainWeights& chain, std::vector<JudgedLogit>& out);
[[nodiscard]] HeldOutFigures figures_of(const std::vector<JudgedLogit>& judged, const Calibration& calibration);

}  // namespace presswash
