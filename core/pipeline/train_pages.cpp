#include "pipeline/train_pages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <span>

#include "classify/page.h"
#include "classify/page_features.h"
#include "classify/page_tree.h"
#include "pipeline/fit_chain.h"
#include "pipeline/fit_page_evidence.h"
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
  std::vector<float> weights;      ///< by block
  std::size_t scrape = 0;          ///< the file that it came from
  std::vector<Evidence> evidence;  ///< by block
  ScrapeContext context;
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

/// Tells the pages of one file what the others of it show.
void add_evidence(std::size_t scrape, const std::vector<LabelledPage>& pages, std::span<Sample> samples) {
  std::vector<Page> analysed;
  for (const Sample& sample : samples) analysed.push_back(sample.page);
  std::vector<ScrapeContext> contexts;
  auto evidence = evidence_of(pages, analysed, contexts);
  for (std::size_t d = 0; d < samples.size(); ++d) {
    samples[d].scrape = scrape;
    samples[d].evidence = std::move(evidence[d]);
    samples[d].context = contexts[d];
  }
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

/// Calls use(fold, chosen, held) for each fold: examples to fit on, and those left out.
template <typename Use>
void for_folds(const std::vector<Example>& examples, std::size_t folds, Use use) {
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<std::size_t> chosen;
    std::vector<std::size_t> held;
    for (std::size_t k = 0; k < examples.size(); ++k) (examples[k].fold == fold ? held : chosen).push_back(k);
    use(fold, chosen, held);
  }
}

/// Fits the chains that smooth the trees' scores, and their calibration.
void fit_alone(const std::vector<Example>& examples, const TrainOptions& options, TrainedPages& out) {
  const auto fit = [&](std::vector<std::size_t> chosen) {
    return fit_chain(examples, {.chosen = std::move(chosen),
                                .features = 0,
                                .penalty = options.page_penalty,
                                .iterations = options.iterations});
  };
  std::vector<JudgedLogit> judged;
  for_folds(examples, options.folds, [&](std::size_t fold, const auto& chosen, const auto& held) {
    ChainWeights chain = fit(chosen);
    judge_held_out(examples, held, chain, judged);
    if (options.cross_fitted) out.sets[fold].alone = std::move(chain);
  });
  if (!options.cross_fitted) {
    std::vector<std::size_t> all(examples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    out.sets[0].alone = fit(std::move(all));
  }
  const Calibration calibration = calibrate(judged);
  out.alone = figures_of(judged, calibration);
  for (PageWeights& set : out.sets) {
    set.alone.slope = calibration.slope;
    set.alone.offset = calibration.offset;
  }
}

/// What the other pages of its site say of each block, by page; empty where there are none.
std::vector<std::vector<std::array<float, page_evidence_count>>> known_of(const std::vector<Sample>& samples,
                                                                          const std::vector<Example>& examples) {
  std::map<std::pair<std::size_t, std::string>, SitePlaces> sites;
  std::vector<std::vector<PlacedBlock>> placed(samples.size());
  for (std::size_t d = 0; d < samples.size(); ++d) {
    const Sample& sample = samples[d];
    for (std::size_t i = 0; i < sample.labels.size(); ++i)
      placed[d].push_back({.place = place_of(sample.markup, sample.markup.blocks[i].element),
                           .words = sample.page.blocks[i].facts.words,
                           .score = examples[d].offsets[i]});
    sites[{sample.scrape, sample.site}].add(placed[d]);
  }
  std::vector<std::vector<std::array<float, page_evidence_count>>> out(samples.size());
  std::vector<float> places;
  for (std::size_t d = 0; d < samples.size(); ++d) {
    const Sample& sample = samples[d];
    if (sample.context.site_clusters < 2) continue;
    sites[{sample.scrape, sample.site}].scores_without(placed[d], places);
    for (std::size_t i = 0; i < sample.labels.size(); ++i)
      out[d].push_back(page_evidence(sample.evidence[i], sample.page.blocks[i].facts.words, places[i]));
  }
  return out;
}

/// Fits what is added to a page's scores when other pages of its site are known; chain and calibration stay.
void fit_joint(const std::vector<Sample>& samples, std::vector<Example> examples, const TrainOptions& options,
               TrainedPages& out) {
  constexpr float page_weight = 0.05F;
  const auto known = known_of(samples, examples);
  const float slope = out.sets[0].alone.slope;
  const auto fit = [&](std::size_t left_out) {
    std::vector<EvidencePoint> points;
    for (std::size_t d = 0; d < samples.size(); ++d) {
      if (samples[d].fold == left_out) continue;
      for (std::size_t i = 0; i < known[d].size(); ++i) {
        if (samples[d].labels[i] < 0) continue;
        points.push_back({.known = known[d][i],
                          .score = slope * examples[d].offsets[i],
                          .weight = page_weight * samples[d].weights[i],
                          .boilerplate = samples[d].labels[i] == 1});
      }
    }
    std::vector<float> weights = fit_page_evidence(points, options.page_evidence_penalty);
    for (float& weight : weights) weight /= slope;
    return weights;
  };
  std::vector<std::vector<float>> by_fold;
  for (std::size_t fold = 0; fold < options.folds; ++fold) by_fold.push_back(fit(fold));
  const std::vector<float> all = options.cross_fitted ? std::vector<float>() : fit(options.folds);
  for (std::size_t k = 0; k < out.sets.size(); ++k) {
    out.sets[k].joint = out.sets[k].alone;
    out.sets[k].joint.weights = options.cross_fitted ? by_fold[k] : all;
  }
  for (std::size_t d = 0; d < samples.size(); ++d) {
    const std::vector<float>& weights = by_fold[samples[d].fold];
    for (std::size_t i = 0; i < known[d].size(); ++i)
      examples[d].offsets[i] =
          std::inner_product(known[d][i].begin(), known[d][i].end(), weights.begin(), examples[d].offsets[i]);
  }
  std::vector<JudgedLogit> judged;
  for_folds(examples, options.folds, [&](std::size_t fold, const auto&, const auto& held) {
    judge_held_out(examples, held, out.sets[options.cross_fitted ? fold : 0].alone, judged);
  });
  out.joint = figures_of(judged, {.slope = slope, .offset = out.sets[0].alone.offset});
}

}  // namespace

