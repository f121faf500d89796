#include "pipeline/train.h"

#include <algorithm>

#include "classify/calibration.h"
#include "classify/features.h"
#include "classify/page.h"
#include "pipeline/fit_chain.h"
#include "pipeline/label_blocks.h"
#include "pipeline/parallel.h"
#include "pipeline/train_lines.h"
#include "pipeline/train_pages.h"
#include "segment/lines.h"

namespace presswash {
namespace {

std::vector<Example> examples_of(const std::vector<LabelledPage>& pages, std::size_t folds) {
  std::vector<Page> analysed(pages.size());
  std::vector<std::vector<Block>> blocks(pages.size());
  parallel_for_each(pages.size(), [&](std::size_t d) {
    PageAnalyser analyser;
    blocks[d] = segment_lines(pages[d].text);
    analysed[d] = analyser.analyse(pages[d].text, blocks[d], pages[d].title);
  });
  std::vector<ScrapeContext> contexts;
  const auto evidence = evidence_of(pages, analysed, contexts);
  std::vector<Example> examples(pages.size());
  parallel_for_each(pages.size(), [&](std::size_t d) {
    Example& example = examples[d];
    example.fold = BlockModel::fold_of(pages[d].site.empty() ? pages[d].id : pages[d].site, folds);
    example.labels = labels_of_lines(pages[d], blocks[d]);
    std::vector<BlockSize> sizes;
    for (const PageBlock& block : analysed[d].blocks)
      sizes.push_back({.words = block.facts.words, .digits = block.facts.digits});
    const auto sink = [&](std::uint32_t feature) { example.features.push_back(feature); };
    EvidenceWindow window(evidence[d]);
    for (std::size_t i = 0; i < sizes.size(); ++i, window.advance()) {
      example.begin.push_back(static_cast<std::uint32_t>(example.features.size()));
      text_features(analysed[d], i, sink);
      evidence_features(evidence[d], sizes, contexts[d], i, window, sink);
    }
    example.begin.push_back(static_cast<std::uint32_t>(example.features.size()));
    example.features.shrink_to_fit();
  });
  return examples;
}

struct TrainedTexts {
  std::vector<WeightSet> sets;
  HeldOutFigures alone;
  HeldOutFigures joint;
};

Result<TrainedTexts> train_texts(const std::vector<std::vector<LabelledPage>>& scrapes, const TrainOptions& options,
                                 const std::function<void(const std::string&)>& say) {
  std::vector<Example> examples;
  for (const auto& pages : scrapes) {
    auto more = examples_of(pages, options.folds);
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
  std::vector<WeightSet> sets(options.cross_fitted ? options.folds : 1);
  HeldOutFigures figures[2];
  for (int v = 0; v < 2; ++v) {
    std::vector<JudgedLogit> judged;
    for (std::size_t fold = 0; fold < options.folds; ++fold) {
      std::vector<std::size_t> fitted;
      std::vector<std::size_t> held;
      for (std::size_t k = 0; k < examples.size(); ++k) (examples[k].fold == fold ? held : fitted).push_back(k);
      ChainWeights chain = fit_chain(examples, {.chosen = fitted,
                                                .features = variants[v].features,
                                                .penalty = options.penalty,
                                                .iterations = options.iterations});
      judge_held_out(examples, held, chain, judged);
      say(std::string(variants[v].name) + ": fold " + std::to_string(fold + 1) + " of " +
          std::to_string(options.folds) + " fitted");
      if (options.cross_fitted) sets[fold].*variants[v].chain = std::move(chain);
    }
    const Calibration calibration = calibrate(judged);
    figures[v] = figures_of(judged, calibration);
    if (!options.cross_fitted) {
      std::vector<std::size_t> all(examples.size());
      for (std::size_t k = 0; k < all.size(); ++k) all[k] = k;
      sets[0].*variants[v].chain = fit_chain(examples, {.chosen = all,
                                                        .features = variants[v].features,
                                                        .penalty = options.penalty,
                                                        .iterations = options.iterations});
      say(std::string(variants[v].name) + ": fitted on all sites");
    }
    for (WeightSet& set : sets) {
      (set.*variants[v].chain).slope = calibration.slope;
      (set.*variants[v].chain).offset = calibration.offset;
    }
  }
  return TrainedTexts{.sets = std::move(sets), .alone = figures[0], .joint = figures[1]};
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
  if (!options.keep_chains && (!texts.empty() || html.empty())) {
    auto trained = train_texts(texts, options, say);
    if (!trained) return std::move(trained).error();
    for (std::size_t k = 0; k < sets.size(); ++k) {
      sets[k].alone = std::move(trained->sets[k].alone);
      sets[k].joint = std::move(trained->sets[k].joint);
    }
    figures[0] = trained->alone;
    figures[1] = trained->joint;
  }
  std::vector<std::vector<LabelledPage>> single;
  std::ranges::copy_if(texts, std::back_inserter(single), are_single_texts);
  if (!single.empty()) {
    auto trained = train_lines(single, options, say);
    if (!trained) return std::move(trained).error();
    for (std::size_t k = 0; k < sets.size(); ++k) sets[k].lines = std::move(trained->sets[k]);
    figures[4] = trained->alone;
    figures[5] = trained->joint;
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
