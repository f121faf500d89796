#pragma once

#include <span>
#include <vector>

#include "cluster/brief_test.h"
#include "cluster/word_counts.h"
#include "match/figures.h"
#include "match/overlap.h"
#include "match/slot.h"
#include "pipeline/copies_stages.h"
#include "pipeline/copies_text.h"

namespace presswash::copies {

/// Compares pairs of texts on all their shingles, and tells look-alikes from copies: all that takes a pair for copies
/// or for none asks it. Keeps scratch memory: one a thread.
class PairComparer {
 public:
  /// `sizes`: distinct shingles by slot. All must outlive it.
  PairComparer(const Input& input, const Texts& texts, const WordCounts& words, std::span<const std::uint32_t> sizes)
      : input_(&input), texts_(&texts), sizes_(sizes), briefs_(words) {}

  /// What two different slots share; a is `held`. Cheapest when pairs with the same one come in a row.
  const Overlap& compare(Slot held, Slot other);
  /// Whether the pair compared last are no copies, whatever they share: reports alike in form with other figures,
  /// briefs on different things, or one an item of the other.
  [[nodiscard]] bool are_look_alikes();

  /// Of the pair compared last.
  [[nodiscard]] const ShingleSet& held_shingles() const noexcept { return set_; }
  [[nodiscard]] const TextReader& other_text() const noexcept { return *other_text_; }

 private:
  [[nodiscard]] std::span<const TokenHash> title_of(Slot slot) const {
    return input_->tokens.title(texts_->first(slot));
  }

  const Input* input_;
  const Texts* texts_;
  std::span<const std::uint32_t> sizes_;
  TextCache read_;
  ShingleSet set_;
  FigureComparer figures_;
  BriefTest briefs_;
  Slot held_ = no_slot;  ///< whose shingles the set has
  Slot other_ = no_slot;
  const TextReader* held_text_ = nullptr;
  const TextReader* other_text_ = nullptr;
  Overlap overlap_;
};

/// Compares candidate pairs and appends an edge for each that shares enough to be evidence. A step of `progress` is a
/// pair.
void verify_pairs(const Input& input, const Texts& texts, const WordCounts& words, std::vector<SlotPair>&& pairs,
                  std::span<const std::uint32_t> sizes, std::vector<SlotEdge>& edges, Progress& progress);

}  // namespace presswash::copies
