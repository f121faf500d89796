#include "pipeline/copies.h"

#include <algorithm>
#include <tuple>

#include <tbb/enumerable_thread_specific.h>

#include "base/hash.h"
#include "pipeline/copies_stages.h"
#include "pipeline/sort_in_parallel.h"

namespace presswash {
namespace copies {

void Progress::stage(std::uint64_t steps, double until) {
  const std::scoped_lock lock(mutex_);
  from_ = until_;
  until_ = until;
  steps_ = std::max<std::uint64_t>(1, steps);
  done_ = 0;
}

void Progress::step(std::uint64_t steps) {
  const std::uint64_t done = done_.fetch_add(steps, std::memory_order_relaxed) + steps;
  if (!told_) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return;
  const double share = from_ + (until_ - from_) * static_cast<double>(done) / static_cast<double>(steps_);
  if (share < last_ + 0.001) return;
  last_ = share;
  if (!told_(std::min(1.0, share))) cancelled_ = true;
}

Texts collapse_identical(const Input& input, Progress& progress, std::vector<ReadText>* read) {
  struct Text {
    std::uint64_t hash = 0;
    std::uint32_t words = 0;
    std::uint32_t document = 0;
  };
  const std::size_t count = input.tokens.size();
  std::vector<Text> texts(count);
  if (read != nullptr) read->resize(count);
  progress.stage(count, 0.1);
  tbb::enumerable_thread_specific<std::vector<TokenHash>> scratch;
  parallel_for(count, 64, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    std::vector<TokenHash>& words = scratch.local();
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint64_t article = input.facts[i].article;
      if (read != nullptr && article != 0 && (*read)[i].article == article) {
        texts[i] = {.hash = (*read)[i].hash, .words = (*read)[i].words, .document = static_cast<std::uint32_t>(i)};
        continue;
      }
      words.clear();
      input.tokens.append(DocumentIndex{static_cast<std::uint32_t>(i)}, words);
      const std::string_view bytes(reinterpret_cast<const char*>(words.data()), words.size() * sizeof(TokenHash));
      texts[i] = {.hash = hash64(bytes),
                  .words = static_cast<std::uint32_t>(words.size()),
                  .document = static_cast<std::uint32_t>(i)};
      if (read != nullptr) (*read)[i] = {.article = article, .hash = texts[i].hash, .words = texts[i].words};
    }
    progress.step(end - begin);
  });
  std::erase_if(texts, [](const Text& text) { return text.words == 0; });

  const auto content = [&](const Text& text) { return input.facts[text.document].content; };
  sort_in_parallel(texts, [&](const Text& a, const Text& b) {
    return std::tuple(a.hash, a.words, content(a), a.document) < std::tuple(b.hash, b.words, content(b), b.document);
  });
  std::vector<std::uint32_t> firsts;
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    if (i == 0 || texts[i].hash != texts[i - 1].hash || texts[i].words != texts[i - 1].words) firsts.push_back(i);
  }
  sort_in_parallel(firsts, [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(content(texts[a]), texts[a].hash, texts[a].document) <
           std::tuple(content(texts[b]), texts[b].hash, texts[b].document);
  });
  Texts out;
  out.documents.reserve(texts.size());
  out.starts.reserve(firsts.size() + 1);
  out.starts.push_back(0);
  for (const std::uint32_t first : firsts) {
    for (std::size_t i = first; i < texts.size() && texts[i].hash == texts[first].hash; ++i) {
      if (texts[i].words != texts[first].words) break;
      out.documents.push_back(DocumentIndex{texts[i].document});
    }
    out.starts.push_back(static_cast<std::uint32_t>(out.documents.size()));
    out.hashes.push_back(combine64(texts[first].hash, texts[first].words));
    out.words.push_back(texts[first].words);
  }
  return out;
}

}  // namespace copies

std::optional<std::string> CopyOptions::validate() const {
  const auto outside = [](double value) { return !(value > 0.0 && value <= 1.0); };
  if (outside(jaccard)) return "--jaccard must be above 0 and at most 1";
  if (outside(containment)) return "--containment must be above 0 and at most 1";
  if (!(max_unique >= 0.0 && max_unique <= 1.0)) return "--max-unique must be between 0 and 1";
  if (!(recall > 0.0 && recall < 1.0)) return "--recall must be above 0 and below 1";
  return std::nullopt;
}

