// Measures the candidate stage on a scrape: which of the pairs that exact comparison of all with all finds were looked
// at, and how many were looked at for that.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "base/hash.h"
#include "pipeline/copies_stages.h"
#include "pipeline/copies_text.h"
#include "pipeline/learn.h"
#include "read/parse_record.h"
#include "read/record_reader.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

struct Wanted {
  double jaccard = 0.3;
  double containment = 0.6;         ///< or this, of texts that
  std::uint32_t shared = 20;        ///< share as many
  std::uint32_t min_shingles = 50;  ///< of both texts

  [[nodiscard]] bool holds(const Overlap& overlap) const {
    return std::min(overlap.size_a, overlap.size_b) >= min_shingles &&
           (overlap.jaccard() >= jaccard || (overlap.containment() >= containment && overlap.shared >= shared));
  }
};

/// The words in which copies are looked for.
struct Scrape final : ArticleTokens {
  std::vector<std::vector<TokenHash>> documents;
  std::vector<DocumentFacts> facts;

  [[nodiscard]] std::size_t size() const override { return documents.size(); }
  void append(DocumentIndex document, std::vector<TokenHash>& out) const override {
    const std::vector<TokenHash>& words = documents[document.value];
    out.insert(out.end(), words.begin(), words.end());
  }
};

/// Texts that need no cleaning: every word counts.
Status read_whole(const InputSet& inputs, Scrape& scrape) {
  Tokenizer tokenizer;
  RecordParser parser{ReadOptions{}};
  const auto reader = inputs.reader();
  for (RawRecord record;;) {
    const auto more = reader->next(record);
    if (!more) return more.error();
    if (!*more) return Done{};
    auto document = parser.parse(std::move(record));
    if (!document) continue;
    scrape.facts.push_back({.content = ContentHash{hash64(document->id + '\n' + document->text)}});
    tokenizer.append(document->text, scrape.documents.emplace_back());
  }
}

/// What the last round judges to be article.
Status read_cleaned(const InputSet& inputs, const std::string& model, Scrape& scrape) {
  LearnOptions options;
  if (!model.empty()) {
    auto loaded = BlockModel::load(model);
    if (!loaded) return std::move(loaded).error();
    options.model = std::move(*loaded);
  }
  const auto state = learn(inputs, {}, options);
  if (!state) return state.error();
  scrape.facts = state->document_facts();
  scrape.documents.resize(state->size());
  for (std::uint32_t i = 0; i < state->size(); ++i)
    state->article_tokens().append(DocumentIndex{i}, scrape.documents[i]);
  return Done{};
}

/// Every pair of texts that share a shingle, counted one by one.
std::vector<SlotEdge> all_pairs(const copies::Input& input, const copies::Texts& texts, const Wanted& wanted) {
  copies::TextReader reader;
  std::vector<std::vector<ShingleHash>> sets(texts.size());
  std::vector<std::pair<ShingleHash, Slot>> postings;
  for (Slot slot = 0; slot < texts.size(); ++slot) {
    reader.read(input, texts, slot);
    sets[slot] = reader.shingles();
    std::ranges::sort(sets[slot]);
    sets[slot].erase(std::ranges::unique(sets[slot]).begin(), sets[slot].end());
    if (sets[slot].size() < wanted.min_shingles) continue;
    for (const ShingleHash shingle : sets[slot]) postings.emplace_back(shingle, slot);
  }
  std::ranges::sort(postings);
  std::vector<SlotEdge> pairs;
  std::vector<std::uint32_t> shared(texts.size());
  std::vector<Slot> met;
  for (Slot b = 0; b < texts.size(); ++b) {
    if (sets[b].size() < wanted.min_shingles) continue;
    for (const ShingleHash shingle : sets[b]) {
      auto at = std::ranges::lower_bound(postings, std::pair(shingle, Slot{0}));
      for (; at->first == shingle && at->second < b; ++at) {
        if (shared[at->second]++ == 0) met.push_back(at->second);
      }
    }
    for (const Slot a : met) {
      const Overlap overlap{.shared = shared[a],
                            .size_a = static_cast<std::uint32_t>(sets[a].size()),
                            .size_b = static_cast<std::uint32_t>(sets[b].size())};
      if (wanted.holds(overlap)) pairs.push_back({.a = a, .b = b, .shared = overlap.shared});
      shared[a] = 0;
    }
    met.clear();
  }
  return pairs;
}

