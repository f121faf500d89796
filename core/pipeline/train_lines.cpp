#include "pipeline/train_lines.h"

#include <algorithm>
#include <map>
#include <span>

#include "base/line_ends.h"
#include "classify/line_features.h"
#include "pipeline/grow_trees.h"
#include "pipeline/label_blocks.h"
#include "pipeline/parallel.h"
#include "pipeline/word_votes.h"
#include "segment/lines.h"
#include "segment/segment_text.h"

namespace presswash {
namespace {

/// Scores of words: 131,072 lose a line of the project's own pages that 16,384 keep, and are worth 0.002 of F1 at most.
constexpr std::size_t word_buckets = std::size_t{1} << 14U;

/// What a line of an article that is no running text (a subheading, a question, an item of a list) counts for against
/// others of as many words: there are few, and much furniture reads like them. With 1 subheadings above captions go;
/// with 4 twice as many lines of furniture stay on the project's own pages.
constexpr float article_line_weight = 2.5F;

/// A labelled text, taken apart.
struct Sample : TreeSample {
  Page page;
  std::vector<BlockRow> rows;

  [[nodiscard]] LineText text() const { return LineText::of(page, rows); }
};

/// The text with every line break turned into spaces.
std::string without_breaks(std::string text) {
  for (std::size_t at = 0; at < text.size();) {
    const LineEnd end = next_line_end(text, at);
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(end.begin),
              text.begin() + static_cast<std::ptrdiff_t>(end.end), ' ');
    at = end.end;
  }
  return text;
}

/// What each block of that is: what most of its bytes were.
std::vector<signed char> labels_by_bytes(const LabelledPage& page, const std::vector<Block>& blocks) {
  std::string by_byte;  // letters of the lines
  std::size_t line = 0;
  for (std::size_t at = 0; at < page.text.size(); ++line) {
    const LineEnd end = next_line_end(page.text, at);
    by_byte.append(end.end - at, line < page.labels.size() ? page.labels[line] : '-');
    at = end.end;
  }
  std::vector<signed char> labels;
  for (const Block& block : blocks) {
    const auto letters = std::string_view(by_byte).substr(block.offset, block.length);
    const auto article = std::ranges::count(letters, 'c');
    const auto furniture = std::ranges::count(letters, 'b');
    const bool known = static_cast<std::size_t>(article + furniture) * 2 >= letters.size();
    labels.push_back(static_cast<signed char>(!known ? -1 : furniture > article ? 1 : 0));
  }
  return labels;
}

/// Sentences of texts without line breaks are no such lines.
void weigh_article_lines(Sample& sample) {
  for (std::size_t i = 0; i < sample.labels.size(); ++i)
    if (sample.labels[i] == 0 && !sample.rows[i].prose) sample.weights[i] *= article_line_weight;
}

Sample sample_of(const LabelledPage& known, std::size_t folds, bool breaks) {
  static const WeightSet no_weights = WeightSet::zero();
  Sample out;
  out.site = known.site_or_id();
  out.fold = BlockModel::fold_of(out.site, folds);
  PageAnalyser analyser;
  const std::string text = breaks ? known.text : without_breaks(known.text);
  const auto blocks = breaks ? segment_lines(text) : segment_text(text, Segmentation::Auto).blocks;
  out.page = analyser.analyse(text, blocks, known.title);
  out.rows = rows_of(out.page, no_weights);
  out.labels = breaks ? labels_of_lines(known, blocks) : labels_by_bytes(known, blocks);
  weigh_blocks(out.page, 0.0, out);
  if (breaks) weigh_article_lines(out);
  return out;
}

/// Tells the texts of one file what the others of their sites show.
void add_known(const std::vector<LabelledPage>& pages, std::span<Sample> samples) {
  std::vector<Page> analysed;
  for (const Sample& sample : samples) analysed.push_back(sample.page);
  std::vector<ScrapeContext> contexts;
  const auto evidence = evidence_of(pages, analysed, contexts);
  for (std::size_t d = 0; d < samples.size(); ++d) {
    if (contexts[d].site_clusters < 2) continue;
    for (std::size_t i = 0; i < samples[d].labels.size(); ++i)
      samples[d].known.push_back(page_evidence(evidence[d][i], samples[d].page.blocks[i].facts.words, 0.0F));
  }
}

void count_words(const Sample& sample, WordVotes& votes) {
  std::vector<std::uint32_t> words;
  for (std::size_t i = 0; i < sample.labels.size(); ++i) {
    if (sample.labels[i] < 0) continue;
    text_buckets(sample.page, i, words);
    votes.count_words(words, sample.labels[i], sample.weights[i]);
  }
}

/// Scores and trees fitted on the samples whose fold is not `left_out` (none is left out when there is no such fold).
LineWeights fit_trees(const std::vector<Sample>& samples, const std::vector<const TreeSample*>& plain,
                      std::size_t left_out, const TrainOptions& options) {
  const auto sites = samples_by_site(plain, left_out);
  WordVotes all(word_buckets);
  std::map<std::string, WordVotes> votes;
  for (const auto& [site, texts] : sites) {
    WordVotes& own = votes.try_emplace(site, word_buckets).first->second;
    for (const std::size_t d : texts) count_words(samples[d], own);
    all.add(own, 1.0F);
  }
  GrowRows rows;
  rows.features = line_feature_count();
  for (const auto& [site, texts] : sites) {
    WordVotes others = all;  // a text sees scores without its own site's vote
    others.add(votes.at(site), -1.0F);
    const WordScores scores = others.scores();
    for (const std::size_t d : texts)
      append_rows(samples[d], line_features(samples[d].text(), scores).values, static_cast<std::uint32_t>(d), rows);
  }
  LineWeights out;
  out.scores.words = all.scores().words;
  out.trees = grow_trees(rows, options.trees);
  return out;
}

}  // namespace

