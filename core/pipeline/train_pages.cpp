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
#include "pipeline/grow_trees.h"
#include "pipeline/label_blocks.h"
#include "pipeline/parallel.h"
#include "pipeline/word_votes.h"
#include "segment/lines.h"
#include "segment/render.h"

namespace presswash {
namespace {

/// A labelled page, rendered and taken apart.
struct Sample : TreeSample {
  Page page;
  PageMarkup markup;
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
  // A page of which little is known counts less.
  weigh_blocks(out.page, known.gold.empty() ? 25.0 : 0.0, out);
  for (const PageBlock& block : out.page.blocks) out.by_itself.push_back(!block.prose());
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

void count_words(const Sample& sample, WordVotes& votes) {
  std::vector<std::uint32_t> buckets;
  for (std::size_t i = 0; i < sample.labels.size(); ++i) {
    if (sample.labels[i] < 0) continue;
    name_buckets(sample.markup, sample.markup.blocks[i].element, buckets);
    votes.count_names(buckets, sample.labels[i], sample.weights[i]);
    text_buckets(sample.page, i, buckets);
    votes.count_words(buckets, sample.labels[i], sample.weights[i]);
  }
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
    for (const std::size_t d : pages) count_words(samples[d], votes);
    return votes;
  };
  WordVotes all;
  for (const auto* pages : by_site) all.add(votes_of(*pages), 1.0F);
  std::vector<PageFeatures> features(samples.size());
  parallel_for_each(by_site.size(), [&](std::size_t s) {
    WordVotes others = all;
    others.add(votes_of(*by_site[s]), -1.0F);
    const WordScores scores = others.scores();
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
  out.scores = all.scores();
  out.trees = grow_trees(rows, options.trees);
  return out;
}

std::vector<float> margins_of(const Sample& sample, const PageWeights& weights) {
  std::vector<float> out(sample.labels.size());
  const PageFeatures features = page_features(sample.page, sample.markup, weights.scores);
  weights.trees.score(features.values, features.count, out);
  return out;
}

/// Tells each sample what the other pages of its site say of its blocks.
void add_known(std::vector<Sample>& samples, const std::vector<std::vector<float>>& margins) {
  std::map<std::pair<std::size_t, std::string>, SitePlaces> sites;
  std::vector<std::vector<PlacedBlock>> placed(samples.size());
  for (std::size_t d = 0; d < samples.size(); ++d) {
    const Sample& sample = samples[d];
    for (std::size_t i = 0; i < sample.labels.size(); ++i)
      placed[d].push_back({.place = place_of(sample.markup, sample.markup.blocks[i].element),
                           .words = sample.page.blocks[i].facts.words,
                           .score = margins[d][i]});
    sites[{sample.scrape, sample.site}].add(placed[d]);
  }
  std::vector<float> places;
  for (std::size_t d = 0; d < samples.size(); ++d) {
    Sample& sample = samples[d];
    if (sample.context.site_clusters < 2) continue;
    sites[{sample.scrape, sample.site}].scores_without(placed[d], places);
    for (std::size_t i = 0; i < sample.labels.size(); ++i)
      sample.known.push_back(page_evidence(sample.evidence[i], sample.page.blocks[i].facts.words, places[i]));
  }
}

}  // namespace

Result<TrainedTrees> train_pages(const std::vector<std::vector<LabelledPage>>& scrapes, const TrainOptions& options,
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

  std::vector<std::vector<float>> margins(samples.size());
  TrainedTrees out;
  out.sets.resize(options.folds);
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    out.sets[fold] = fit_trees(samples, fold, options);
    parallel_for_each(samples.size(), [&](std::size_t d) {
      if (samples[d].fold == fold) margins[d] = margins_of(samples[d], out.sets[fold]);
    });
    say("pages: fold " + std::to_string(fold + 1) + " of " + std::to_string(options.folds) + " fitted");
  }
  if (!options.cross_fitted) {
    out.sets = {fit_trees(samples, options.folds, options)};
    say("pages: fitted on all sites");
  }
  add_known(samples, margins);
  std::vector<const TreeSample*> all;
  all.reserve(samples.size());
  for (const Sample& sample : samples) all.push_back(&sample);
  fit_tree_chains(all, std::move(margins), options, out);
  return out;
}

}  // namespace presswash
