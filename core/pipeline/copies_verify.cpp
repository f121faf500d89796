#include "pipeline/copies_verify.h"

#include <algorithm>
#include <tuple>

#include <tbb/enumerable_thread_specific.h>

#include "cluster/brief_test.h"
#include "cluster/disjoint_sets.h"
#include "match/figures.h"
#include "match/overlap.h"
#include "match/place.h"
#include "pipeline/copies_sort.h"
#include "pipeline/copies_text.h"
#include "pipeline/parallel.h"
#include "sketch/shingle_set.h"

namespace presswash::copies {
namespace {

constexpr std::size_t pairs_at_once = 256;

/// Sorts pairs that hang together next to each other, so that a text is read once for many of them.
void sort_by_neighbourhood(std::vector<SlotPair>& pairs, std::size_t slots) {
  DisjointSets sets(slots);
  for (const SlotPair& pair : pairs) sets.unite(pair.larger, pair.smaller);
  std::vector<std::uint32_t> set_of(slots);
  for (Slot slot = 0; slot < slots; ++slot) set_of[slot] = sets.find(slot);
  sort_in_parallel(pairs, [&](const SlotPair& a, const SlotPair& b) {
    return std::tuple(set_of[a.larger], a.larger, a.smaller) < std::tuple(set_of[b.larger], b.larger, b.smaller);
  });
}

class PairVerifier {
 public:
  PairVerifier(const Input& input, const Texts& texts, const WordCounts& words, std::span<const std::uint32_t> sizes)
      : input_(input), texts_(texts), sizes_(sizes), briefs_(words) {}

  void verify(const SlotPair& pair);
  [[nodiscard]] const std::vector<SlotEdge>& edges() const noexcept { return edges_; }

 private:
  [[nodiscard]] std::span<const TokenHash> title_of(Slot slot) const { return input_.tokens.title(texts_.first(slot)); }

  const Input& input_;
  const Texts& texts_;
  std::span<const std::uint32_t> sizes_;
  TextCache read_;
  ShingleSet set_;
  Slot held_ = no_slot;  ///< whose shingles the set has
  FigureComparer figures_;
  BriefTest briefs_;
  std::vector<SlotEdge> edges_;
};

void PairVerifier::verify(const SlotPair& pair) {
  const auto [text, other] = read_.read(input_, texts_, pair.larger, pair.smaller);
  if (held_ != pair.larger) {
    held_ = pair.larger;
    set_.assign(text.shingles());
    figures_.hold(text.words());
  }
  const Overlap overlap{
      .shared = set_.count_shared(other.shingles()), .size_a = sizes_[pair.larger], .size_b = sizes_[pair.smaller]};
  if (!is_evidence(overlap, input_.thresholds)) return;
  const bool copy =
      relation_of(overlap, input_.thresholds) != Relation::None &&
      !figures_.differ(other.words(), overlap.shared, std::min(overlap.size_a, overlap.size_b)) &&
      !briefs_.differ({text.words(), title_of(pair.larger)}, {other.words(), title_of(pair.smaller)}, overlap) &&
      !stands_behind(text.shingles(), other.shingles()) && !stands_behind(other.shingles(), text.shingles());
  edges_.push_back({.a = pair.smaller, .b = pair.larger, .shared = overlap.shared, .copy = copy});
}

}  // namespace

void verify_pairs(const Input& input, const Texts& texts, const WordCounts& words, std::vector<SlotPair>&& pairs,
                  std::span<const std::uint32_t> sizes, std::vector<SlotEdge>& edges, Progress& progress) {
  sort_by_neighbourhood(pairs, texts.size());
  tbb::enumerable_thread_specific<PairVerifier> verifiers(input, texts, words, sizes);
  const std::size_t parts = (pairs.size() + pairs_at_once - 1) / pairs_at_once;
  parallel_for(parts, 1, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    PairVerifier& verifier = verifiers.local();
    const std::size_t last = std::min(pairs.size(), end * pairs_at_once);
    for (std::size_t i = begin * pairs_at_once; i < last; ++i) verifier.verify(pairs[i]);
    progress.step(last - begin * pairs_at_once);
  });
  for (const PairVerifier& verifier : verifiers)
    edges.insert(edges.end(), verifier.edges().begin(), verifier.edges().end());
}

}  // namespace presswash::copies
