#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cluster/story_graph.h"
#include "match/sample_index.h"
#include "pipeline/copies_stages.h"

namespace presswash::copies {

/// The first shingles of every text.
class OpeningKeys {
 public:
  OpeningKeys() = default;
  explicit OpeningKeys(Slot slots);
  void set(Slot slot, std::span<const ShingleHash> shingles);
  [[nodiscard]] std::span<const ShingleKey> of(Slot slot) const;

 private:
  std::vector<ShingleKey> keys_;
  std::vector<std::uint8_t> counts_;
};

/// Which texts of other stories have their beginnings in a text. A digest holds the openings of several stories, often
/// too little of each to be met as their neighbour.
class LedSlots {
 public:
  /// What is known to be a join leads nowhere.
  LedSlots(const Input& input, const Texts& texts, const std::vector<bool>& joins, Progress& progress);

  /// Finds what leads into these slots. `story_of`: by slot, as far as stories are known.
  void look_up(std::span<const Slot> slots, const std::vector<Slot>& story_of, Progress& progress);
  /// Of a slot that was looked up, sorted; at most 32, those of which most stands in the slot.
  [[nodiscard]] std::span<const Slot> of(Slot slot) const noexcept { return led_[slot]; }

 private:
  const Input& input_;
  const Texts& texts_;
  OpeningKeys openings_;
  std::optional<SampleIndex> index_;    ///< of some shingles of every opening
  std::vector<std::vector<Slot>> led_;  ///< by slot
};

}  // namespace presswash::copies
