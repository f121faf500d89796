#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "match/slot.h"

namespace presswash {

/// A verified pair of slots, `a` < `b`.
struct SlotEdge {
  Slot a = 0;
  Slot b = 0;
  std::uint32_t shared = 0;
  bool copy = false;  ///< an edge by the thresholds; otherwise only evidence of shared text
  friend bool operator==(const SlotEdge&, const SlotEdge&) = default;
};

struct Link {
  Slot to = 0;
  std::uint32_t shared : 31 = 0;
  std::uint32_t copy : 1 = 0;
};

/// Who shares text with whom. Const: any number of threads may ask.
class StoryGraph {
 public:
  /// `sizes`: distinct shingles by slot.
  StoryGraph(std::vector<std::uint32_t> sizes, const std::vector<SlotEdge>& edges);

  [[nodiscard]] std::size_t size() const noexcept { return sizes_.size(); }
  [[nodiscard]] std::uint32_t size_of(Slot slot) const noexcept { return sizes_[slot]; }
  [[nodiscard]] std::span<const std::uint32_t> sizes() const noexcept { return sizes_; }
  /// Sorted by slot.
  [[nodiscard]] std::span<const Link> links(Slot slot) const noexcept {
    return std::span(links_).subspan(starts_[slot], starts_[slot + 1] - starts_[slot]);
  }

  /// The neighbours that the join test must look at, sorted, and for each the party it belongs to: neighbours tied
  /// together by copy edges that do not go through `slot`. Empty when `slot` ties nothing together: it has no copy
  /// edge, or all its neighbours share text among themselves. Neighbours that hold nearly all of `slot` (it may be
  /// copied as a whole, join or not) are left out.
  struct Neighbourhood {
    std::vector<Slot> slots;
    std::vector<std::uint32_t> parties;
    std::vector<bool> led;  ///< by slot: only its beginning is known to stand there
  };
  /// `led`: further slots, sorted, whose beginnings stand in it though they share too little with it to be neighbours.
  /// `joins`, by slot, when known, are no neighbours: what they share with it says nothing of stories.
  [[nodiscard]] Neighbourhood doubtful_neighbours(Slot slot, std::span<const Slot> led = {},
                                                  const std::vector<bool>& joins = {}) const;
  /// A larger slot that is no join and holds nearly all of `slot`; `no_slot` when there is none.
  [[nodiscard]] Slot holder_of(Slot slot, const std::vector<bool>& joins) const noexcept;
  /// Whether a copy edge ends there.
  [[nodiscard]] bool is_tied(Slot slot) const noexcept {
    return std::ranges::any_of(links(slot), [](const Link& link) { return link.copy != 0; });
  }

 private:
  std::vector<std::uint32_t> sizes_;
  std::vector<std::size_t> starts_;
  std::vector<Link> links_;
};

/// By slot: the smallest one that it hangs together with, by links of any kind.
[[nodiscard]] std::vector<Slot> neighbourhoods_of(const StoryGraph& graph);

/// What the join test said of every slot.
struct StoryCuts {
  std::vector<bool> join;       ///< by slot
  std::vector<SlotPair> edges;  ///< that tie two stories, sorted
};

/// The story of every slot: the smallest slot that it is tied to by copy edges which are not cut. A join is tied only
/// to joins that are its copies nearly word for word.
[[nodiscard]] std::vector<Slot> stories_of(const StoryGraph& graph, const StoryCuts& cuts);

}  // namespace presswash
