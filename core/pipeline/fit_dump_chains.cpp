#include "pipeline/fit_dump_chains.h"

#include <algorithm>
#include <functional>

#include "classify/calibration.h"
#include "pipeline/text_examples.h"

namespace presswash {
namespace {

/// Scores of words are given: of the weights, those of evidence are left.
ChainWeights without_words(const ChainWeights& chain) {
  ChainWeights out = chain;
  std::fill_n(out.weights.begin(), text_feature_count, 0.0F);
  return out;
}

/// The chain over scores of words alone: transitions are those of long pages, and stay.
ChainWeights transitions_of(const ChainWeights& chain) {
  ChainWeights out;
  out.transitions = chain.transitions;
  return out;
}

using Fit = std::function<ChainWeights(const WeightSet& words, std::size_t left_out)>;

/// Fits one of the two chains for each of `sets`, and calibrates it on what such chains say of pages they did not see.
void fit_calibrated(const std::vector<Example>& examples, const BlockModel& scorers, const Fit& fit,
                    ChainWeights DumpChains::*fitted, const TrainOptions& options, std::vector<WeightSet>& sets) {
  std::vector<JudgedLogit> judged;
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    ChainWeights chain = fit(scorers.set(scorers.folds() == 1 ? 0 : fold), fold);
    judge_held_out(examples, split_at(examples, fold).held, chain, judged);
    if (options.cross_fitted) sets[fold].dumps.*fitted = std::move(chain);
  }
  if (!options.cross_fitted) sets[0].dumps.*fitted = fit(sets[0], options.folds);
  const Calibration calibration = calibrate(judged);
  for (WeightSet& set : sets) {
    (set.dumps.*fitted).slope = calibration.slope;
    (set.dumps.*fitted).offset = calibration.offset;
  }
}

}  // namespace

void fit_dump_chains(const std::vector<std::vector<LabelledPage>>& scrapes, const BlockModel& scorers,
                     const TrainOptions& options, std::vector<WeightSet>& sets) {
  std::vector<Example> examples;
  for (const auto& pages : scrapes)
    std::ranges::move(scored_text_examples(pages, options.folds, scorers), std::back_inserter(examples));
  const auto fit_alone = [](const WeightSet& words, std::size_t) { return transitions_of(words.alone); };
  fit_calibrated(examples, scorers, fit_alone, &DumpChains::alone, options, sets);

  // What other pages show can only be weighed where there are some.
  if (std::ranges::any_of(examples, &Example::has_others))
    std::erase_if(examples, [](const Example& example) { return !example.has_others; });
  const auto fit_joint = [&](const WeightSet& words, std::size_t left_out) {
    const ChainWeights prior = without_words(words.joint);
    return fit_chain(examples, {.chosen = split_at(examples, left_out).chosen,
                                .features = feature_count,
                                .penalty = options.penalty,
                                .iterations = options.iterations,
                                .prior = &prior});
  };
  fit_calibrated(examples, scorers, fit_joint, &DumpChains::joint, options, sets);
  for (WeightSet& set : sets) {
    auto& weights = set.dumps.joint.weights;
    weights.erase(weights.begin(), weights.begin() + text_feature_count);
  }
}

}  // namespace presswash
