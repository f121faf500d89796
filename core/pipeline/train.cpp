#include "pipeline/train.h"

#include <algorithm>

#include "classify/calibration.h"
#include "classify/features.h"
#include "pipeline/fit_chain.h"
#include "pipeline/fit_dump_chains.h"
#include "pipeline/text_examples.h"
#include "pipeline/train_lines.h"
#include "pipeline/train_pages.h"

namespace presswash {
namespace {

struct TrainedTexts {
  std::vector<WeightSet> by_fold;
  WeightSet whole;  ///< fitted on all sites, unless cross-fitted
  HeldOutFigures alone;
  HeldOutFigures joint;
};

Result<TrainedTexts> train_texts(const std::vector<std::vector<LabelledPage>>& scrapes, const TrainOptions& options,
                                 const std::function<void(const std::string&)>& say) {
  std::vector<Example> examples;
  for (const auto& pages : scrapes) {
    auto more = text_examples(pages, options.folds);
    std::ranges::move(more, std::back_inserter(examples));
  }
  const auto has = [&](signed char label) {
    return std::ranges::any_of(examples,
                               [&](const Example& e) { return std::ranges::find(e.labels, label) != e.labels.end(); });
  };
  if (!has(0) || !has(1)) {
    return Error{.code = ErrorCode::InvalidArgument,
                 .message = "the labelled pages need lines of both kinds: c (article) and b (boilerplate)"};
  }

  struct Variant {
    ChainWeights WeightSet::*chain;
    std::uint32_t features;
    const char* name;
  };
  const Variant variants[] = {{&WeightSet::alone, text_feature_count, "alone"},
                              {&WeightSet::joint, feature_count, "joint"}};
  std::vector<WeightSet> by_fold(options.folds);
  WeightSet whole;
  HeldOutFigures figures[2];
  for (int v = 0; v < 2; ++v) {
    const auto fit = [&](const std::vector<std::size_t>& chosen) {
      return fit_chain(examples, {.chosen = chosen,
                                  .features = variants[v].features,
                                  .penalty = options.penalty,
                                  .iterations = options.iterations});
    };
    std::vector<JudgedLogit> judged;
    for (std::size_t fold = 0; fold < options.folds; ++fold) {
      const FoldSplit split = split_at(examples, fold);
      ChainWeights chain = fit(split.chosen);
      judge_held_out(examples, split.held, chain, judged);
      say(std::string(variants[v].name) + ": fold " + std::to_string(fold + 1) + " of " +
          std::to_string(options.folds) + " fitted");
      by_fold[fold].*variants[v].chain = std::move(chain);
    }
    const Calibration calibration = calibrate(judged);
    figures[v] = figures_of(judged, calibration);
    if (!options.cross_fitted) {
      whole.*variants[v].chain = fit(split_at(examples, options.folds).chosen);
      say(std::string(variants[v].name) + ": fitted on all sites");
    }
    const auto calibrated = [&](WeightSet& set) {
      (set.*variants[v].chain).slope = calibration.slope;
      (set.*variants[v].chain).offset = calibration.offset;
    };
    std::ranges::for_each(by_fold, calibrated);
    calibrated(whole);
  }
  return TrainedTexts{
      .by_fold = std::move(by_fold), .whole = std::move(whole), .alone = figures[0], .joint = figures[1]};
}

/// The pages of HTML, or the others, file by file.
std::vector<std::vector<LabelledPage>> pages_of(const std::vector<std::vector<LabelledPage>>& scrapes, bool html) {
  std::vector<std::vector<LabelledPage>> out;
  for (const auto& pages : scrapes) {
    std::vector<LabelledPage> chosen;
    std::ranges::copy_if(pages, std::back_inserter(chosen),
                         [&](const LabelledPage& page) { return page.html.empty() != html; });
    if (!chosen.empty()) out.push_back(std::move(chosen));
  }
  return out;
}

}  // namespace

std::optional<std::string> TrainOptions::validate() const {
  if (folds < 2 || folds > 50) return "folds must lie between 2 and 50";
  if (!(penalty > 0)) return "the penalty must be above 0";
  if (iterations < 1) return "at least one iteration is needed";
  if (fold_chains && fold_chains->folds() != folds)
    return "the chains by fold must have as many folds as are asked for";
  return std::nullopt;
}

Result<Trained> train(const std::vector<std::vector<LabelledPage>>& scrapes, const TrainOptions& options,
                      const std::function<void(const std::string&)>& log) {
  if (const auto wrong = options.validate()) return Error{.code = ErrorCode::InvalidArgument, .message = *wrong};
  const auto say = [&](const std::string& line) {
    if (log) log(line);
  };
  const auto html = pages_of(scrapes, true);
  const auto texts = pages_of(scrapes, false);
  const auto base = options.base ? options.base : BlockModel::built_in();
  std::vector<WeightSet> sets(options.cross_fitted ? options.folds : 1, base->set(0));
  for (std::size_t k = 0; k < sets.size() && base->folds() == sets.size(); ++k) sets[k] = base->set(k);
  HeldOutFigures figures[6];
  auto scorers = options.fold_chains ? options.fold_chains : base;
  if (!options.keep_chains && (!texts.empty() || html.empty())) {
    auto trained = train_texts(texts, options, say);
    if (!trained) return std::move(trained).error();
    for (std::size_t k = 0; k < sets.size(); ++k) {
      const WeightSet& fitted = options.cross_fitted ? trained->by_fold[k] : trained->whole;
      sets[k].alone = fitted.alone;
      sets[k].joint = fitted.joint;
      sets[k].dumps = {};
    }
    scorers = std::make_shared<const BlockModel>(std::move(trained->by_fold));
    figures[0] = trained->alone;
    figures[1] = trained->joint;
  }
  std::vector<std::vector<LabelledPage>> single;
  std::ranges::copy_if(texts, std::back_inserter(single), are_single_texts);
  if (!single.empty()) {
    if (!options.keep_trees) {
      auto trained = train_lines(single, options, say);
      if (!trained) return std::move(trained).error();
      for (std::size_t k = 0; k < sets.size(); ++k) sets[k].lines = std::move(trained->sets[k]);
      figures[4] = trained->alone;
      figures[5] = trained->joint;
    }
    if (scorers->folds() != options.folds) {
      say("the kept chains have seen these texts: see --fold-chains");
      scorers = std::make_shared<const BlockModel>(std::vector(1, base->set(0)));
    }
    fit_dump_chains(single, *scorers, options, sets);
  }
  if (!html.empty()) {
    auto trained = train_pages(html, options, say);
    if (!trained) return std::move(trained).error();
    for (std::size_t k = 0; k < sets.size(); ++k) sets[k].page = std::move(trained->sets[k]);
    figures[2] = trained->alone;
    figures[3] = trained->joint;
  }
  return Trained{.model = BlockModel(std::move(sets)),
                 .alone = figures[0],
                 .joint = figures[1],
                 .pages_alone = figures[2],
                 .pages_joint = figures[3],
                 .lines_alone = figures[4],
                 .lines_joint = figures[5]};
}

}  // namespace presswash