/// What a search leaves for the next one.
struct CopyFinder::Memory {
  CopyOptions options;
  copies::Texts texts;
  std::vector<copies::ReadText> read;
  copies::Evidence evidence;
  std::optional<WordCounts> words;
  std::optional<StoryGraph> graph;  ///< absent before the first search
  StoryCuts cuts;
  CopyFigures figures;
  bool verified = false;  ///< the evidence is; otherwise it was guessed

  /// How the slots of the last search stand to `now`; absent when it is of no use.
  [[nodiscard]] std::optional<copies::KnownEvidence> known(const CopyOptions& wanted, const copies::Texts& now) const;
  /// Pairs of the fresh slots of `now` with those that their documents shared text with then; of `documents` documents.
  [[nodiscard]] std::vector<SlotPair> old_pairs(const copies::KnownEvidence& known, const copies::Texts& now,
                                                std::size_t documents) const;
};

std::optional<copies::KnownEvidence> CopyFinder::Memory::known(const CopyOptions& wanted,
                                                               const copies::Texts& now) const {
  constexpr double most_fresh = 0.25;  // of the slots: comparing more of them with all costs as much as all with all
  if (!verified || !(options == wanted)) return std::nullopt;
  std::vector<std::pair<std::uint64_t, Slot>> by_hash;
  by_hash.reserve(now.size());
  for (Slot slot = 0; slot < now.size(); ++slot) by_hash.emplace_back(now.hashes[slot], slot);
  sort_in_parallel(by_hash);
  copies::KnownEvidence known{.evidence = evidence,
                              .slot_of = std::vector<Slot>(texts.size(), no_slot),
                              .fresh = std::vector<bool>(now.size(), true)};
  std::size_t fresh = now.size();
  for (Slot before = 0; before < texts.size(); ++before) {
    const auto at = std::lower_bound(by_hash.begin(), by_hash.end(), std::pair(texts.hashes[before], Slot{0}));
    if (at == by_hash.end() || at->first != texts.hashes[before] || !known.fresh[at->second]) continue;
    known.slot_of[before] = at->second;
    known.fresh[at->second] = false;
    --fresh;
  }
  if (static_cast<double>(fresh) > most_fresh * now.size()) return std::nullopt;
  return known;
}

std::vector<SlotPair> CopyFinder::Memory::old_pairs(const copies::KnownEvidence& known, const copies::Texts& now,
                                                    std::size_t documents) const {
  std::vector<Slot> slot_of(documents, no_slot);
  for (Slot slot = 0; slot < now.size(); ++slot) {
    for (const DocumentIndex document : now.all(slot)) slot_of[document.value] = slot;
  }
  std::vector<SlotPair> pairs;
  const auto add_pairs = [&](Slot before_a, Slot before_b) {
    for (const DocumentIndex a : texts.all(before_a)) {
      const Slot x = slot_of[a.value];
      if (x == no_slot || !known.fresh[x]) continue;
      for (const DocumentIndex b : texts.all(before_b)) {
        const Slot y = slot_of[b.value];
        if (y != no_slot && y != x) pairs.push_back(pair_of(x, y));
      }
    }
  };
  for (Slot before = 0; before < texts.size(); ++before) {
    add_pairs(before, before);
    for (const Link& link : graph->links(before)) add_pairs(before, link.to);
  }
  return pairs;
}

CopyFinder::CopyFinder(const ArticleTokens& tokens) : tokens_(tokens), memory_(std::make_unique<Memory>()) {}
CopyFinder::~CopyFinder() = default;
const CopyFigures& CopyFinder::figures() const { return memory_->figures; }

Result<std::vector<ClusterId>> CopyFinder::find_stories(const std::vector<DocumentFacts>& facts,
                                                        const CopyOptions& options,
                                                        const std::function<bool(double)>& told) {
  return find(facts, options, Compared::WithAll, told);
}

Result<std::vector<ClusterId>> CopyFinder::update_stories(const std::vector<DocumentFacts>& facts,
                                                          const std::function<bool(double)>& told) {
  return find(facts, memory_->options, Compared::WithNeighbours, told);
}

