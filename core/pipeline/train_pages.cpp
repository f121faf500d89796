#include "pipeline/train_pages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "classify/page.h"
#include "classify/page_features.h"
#include "pipeline/fit_chain.h"
#include "pipeline/grow_trees.h"
#include "pipeline/label_blocks.h"
#include "pipeline/parallel.h"
#include "segment/lines.h"
#include "segment/render.h"

namespace presswash {
namespace {

/// A labelled page, rendered and taken apart.
struct Sample {
  std::size_t fold = 0;
  std::string site;
  Page page;
  PageMarkup markup;
  std::vector<signed char> labels;
  std::vector<float> weights;  ///< by block
};

Sample sample_of(const LabelledPage& known, std::size_t folds) {
  Sample out;
  out.site = known.site.empty() ? known.id : known.site;
  out.fold = BlockModel::fold_of(out.site, folds);
  RenderedPage rendered = render_page(known.html);
  PageAnalyser analyser;
  const std::string& title = known.title.empty() ? rendered.metadata.title.value : known.title;
  out.page = analyser.analyse(rendered.text, segment_lines(rendered.text), title);
  out.labels = label_blocks(out.page, rendered.text, known);
  out.markup = std::move(rendered.markup);
  // Pages count alike, long blocks more than short ones; a page of which little is known counts less.
  double sum = 0.0;
  for (std::size_t i = 0; i < out.labels.size(); ++i) {
    const double weight =
        out.labels[i] < 0 ? 0.0 : 3.0 + std::min(static_cast<double>(out.page.blocks[i].facts.words), 200.0);
    out.weights.push_back(static_cast<float>(weight));
    sum += weight;
  }
  const double wanted = known.gold.empty() ? std::min(sum, 25.0) : 100.0;
  for (float& weight : out.weights) weight *= static_cast<float>(sum > 0 ? wanted / sum : 0.0);
  return out;
}

/// Votes of sites on words: each says how much of what stands with a word is article text and how much is furniture.
struct WordVotes {
  using Counts = std::array<float, 2>;
  std::vector<Counts> names = std::vector<Counts>(score_buckets);
  std::vector<Counts> words = std::vector<Counts>(score_buckets);

  void add(const WordVotes& site, float sign) {
    for (const auto& [own, other] : {std::pair{&names, &site.names}, std::pair{&words, &site.words}}) {
      for (std::size_t bucket = 0; bucket < score_buckets; ++bucket) {
        const Counts& count = (*other)[bucket];
        const float sum = count[0] + count[1];
        if (sum <= 0.0F) continue;
        const float vote = std::min(1.0F, sum / whole_vote) / sum;
        for (std::size_t label = 0; label < 2; ++label) (*own)[bucket][label] += sign * vote * count[label];
      }
    }
  }

  void count(const Sample& sample) {
    std::vector<std::uint32_t> buckets;
    for (std::size_t i = 0; i < sample.labels.size(); ++i) {
      if (sample.labels[i] < 0) continue;
      const std::size_t label = sample.labels[i] == 0 ? 0 : 1;
      name_buckets(sample.markup, sample.markup.blocks[i].element, buckets);
      for (const std::uint32_t bucket : buckets) names[bucket][label] += sample.weights[i];
      text_buckets(sample.page, i, buckets);
      for (const std::uint32_t bucket : buckets) words[bucket][label] += sample.weights[i];
    }
  }