int measure(const Scrape& scrape, const CopyOptions& options, const Wanted& wanted, double least, bool list) {
  const copies::Input input(scrape, scrape.facts, options);
  const std::function<bool(double)> untold;
  copies::Progress progress(untold);
  const copies::Texts texts = copies::collapse_identical(input, progress);
  CopyFigures figures;
  const copies::Evidence evidence =
      copies::find_evidence(input, texts, copies::count_words(input, texts), nullptr, figures, progress);

  const auto by_pair = [](const SlotEdge& x, const SlotEdge& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); };
  const std::vector<SlotEdge> exact = all_pairs(input, texts, wanted);
  std::uint64_t found = 0;
  for (const SlotEdge& pair : exact) {
    const auto at = std::lower_bound(evidence.edges.begin(), evidence.edges.end(), pair, by_pair);
    const bool looked_at = at != evidence.edges.end() && at->a == pair.a && at->b == pair.b;
    found += looked_at ? 1U : 0U;
    if (looked_at && at->shared != pair.shared) {
      fmt::print(stderr, "counted wrongly: {} and {}\n", pair.a, pair.b);
      return EXIT_FAILURE;
    }
    if (list && !looked_at) {
      const std::uint32_t size_a = evidence.sizes[pair.a];
      const std::uint32_t size_b = evidence.sizes[pair.b];
      const Overlap overlap{.shared = pair.shared, .size_a = size_a, .size_b = size_b};
      fmt::print("missed: records {} and {}, of {} and {} shingles, shared {}, Jaccard {:.3f}, containment {:.3f}\n",
                 texts.first(pair.a).value + 1, texts.first(pair.b).value + 1, size_a, size_b, pair.shared,
                 overlap.jaccard(), overlap.containment());
    }
  }
  const auto pairs = static_cast<double>(std::max<std::size_t>(1, exact.size()));
  const double recall = exact.empty() ? 1.0 : static_cast<double>(found) / pairs;
  fmt::print("documents {}  texts {}  pairs {}  found {}  recall {:.4f}  candidates {}  per pair {:.2f}  edges {}\n",
             scrape.size(), texts.size(), exact.size(), found, recall, figures.candidates,
             static_cast<double>(figures.candidates) / pairs, evidence.edges.size());
  return recall < least ? EXIT_FAILURE : EXIT_SUCCESS;
}

}  // namespace
}  // namespace presswash

int main(int argc, char** argv) {
  using namespace presswash;
  CLI::App app("Recall of the candidate stage against exact comparison of all texts with all");
  std::vector<std::filesystem::path> inputs;
  std::string model;
  bool whole = false;
  bool list = false;
  double least = 0;
  Wanted wanted;
  CopyOptions options;
  app.add_option("INPUT", inputs, "A scrape")->required();
  app.add_option("--model", model, "Weights to judge with instead of the built-in ones");
  app.add_flag("--whole", whole, "The texts need no cleaning: take every word");
  app.add_flag("--list", list, "List the pairs that were missed");
  app.add_option("--least", least, "Fail below this recall");
  app.add_option("--at-jaccard", wanted.jaccard, "Pairs that share so much are wanted")->capture_default_str();
  app.add_option("--at-containment", wanted.containment, "Or so much of the smaller one")->capture_default_str();
  app.add_option("--min-shingles", wanted.min_shingles, "Of texts that have so many")->capture_default_str();
  app.add_option("--recall", options.recall, "What the candidate stage is asked for")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  const auto opened = InputSet::open(inputs, {});
  Scrape scrape;
  const Status read =
      !opened ? Status(opened.error()) : (whole ? read_whole(*opened, scrape) : read_cleaned(*opened, model, scrape));
  if (!read) {
    fmt::print(stderr, "candidate_recall: {}\n", read.error().text());
    return EXIT_FAILURE;
  }
  return measure(scrape, options, wanted, least, list);
}
