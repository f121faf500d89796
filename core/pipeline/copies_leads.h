#pragma once

#include <span>
#include <vector>

#include "cluster/story_graph.h"
#include "pipeline/copies_stages.h"

namespace presswash::copies {

/// Which texts of other stories have their beginnings in a text. A digest holds the openings of several stories, often
/// too little of each to be met as their neighbour.
class LedSlots {
 public:
  /// Asked of slots with a copy edge alone: the others tie nothing together. What `cuts` knows as joins neither leads
  /// nor is asked for.
  LedSlots(const Input& input, const Texts& texts, const StoryGraph& graph, const StoryCuts& cuts, Progress& progress);

  /// Sorted; at most 32, those of which most stands in the slot.
  [[nodiscard]] std::span<const Slot> of(Slot slot) const noexcept { return led_[slot]; }

 private:
  std::vector<std::vector<Slot>> led_;  ///< by slot
};

}  // namespace presswash::copies
