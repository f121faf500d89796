#pragma once

#include <span>
#include <vector>

#include <tbb/enumerable_thread_specific.h>

#include "cluster/brief_test.h"
#include "cluster/word_counts.h"
#include "match/figures.h"
#include "match/overlap.h"
#include "match/slot.h"
#include "pipeline/copies_stages.h"
#include "pipeline/copies_text.h"
#include "sketch/shingle_set.h"

namespace presswash::copies {

/// Compares candidate pairs on all their shingles.
class PairVerifier {
 public:
  PairVerifier(const Input& input, const Texts& texts, const WordCounts& words)
      : input_(input), texts_(texts), scratch_(words) {}

  /// Appends an edge for each of the `pairs` that shares enough to be evidence. `sizes`: distinct shingles by slot.
  void verify(std::vector<SlotPair>&& pairs, std::span<const std::uint32_t> sizes, std::vector<SlotEdge>& edges,
              Progress& progress);

 private:
  struct Scratch {
    explicit Scratch(const WordCounts& words) : briefs(words) {}
    TextCache texts;
    ShingleSet set;
    Slot held = no_slot;  ///< whose shingles the set has
    FigureComparer figures;
    BriefTest briefs;
    std::vector<SlotEdge> edges;
  };
  void verify(const SlotPair& pair, std::span<const std::uint32_t> sizes, Scratch& scratch) const;
  [[nodiscard]] std::span<const TokenHash> title_of(Slot slot) const { return input_.tokens.title(texts_.first(slot)); }

  const Input& input_;
  const Texts& texts_;
  tbb::enumerable_thread_specific<Scratch> scratch_;
};

}  // namespace presswash::copies
