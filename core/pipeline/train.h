#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "classify/model.h"
#include "pipeline/grow_trees.h"
#include "read/labelled.h"

namespace presswash {

struct TrainOptions {
  std::size_t folds = 5;               ///< for calibration and for the figures; sites are split by hash
  bool cross_fitted = false;           ///< give one weight set for each fold instead of one fitted on all sites
  double penalty = 1.0;                ///< L2, on the sum over pages
  int iterations = 120;                ///< of L-BFGS at most
  double page_penalty = 20.0;          ///< L2, of the chains over pages
  double page_evidence_penalty = 0.5;  ///< L2, of what other pages of the site say
  GrowOptions trees{};                 ///< of the models of pages and of single texts
  bool keep_trees = false;             ///< the trees for single texts stay those of `base`
  bool keep_chains = false;            ///< the chains for texts stay those of `base`
  /// Whose weights for texts, or for pages, are taken over when no page of that kind is given; absent: the built-in
  /// one.
  std::shared_ptr<const BlockModel> base{};
  /// Chains for texts by fold, `folds` of them, that say what the kept chains would of texts they had not seen: how far
  /// these may be trusted in single texts is fitted on it. Absent: those of `base`.
  std::shared_ptr<const BlockModel> fold_chains{};
  [[nodiscard]] std::optional<std::string> validate() const;
};

/// Figures of pages that were judged by weights not fitted on their site.
struct HeldOutFigures {
  std::uint64_t lines = 0;
  double boilerplate_f1 = 0.0;
  double article_f1 = 0.0;
  /// By tenths of the calibrated score: lines, and how many of them are boilerplate.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> reliability;
};

struct Trained {
  BlockModel model;
  HeldOutFigures alone;
  HeldOutFigures joint;
  HeldOutFigures pages_alone;  ///< of pages of HTML
  HeldOutFigures pages_joint;
  HeldOutFigures lines_alone;  ///< of single texts, by trees
  HeldOutFigures lines_joint;
};

/// Fits the block model: the chains for texts on pages whose lines are labelled, the model of single texts on the files
/// of them that tell no stories, the model of pages on those of HTML.
/// Each input file is a scrape of its own: evidence is counted within it, by the pages' stories
/// (a page without a story is one of its own). Both chains maximise the conditional likelihood (Lafferty et al. 2001)
/// under an L2 penalty by L-BFGS (Nocedal 1980). The same weights for the same input, whatever the threads.
/// Errors: InvalidArgument (no page with both article and boilerplate lines).
[[nodiscard]] Result<Trained> train(const std::vector<std::vector<LabelledPage>>& scrapes, const TrainOptions& options,
                                    const std::function<void(const std::string&)>& log = {});

}  // namespace presswash
