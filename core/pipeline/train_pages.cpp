#include "pipeline/train_pages.h"

#include <algorithm>
#include <map>
#include <span>

#include "classify/own_share.h"
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
  out.site = known.site_or_id();
  out.fold = BlockModel::fold_of(out.site, folds);
  RenderedPage rendered = render_page(known.html);
  PageAnalyser analyser;
  const std::string& title = known.title.empty() ? rendered.metadata.title.value : known.title;
  out.page = analyser.analyse(rendered.text, segment_lines(rendered.text), title, true);
  out.labels = label_blocks(out.page, rendered.text, known);
  out.markup = std::move(rendered.markup);
  // A page of which little is known counts less.
  weigh_blocks(out.page, known.gold.empty() && !known.reading ? 25.0 : 0.0, out);
  for (const PageBlock& block : out.page.blocks) out.own_shares.push_back(static_cast<float>(own_share(block.prose())));
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
PageWeights fit_trees(const std::vector<Sample>& samples, const std::vector<const TreeSample*>& plain,
                      std::size_t left_out, const TrainOptions& options) {
  const auto sites = samples_by_site(plain, left_out);
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
    if (samples[d].fold != left_out) append_rows(samples[d], features[d].values, static_cast<std::uint32_t>(d), rows);
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

  std::vector<const TreeSample*> plain;
  plain.reserve(samples.size());
  for (const Sample& sample : samples) plain.push_back(&sample);
  if (!have_both_labels(plain)) {
    return Error{.code = ErrorCode::InvalidArgument,
                 .message =
                     "the labelled pages show no article text, or nothing else; check that \"gold\" is the text "
                     "of the \"html\" beside it"};
  }

  std::vector<std::vector<float>> margins;
  TrainedTrees out = fit_trees_by_fold(
      plain,
      {.name = "pages",
       .fit = [&](std::size_t left_out) { return fit_trees(samples, plain, left_out, options); },
       .margins = [&](std::size_t d, const PageWeights& weights) { return margins_of(samples[d], weights); }},
      options, say, margins);
  add_known(samples, margins);
  fit_tree_chains(plain, std::move(margins), options, out);
  return out;
}

}  // namespace presswash
