#include "pipeline/copies_verify.h"

#include <algorithm>
#include <tuple>

#include "cluster/disjoint_sets.h"
#include "match/place.h"
#include "pipeline/copies_sort.h"
#include "pipeline/parallel.h"

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

}  // namespace

void PairVerifier::verify(std::vector<SlotPair>&& pairs, std::span<const std::uint32_t> sizes,
                          std::vector<SlotEdge>& edges, Progress& progress) {
  sort_by_neighbourhood(pairs, texts_.size());
  const std::size_t parts = (pairs.size() + pairs_at_once - 1) / pairs_at_once;
  parallel_for(parts, 1, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    Scratch& scratch = scratch_.local();
    const std::size_t last = std::min(pairs.size(), end * pairs_at_once);
    for (std::size_t i = begin * pairs_at_once; i < last; ++i) verify(pairs[i], sizes, scratch);
    progress.step(last - begin * pairs_at_once);
  });
  for (Scratch& scratch : scratch_) {
    edges.insert(edges.end(), scratch.edges.begin(), scratch.edges.end());
    scratch.edges = {};
  }
}

void PairVerifier::verify(const SlotPair& pair, std::span<const std::uint32_t> sizes, Scratch& scratch) const {
  const auto [text, other] = scratch.texts.read(input_, texts_, pair.larger, pair.smaller);
  if (scratch.held != pair.larger) {
    scratch.held = pair.larger;
    scratch.set.assign(text.shingles());
    scratch.figures.hold(text.words());
  }
  const Overlap overlap{.shared = scratch.set.count_shared(other.shingles()),
                        .size_a = sizes[pair.larger],
                        .size_b = sizes[pair.smaller]};
  if (!is_evidence(overlap, input_.thresholds)) return;
  const bool copy =
      relation_of(overlap, input_.thresholds) != Relation::None &&
      !scratch.figures.differ(other.words(), overlap.shared, std::min(overlap.size_a, overlap.size_b)) &&
      !scratch.briefs.differ({text.words(), title_of(pair.larger)}, {other.words(), title_of(pair.smaller)}, overlap) &&
      !stands_behind(text.shingles(), other.shingles()) && !stands_behind(other.shingles(), text.shingles());
  scratch.edges.push_back({.a = pair.smaller, .b = pair.larger, .shared = overlap.shared, .copy = copy});
}

}  // namespace presswash::copies
