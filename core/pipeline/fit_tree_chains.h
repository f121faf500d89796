#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "classify/places.h"
#include "pipeline/fit_chain.h"
#include "pipeline/grow_trees.h"
#include "pipeline/train.h"

namespace presswash {

/// A page or a text with what its blocks are (0 article, 1 boilerplate, -1 unknown), as trees are fitted on it.
struct TreeSample {
  std::size_t fold = 0;
  std::string site;
  std::vector<signed char> labels;
  std::vector<float> weights;  ///< by block
  /// By block: what other pages of the site say; empty when there are none.
  std::vector<std::array<float, page_evidence_count>> known{};
  std::vector<float> own_shares{};  ///< by block: see Example
};

/// Weighs the labelled blocks of a sample: samples count alike, long blocks more than short ones. A sample of which
/// little is known counts by that, up to `most`, when it is not 0.
void weigh_blocks(const Page& page, double most, TreeSample& sample);

/// Weights of trees (one set for each fold, by trees that did not see it, when cross-fitted, else one), with figures.
struct TrainedTrees {
  std::vector<PageWeights> sets;
  HeldOutFigures alone;
  HeldOutFigures joint;
};

/// The samples that are not of fold `left_out`, by site.
[[nodiscard]] std::map<std::string, std::vector<std::size_t>> samples_by_site(
    const std::vector<const TreeSample*>& samples, std::size_t left_out);
/// Appends the rows of the labelled blocks of a sample. `values`: of all its blocks, `rows.features` each.
void append_rows(const TreeSample& sample, std::span<const float> values, std::uint32_t group, GrowRows& rows);
/// Whether both article and boilerplate are among the labels.
[[nodiscard]] bool have_both_labels(const std::vector<const TreeSample*>& samples);

/// How trees are fitted on samples.
struct TreeFitting {
  std::string name;  ///< of the samples, for people
  /// On the samples that are not of this fold; on all when there is no such fold.
  std::function<PageWeights(std::size_t left_out)> fit;
  /// What they say of a sample's blocks.
  std::function<std::vector<float>(std::size_t sample, const PageWeights& weights)> margins;
};
/// Fits trees without each fold, and, unless `cross_fitted`, one set on all. `margins`: by sample, what trees say that
/// did not see its fold.
[[nodiscard]] TrainedTrees fit_trees_by_fold(const std::vector<const TreeSample*>& samples, const TreeFitting& fitting,
                                             const TrainOptions& options,
                                             const std::function<void(const std::string&)>& say,
                                             std::vector<std::vector<float>>& margins);

/// Fits the chains that smooth the trees' scores, their calibration, and then what is added to the scores where other
/// pages of the site are known; chain and calibration stay. `margins`: by sample, what trees say that did not see its
/// fold. `out` has its trees.
void fit_tree_chains(const std::vector<const TreeSample*>& samples, std::vector<std::vector<float>> margins,
                     const TrainOptions& options, TrainedTrees& out);

}  // namespace presswash
