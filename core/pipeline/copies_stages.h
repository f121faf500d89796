#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "cluster/story_graph.h"
#include "cluster/word_counts.h"
#include "match/overlap.h"
#include "pipeline/copies.h"
#include "pipeline/sort_in_parallel.h"

namespace presswash::copies {

/// Documents of identical article text, taken together. A slot's first document has the smallest content hash; slots
/// are sorted by it. Documents without words are in none.
struct Texts {
  std::vector<DocumentIndex> documents;  ///< slot by slot
  std::vector<std::uint32_t> starts;     ///< of each slot in `documents`, and the end
  std::vector<std::uint64_t> hashes;     ///< of each slot's words
  std::vector<std::uint32_t> words;      ///< how many each slot has

  [[nodiscard]] Slot size() const noexcept { return static_cast<Slot>(starts.size() - 1); }
  [[nodiscard]] DocumentIndex first(Slot slot) const noexcept { return documents[starts[slot]]; }
  [[nodiscard]] std::span<const DocumentIndex> all(Slot slot) const noexcept {
    return std::span(documents).subspan(starts[slot], starts[slot + 1] - starts[slot]);
  }
};

/// What all stages work on.
struct Input {
  Input(const ArticleTokens& all_tokens, const std::vector<DocumentFacts>& all_facts, const CopyOptions& wanted)
      : tokens(all_tokens),
        facts(all_facts),
        options(wanted),
        thresholds{.jaccard = wanted.jaccard, .containment = wanted.containment} {}
  const ArticleTokens& tokens;
  const std::vector<DocumentFacts>& facts;
  const CopyOptions& options;
  EdgeThresholds thresholds;
};

/// Adds up what all threads have done and tells the caller; a refusal stops all stages soon.
class Progress {
 public:
  explicit Progress(const std::function<bool(double)>& told) : told_(told) {}
  /// The next stage: `steps` steps, after which the share `until` of everything is done.
  void stage(std::uint64_t steps, double until);
  void step(std::uint64_t steps);
  [[nodiscard]] bool cancelled() const noexcept { return cancelled_.load(std::memory_order_relaxed); }

 private:
  const std::function<bool(double)>& told_;
  std::mutex mutex_;
  std::atomic<std::uint64_t> done_{0};
  std::uint64_t steps_ = 1;
  double from_ = 0;
  double until_ = 0;
  double last_ = -1;
  std::atomic<bool> cancelled_{false};
};

/// What was read of a document's article text, as long as its facts tell the same of it.
struct ReadText {
  std::uint64_t article = 0;  ///< DocumentFacts::article
  std::uint64_t hash = 0;     ///< of its words
  std::uint32_t words = 0;
};
/// With `read`, by document or empty, only texts that are other ones since are read again; it is brought up to date.
[[nodiscard]] Texts collapse_identical(const Input& input, Progress& progress, std::vector<ReadText>* read = nullptr);

/// Gives documents of one brief text slots of their own when their titles tell different things.
void part_by_titles(const Input& input, const WordCounts& words, Texts& texts);

struct Evidence {
  std::vector<std::uint32_t> sizes;  ///< distinct shingles by slot
  std::vector<SlotEdge> edges;       ///< sorted by (a, b)
  std::uint64_t candidates = 0;      ///< pairs verified for them
};
/// What two slots are by an overlap that nobody verified.
[[nodiscard]] inline SlotEdge estimated_edge(Slot x, Slot y, const Overlap& overlap, const EdgeThresholds& thresholds) {
  return {.a = std::min(x, y),
          .b = std::max(x, y),
          .shared = overlap.shared,
          .copy = relation_of(overlap, thresholds) != Relation::None};
}
inline void sort_edges(std::vector<SlotEdge>& edges) {
  sort_in_parallel(edges, [](const SlotEdge& x, const SlotEdge& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
}

/// What an earlier search knew, when it still holds of some slots.
struct KnownEvidence {
  const Evidence& evidence;
  std::vector<Slot> slot_of;  ///< by slot of that search: its text's slot now, or `no_slot`
  std::vector<bool> fresh;    ///< by slot now: its text is a new one
  /// When little has changed, the only pairs in which fresh slots are compared; distinct.
  std::optional<std::vector<SlotPair>> pairs{};
};
/// Candidates from bands and samples, verified on full shingle sets. With `known`, only fresh slots are compared, each
/// with all others or in the pairs that are given. `words` are asked for when pairs are verified;
/// what is estimated needs none.
[[nodiscard]] Evidence find_evidence(const Input& input, const Texts& texts, const WordCounts& words,
                                     const KnownEvidence* known, CopyFigures& figures, Progress& progress);

/// The same, guessed from the blocks that texts have in common word for word; counts words where the other counts
/// shingles. Quick: no text is read.
[[nodiscard]] Evidence guess_evidence(const Input& input, const Texts& texts, Progress& progress);

/// Pairs of the slots that `of` names with those that may be their copies by the blocks that they have in common.
void append_block_pairs(const Input& input, const Texts& texts, const std::vector<bool>& of,
                        std::vector<SlotPair>& out);

/// In how many documents each word stands, titles included.
[[nodiscard]] WordCounts count_words(const Input& input, const Texts& texts);
/// The join test on every slot that may tie stories together.
[[nodiscard]] StoryCuts find_joins(const Input& input, const Texts& texts, const StoryGraph& graph,
                                   const WordCounts& counts, Progress& progress);
/// `cuts`, which find_joins gave, and the joins that are told only by the openings of other stories that stand in them:
/// these share too little with a digest to be met.
[[nodiscard]] StoryCuts with_joins_of_openings(StoryCuts cuts, const Input& input, const Texts& texts,
                                               const StoryGraph& graph, const WordCounts& counts, Progress& progress);

/// Clusters, survivors and edges by document.
[[nodiscard]] Copies settle(const Input& input, const Texts& texts, const StoryGraph& graph, const StoryCuts& cuts,
                            const WordCounts& words);
/// The id of the cluster whose members' smallest content hash this is.
[[nodiscard]] inline ClusterId cluster_id(ContentHash smallest) noexcept {
  return ClusterId{std::max<std::uint64_t>(1, smallest.value)};
}

}  // namespace presswash::copies