Result<std::vector<ClusterId>> CopyFinder::guess_stories(const std::vector<DocumentFacts>& facts,
                                                         const CopyOptions& options,
                                                         const std::function<bool(double)>& told) {
  return find(facts, options, Compared::ByBlocks, told);
}

Result<std::vector<ClusterId>> CopyFinder::find(const std::vector<DocumentFacts>& facts, const CopyOptions& options,
                                                Compared compared, const std::function<bool(double)>& told) {
  if (const auto wrong = options.validate()) return Error{ErrorCode::InvalidArgument, *wrong, {}, {}};
  if (facts.size() != tokens_.size()) {
    return Error{ErrorCode::InvalidArgument, "every document needs its facts", {}, {}};
  }
  const copies::Input input(tokens_, facts, options);
  copies::Progress progress(told);
  const Error cancelled{ErrorCode::Cancelled, "cancelled", {}, {}};

  Memory& memory = *memory_;
  copies::Texts texts = copies::collapse_identical(input, progress, &memory.read);
  if (progress.cancelled()) return cancelled;
  if (!memory.words) memory.words = copies::count_words(input, texts);
  copies::part_by_titles(input, *memory.words, texts);
  CopyFigures figures{.texts = texts.size()};
  auto known = compared == Compared::ByBlocks ? std::nullopt : memory.known(options, texts);
  if (known && compared == Compared::WithNeighbours) {
    std::vector<SlotPair> pairs = memory.old_pairs(*known, texts, facts.size());
    copies::append_block_pairs(input, texts, known->fresh, pairs);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    known->pairs = std::move(pairs);
  }
  copies::Evidence evidence =
      compared == Compared::ByBlocks
          ? copies::guess_evidence(input, texts, progress)
          : copies::find_evidence(input, texts, *memory.words, known ? &*known : nullptr, figures, progress);
  if (progress.cancelled()) return cancelled;
  memory.options = options;
  memory.texts = std::move(texts);
  memory.evidence = std::move(evidence);
  memory.graph.emplace(memory.evidence.sizes, memory.evidence.edges);
  memory.cuts = copies::find_joins(input, memory.texts, *memory.graph, *memory.words, progress);
  memory.figures = figures;
  memory.verified = compared != Compared::ByBlocks;
  if (progress.cancelled()) return cancelled;

  const std::vector<Slot> story_of = stories_of(*memory.graph, memory.cuts);
  std::vector<std::uint32_t> documents(story_of.size());
  for (Slot slot = 0; slot < story_of.size(); ++slot)
    documents[story_of[slot]] += static_cast<std::uint32_t>(memory.texts.all(slot).size());
  std::vector<ClusterId> clusters(facts.size());
  for (Slot slot = 0; slot < story_of.size(); ++slot) {
    if (documents[story_of[slot]] < 2) continue;
    const ClusterId id = copies::cluster_id(facts[memory.texts.first(story_of[slot]).value].content);
    for (const DocumentIndex document : memory.texts.all(slot)) clusters[document.value] = id;
  }
  return clusters;
}

Result<Copies> CopyFinder::settle(const std::vector<DocumentFacts>& facts,
                                  const std::function<bool(double)>& told) const {
  const copies::Input input(tokens_, facts, memory_->options);
  copies::Progress progress(told);
  const StoryCuts cuts =
      copies::with_joins_of_openings(memory_->cuts, input, memory_->texts, *memory_->graph, *memory_->words, progress);
  if (progress.cancelled()) return Error{ErrorCode::Cancelled, "cancelled", {}, {}};
  Copies found = copies::settle(input, memory_->texts, *memory_->graph, cuts, *memory_->words);
  found.figures = memory_->figures;
  found.figures.edges = found.edges.size();
  found.figures.joins = found.joins.size();
  return found;
}

Result<Copies> find_copies(const ArticleTokens& tokens, const std::vector<DocumentFacts>& facts,
                           const CopyOptions& options, const std::function<bool(double)>& progress) {
  CopyFinder finder(tokens);
  const auto stories = finder.find_stories(facts, options, progress);
  if (!stories) return stories.error();
  return finder.settle(facts);
}

}  // namespace presswash
