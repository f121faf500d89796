#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "classify/chain.h"
#include "classify/features.h"
#include "classify/page_features.h"
#include "classify/places.h"
#include "classify/tree_scorer.h"
#include "classify/trees.h"

namespace presswash {

/// Weights of one linear-chain model: a weight for each feature, transitions, and Platt's calibration of the marginals
/// (Platt 1999): probability = sigmoid(slope * logit(marginal) + offset).
struct ChainWeights {
  std::vector<float> weights;
  Transitions transitions = Transitions::Zero();
  float slope = 1.0F;
  float offset = 0.0F;
  float scale = 0.0F;  ///< of which the weights are multiples, when they were read from a file
};

/// The model of pages with markup: trees score each block, a chain smooths the scores over the page.
struct PageWeights {
  WordScores scores;
  Trees trees;
  TreeScorer scorer;   ///< of the trees; made when the set becomes part of a model
  ChainWeights alone;  ///< no weights: transitions and calibration
  ChainWeights joint;  ///< page_evidence_count weights, of what other pages say; the rest as in `alone`

  [[nodiscard]] bool known() const noexcept { return !trees.roots.empty(); }
  /// What the trees say of rows of `count` numbers.
  void score(std::span<const float> values, std::size_t count, std::span<float> out) const {
    if (scorer.ready())
      scorer.score(values, count, out);
    else
      trees.score(values, count, out);
  }
};

/// The model of single texts: the same for the lines of a text without markup; of the scores, those of words.
using LineWeights = PageWeights;

/// The chains for texts in a whole page without markup of whose site few are known, while they were fitted on scrapes
/// of large sites: both over what `WeightSet::alone` says by words, shape and place, calibrated on such pages.
struct DumpChains {
  ChainWeights alone;  ///< no weights; transitions as in WeightSet::alone
  ChainWeights joint;  ///< evidence_feature_count weights, of what other pages of the site show

  [[nodiscard]] bool known() const noexcept { return !joint.weights.empty(); }
};

/// Two models over the same page: `alone` reads the page only, `joint` reads the scrape's evidence too. A rendered page
/// is judged by `page`, a text of whose site few are known by `lines`, if the model has these.
struct WeightSet {
  ChainWeights alone;                        ///< text_feature_count weights
  ChainWeights joint;                        ///< feature_count weights
  std::vector<std::array<float, 2>> text{};  ///< by text feature: of both, as they are asked for; made as a scorer is
  PageWeights page{};
  LineWeights lines{};
  DumpChains dumps{};

  /// Weights for texts that are all zero, and no other model.
  [[nodiscard]] static WeightSet zero();
};

/// The block model: one weight set, or several that were fitted on different sites. With several, the set that judges a
/// site is the one that was not fitted on it (cross-fitting), so that a scrape of training sites can be judged fairly.
/// Immutable; any number of threads may use it.
class BlockModel {
 public:
  /// At least one set. A set's fold is its position.
  explicit BlockModel(std::vector<WeightSet> sets);

  [[nodiscard]] const WeightSet& for_site(std::string_view site) const;
  [[nodiscard]] std::size_t folds() const { return sets_.size(); }
  [[nodiscard]] const WeightSet& set(std::size_t fold) const { return sets_[fold]; }

  /// The fold that a site is held out of, of `folds`.
  [[nodiscard]] static std::size_t fold_of(std::string_view site, std::size_t folds);

  /// The model compiled into the library; all weights are zero when it was built without any, and it has no model of
  /// pages when their features have changed since.
  [[nodiscard]] static std::shared_ptr<const BlockModel> built_in();
  /// A model of pages that asks for other features is refused, or dropped: then the weights for texts are left, to fit
  /// new ones for pages beside them.
  enum class StalePages : std::uint8_t { Refuse, Drop };
  /// Errors: NotFound, Io, CorruptInput (checksum, cut), VersionMismatch (format or features; both values are named).
  [[nodiscard]] static Result<std::shared_ptr<const BlockModel>> load(const std::filesystem::path& file,
                                                                      StalePages stale = StalePages::Refuse);
  [[nodiscard]] static Result<std::shared_ptr<const BlockModel>> decode(std::string_view bytes, const std::string& name,
                                                                        StalePages stale = StalePages::Refuse);
  [[nodiscard]] std::string encode() const;

 private:
  std::vector<WeightSet> sets_;
};

}  // namespace presswash