Result<TrainedPages> train_pages(const std::vector<std::vector<LabelledPage>>& scrapes, const TrainOptions& options,
                                 const std::function<void(const std::string&)>& say) {
  std::vector<Sample> samples;
  for (std::size_t s = 0; s < scrapes.size(); ++s) {
    const auto& pages = scrapes[s];
    const std::size_t first = samples.size();
    samples.resize(first + pages.size());
    parallel_for_each(pages.size(), [&](std::size_t d) { samples[first + d] = sample_of(pages[d], options.folds); });
    add_evidence(s, pages, std::span(samples).subspan(first));
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

  std::vector<Example> examples(samples.size());
  for (std::size_t d = 0; d < samples.size(); ++d) {
    examples[d].fold = samples[d].fold;
    examples[d].labels = samples[d].labels;
    examples[d].begin.assign(samples[d].labels.size() + 1, 0);
    for (const PageBlock& block : samples[d].page.blocks) examples[d].by_itself.push_back(!block.prose());
  }
  TrainedPages out;
  out.sets.resize(options.folds);
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    out.sets[fold] = fit_trees(samples, fold, options);
    parallel_for_each(samples.size(), [&](std::size_t d) {
      if (samples[d].fold == fold) examples[d].offsets = margins_of(samples[d], out.sets[fold]);
    });
    say("pages: fold " + std::to_string(fold + 1) + " of " + std::to_string(options.folds) + " fitted");
  }
  if (!options.cross_fitted) {
    out.sets = {fit_trees(samples, options.folds, options)};
    say("pages: fitted on all sites");
  }
  fit_alone(examples, options, out);
  fit_joint(samples, std::move(examples), options, out);
  return out;
}

}  // namespace presswash