bool are_single_texts(const std::vector<LabelledPage>& pages) {
  return std::ranges::none_of(pages, [](const LabelledPage& page) { return page.story || !page.html.empty(); });
}

Result<TrainedTrees> train_lines(const std::vector<std::vector<LabelledPage>>& scrapes, const TrainOptions& options,
                                 const std::function<void(const std::string&)>& say) {
  std::vector<Sample> samples;
  for (const auto& pages : scrapes) {
    const std::size_t first = samples.size();
    samples.resize(first + pages.size());
    parallel_for_each(pages.size(),
                      [&](std::size_t d) { samples[first + d] = sample_of(pages[d], options.folds, true); });
    add_known(pages, std::span(samples).subspan(first));
    const std::size_t flat = samples.size();
    samples.resize(flat + pages.size());
    parallel_for_each(pages.size(),
                      [&](std::size_t d) { samples[flat + d] = sample_of(pages[d], options.folds, false); });
  }
  std::vector<const TreeSample*> plain;
  plain.reserve(samples.size());
  for (const Sample& sample : samples) plain.push_back(&sample);
  if (!have_both_labels(plain)) {
    return Error{.code = ErrorCode::InvalidArgument,
                 .message = "the labelled pages need lines of both kinds: c (article) and b (boilerplate)"};
  }
  std::vector<std::vector<float>> margins;
  TrainedTrees out = fit_trees_by_fold(
      plain,
      {.name = "single texts",
       .fit = [&](std::size_t left_out) { return fit_trees(samples, plain, left_out, options); },
       .margins = [&](std::size_t d, const LineWeights& weights) { return score_lines(samples[d].text(), weights); }},
      options, say, margins);
  TrainOptions unsmoothed = options;  // the trees see four neighbours on each side; more takes single lines with it
  unsmoothed.page_penalty = 1e9;
  fit_tree_chains(plain, std::move(margins), unsmoothed, out);
  return out;
}

}  // namespace presswash