 private:
  static constexpr float whole_vote = 5.0F;  ///< a twentieth of what a page weighs
};

std::vector<std::int8_t> scores_of(const std::vector<WordVotes::Counts>& votes) {
  constexpr double smoothing = 1.0;  // votes
  double sums[2] = {0.0, 0.0};
  for (const auto& vote : votes)
    for (std::size_t label = 0; label < 2; ++label) sums[label] += static_cast<double>(vote[label]);
  const double prior = std::clamp(sums[0] / std::max(1e-9, sums[0] + sums[1]), 0.05, 0.95);
  std::vector<std::int8_t> out;
  for (const auto& vote : votes) {
    const double article = std::max(0.0, static_cast<double>(vote[0])) + smoothing * prior;
    const double other = std::max(0.0, static_cast<double>(vote[1])) + smoothing * (1.0 - prior);
    const double score = std::log(article / other) - std::log(prior / (1.0 - prior));
    out.push_back(static_cast<std::int8_t>(std::lround(std::clamp(score, -7.9, 7.9) * 16.0)));
  }
  return out;
}

WordScores scores_of(const WordVotes& votes) {
  return {.names = scores_of(votes.names), .words = scores_of(votes.words)};
}

/// Scores and trees fitted on the samples whose fold is not `left_out` (none is left out when it is `folds`).
PageWeights fit_trees(const std::vector<Sample>& samples, std::size_t left_out, const TrainOptions& options) {
  std::map<std::string, std::vector<std::size_t>> sites;
  for (std::size_t d = 0; d < samples.size(); ++d) {
    if (samples[d].fold != left_out) sites[samples[d].site].push_back(d);
  }
  std::vector<const std::vector<std::size_t>*> by_site;
  by_site.reserve(sites.size());
  for (const auto& [site, pages] : sites) by_site.push_back(&pages);
  const auto votes_of = [&](const std::vector<std::size_t>& pages) {
    WordVotes votes;
    for (const std::size_t d : pages) votes.count(samples[d]);
    return votes;
  };
  WordVotes all;
  for (const auto* pages : by_site) all.add(votes_of(*pages), 1.0F);
  std::vector<PageFeatures> features(samples.size());
  parallel_for_each(by_site.size(), [&](std::size_t s) {
    WordVotes others = all;
    others.add(votes_of(*by_site[s]), -1.0F);
    const WordScores scores = scores_of(others);
    for (const std::size_t d : *by_site[s]) features[d] = page_features(samples[d].page, samples[d].markup, scores);
  });
  GrowRows rows;
  rows.features = page_feature_count();
  for (std::size_t d = 0; d < samples.size(); ++d) {
    for (std::size_t i = 0; i < samples[d].labels.size(); ++i) {
      if (samples[d].fold == left_out || samples[d].labels[i] < 0) continue;
      const auto values = features[d].of(i);
      rows.values.insert(rows.values.end(), values.begin(), values.end());
      rows.labels.push_back(static_cast<std::uint8_t>(samples[d].labels[i]));
      rows.weights.push_back(samples[d].weights[i]);
      rows.groups.push_back(static_cast<std::uint32_t>(d));
    }
    features[d] = {};
  }
  PageWeights out;
  out.scores = scores_of(all);
  out.trees = grow_trees(rows, options.trees);
  return out;
}

std::vector<float> margins_of(const Sample& sample, const PageWeights& weights) {
  std::vector<float> out(sample.labels.size());
  const PageFeatures features = page_features(sample.page, sample.markup, weights.scores);
  weights.trees.score(features.values, features.count, out);
  return out;
}

}  // namespace

Result<TrainedPages> train_pages(const std::vector<std::vector<LabelledPage>>& scrapes, const TrainOptions& options,
                                 const std::function<void(const std::string&)>& say) {
  std::vector<Sample> samples;
  std::vector<Example> examples;
  for (const auto& pages : scrapes) {
    const std::size_t first = samples.size();
    samples.resize(first + pages.size());
    parallel_for_each(pages.size(), [&](std::size_t d) { samples[first + d] = sample_of(pages[d], options.folds); });
    std::vector<Page> analysed;
    for (std::size_t d = 0; d < pages.size(); ++d) analysed.push_back(samples[first + d].page);
    std::vector<ScrapeContext> contexts;
    const auto evidence = evidence_of(pages, analysed, contexts);
    for (std::size_t d = 0; d < pages.size(); ++d) {
      const Sample& sample = samples[first + d];
      Example example;
      example.fold = sample.fold;
      example.labels = sample.labels;
      std::vector<BlockSize> sizes;
      sizes.reserve(sample.page.blocks.size());
      for (const PageBlock& block : sample.page.blocks)
        sizes.push_back({.words = block.facts.words, .digits = block.facts.digits});
      for (std::size_t i = 0; i < sizes.size(); ++i) {
        example.begin.push_back(static_cast<std::uint32_t>(example.features.size()));
        evidence_features(evidence[d], sizes, contexts[d], i,
                          [&](std::uint32_t feature) { example.features.push_back(feature - text_feature_count); });
      }
      example.begin.push_back(static_cast<std::uint32_t>(example.features.size()));
      examples.push_back(std::move(example));
    }
  }

  const auto has = [&](signed char label) {
    return std::ranges::any_of(samples,
                               [&](const Sample& s) { return std::ranges::find(s.labels, label) != s.labels.end(); });
  };
  if (!has(0) || !has(1)) {
    return Error{.code = ErrorCode::InvalidArgument,
                 .message =
                     "the labelled pages show no article text, or nothing else; check that \"gold\" is the text "
                     "of the \"html\" beside it"};
  }

  std::vector<PageWeights> by_fold(options.folds);
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    by_fold[fold] = fit_trees(samples, fold, options);
    parallel_for_each(samples.size(), [&](std::size_t d) {
      if (samples[d].fold == fold) examples[d].offsets = margins_of(samples[d], by_fold[fold]);
    });
    say("pages: fold " + std::to_string(fold + 1) + " of " + std::to_string(options.folds) + " fitted");
  }

  TrainedPages out;
  if (options.cross_fitted) {
    out.sets = std::move(by_fold);
  } else {
    out.sets.push_back(fit_trees(samples, options.folds, options));
    say("pages: fitted on all sites");
  }
  struct Variant {
    ChainWeights PageWeights::*chain;
    std::uint32_t features;
    HeldOutFigures TrainedPages::*figures;
  };
  for (const Variant& variant : {Variant{&PageWeights::alone, 0, &TrainedPages::alone},
                                 Variant{&PageWeights::joint, evidence_feature_count, &TrainedPages::joint}}) {
    const auto fit = [&](std::size_t left_out) {
      std::vector<std::size_t> chosen;
      for (std::size_t k = 0; k < examples.size(); ++k)
        if (examples[k].fold != left_out) chosen.push_back(k);
      return fit_chain(examples, {.chosen = chosen,
                                  .features = variant.features,
                                  .penalty = options.page_penalty,
                                  .iterations = options.iterations});
    };
    std::vector<JudgedLogit> judged;
    for (std::size_t fold = 0; fold < options.folds; ++fold) {
      std::vector<std::size_t> held;
      for (std::size_t k = 0; k < examples.size(); ++k)
        if (examples[k].fold == fold) held.push_back(k);
      ChainWeights chain = fit(fold);
      judge_held_out(examples, held, chain, judged);
      if (options.cross_fitted) out.sets[fold].*variant.chain = std::move(chain);
    }
    if (!options.cross_fitted) out.sets[0].*variant.chain = fit(options.folds);
    const Calibration calibration = calibrate(judged);
    out.*variant.figures = figures_of(judged, calibration);
    for (PageWeights& set : out.sets) {
      (set.*variant.chain).slope = calibration.slope;
      (set.*variant.chain).offset = calibration.offset;
    }
  }
  return out;
}

}  // namespace presswash
