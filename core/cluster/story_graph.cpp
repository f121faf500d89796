#include "cluster/story_graph.h"

#include <algorithm>
#include <numeric>

#include "cluster/disjoint_sets.h"

namespace presswash {
namespace {

constexpr double holds_all = 0.9;        // of a document: the neighbour is no evidence of its parts
constexpr double same_join = 0.7;        // of the larger one of two joins
constexpr std::size_t most_tested = 96;  // neighbours, by shared shingles

}  // namespace

StoryGraph::StoryGraph(std::vector<std::uint32_t> sizes, const std::vector<SlotEdge>& edges)
    : sizes_(std::move(sizes)), starts_(sizes_.size() + 1), links_(edges.size() * 2) {
  for (const SlotEdge& edge : edges) {
    ++starts_[edge.a + 1];
    ++starts_[edge.b + 1];
  }
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
  for (const SlotEdge& edge : edges) {
    links_[next[edge.a]++] = {.to = edge.b, .shared = edge.shared & 0x7FFFFFFFU, .copy = edge.copy};
    links_[next[edge.b]++] = {.to = edge.a, .shared = edge.shared & 0x7FFFFFFFU, .copy = edge.copy};
  }
  for (std::size_t slot = 0; slot < sizes_.size(); ++slot) {
    std::sort(links_.begin() + static_cast<std::ptrdiff_t>(starts_[slot]),
              links_.begin() + static_cast<std::ptrdiff_t>(starts_[slot + 1]),
              [](const Link& a, const Link& b) { return a.to < b.to; });
  }
}

namespace {

/// What ties the links' slots together among themselves, by position in `near` (sorted by slot).
struct Ties {
  Ties(const StoryGraph& graph, const std::vector<Link>& near) : sharing(near.size()), parties(near.size()) {
    for (std::uint32_t i = 0; i < near.size(); ++i) {
      // Both lists are sorted.
      std::uint32_t j = 0;
      for (const Link& link : graph.links(near[i].to)) {
        while (j < near.size() && near[j].to < link.to) ++j;
        if (j == near.size()) break;
        if (near[j].to != link.to) continue;
        sharing.unite(i, j);
        if (link.copy != 0) parties.unite(i, j);
      }
    }
  }
  DisjointSets sharing;  ///< by any shared text
  DisjointSets parties;  ///< by copy edges
};

StoryGraph::Neighbourhood with_parties(const std::vector<Link>& near, DisjointSets& parties) {
  StoryGraph::Neighbourhood found;
  for (std::uint32_t i = 0; i < near.size(); ++i) {
    found.slots.push_back(near[i].to);
    found.parties.push_back(parties.find(i));
    found.led.push_back(near[i].shared == 0);
  }
  return found;
}

/// The links that share most, by slot.
void keep_most_shared(std::vector<Link>& near) {
  if (near.size() <= most_tested) return;
  std::stable_sort(near.begin(), near.end(), [](const Link& a, const Link& b) { return a.shared > b.shared; });
  near.resize(most_tested);
  std::sort(near.begin(), near.end(), [](const Link& a, const Link& b) { return a.to < b.to; });
}

/// Those of `led` that are not linked anyway.
void add_led(std::span<const Link> links, std::span<const Slot> led, std::vector<Link>& near) {
  const auto middle = static_cast<std::ptrdiff_t>(near.size());
  for (const Slot slot : led) {
    if (!std::ranges::binary_search(links, slot, {}, &Link::to)) near.push_back({.to = slot});
  }
  std::ranges::inplace_merge(near, near.begin() + middle, {}, &Link::to);
}

}  // namespace

Slot StoryGraph::holder_of(Slot slot, const std::vector<bool>& joins) const noexcept {
  const auto holds = [&](const Link& link) {
    return link.copy != 0 && link.shared >= holds_all * sizes_[slot] && !joins[link.to] &&
           std::pair(sizes_[link.to], link.to) > std::pair(sizes_[slot], slot);
  };
  const auto holder = std::ranges::find_if(links(slot), holds);
  return holder == links(slot).end() ? no_slot : holder->to;
}

StoryGraph::Neighbourhood StoryGraph::doubtful_neighbours(Slot slot, std::span<const Slot> led,
                                                          const std::vector<bool>& joins) const {
  if (!is_tied(slot)) return {};
  std::vector<Link> near;
  for (const Link& link : links(slot)) {
    if (link.shared < holds_all * sizes_[slot]) near.push_back(link);
  }
  const auto is_join = [&](const Link& link) { return !joins.empty() && joins[link.to]; };
  std::erase_if(near, is_join);
  keep_most_shared(near);
  add_led(links(slot), led, near);
  std::erase_if(near, is_join);
  if (near.size() < 2) return {};
  Ties ties(*this, near);
  for (std::uint32_t i = 1; i < near.size(); ++i) {
    if (ties.sharing.find(i) != 0) return with_parties(near, ties.parties);
  }
  return {};
}

std::vector<Slot> neighbourhoods_of(const StoryGraph& graph) {
  DisjointSets sets(graph.size());
  for (Slot slot = 0; slot < graph.size(); ++slot) {
    for (const Link& link : graph.links(slot)) sets.unite(slot, link.to);
  }
  return sets.find_all();
}

std::vector<Slot> stories_of(const StoryGraph& graph, const StoryCuts& cuts) {
  DisjointSets stories(graph.size());
  for (Slot slot = 0; slot < graph.size(); ++slot) {
    for (const Link& link : graph.links(slot)) {
      if (link.copy == 0 || link.to < slot) continue;
      if (cuts.join[slot] || cuts.join[link.to]) {
        const double larger = std::max(graph.size_of(slot), graph.size_of(link.to));
        if (!cuts.join[slot] || !cuts.join[link.to] || link.shared < same_join * larger) continue;
      } else if (std::binary_search(cuts.edges.begin(), cuts.edges.end(),
                                    SlotPair{.larger = link.to, .smaller = slot})) {
        continue;
      }
      stories.unite(slot, link.to);
    }
  }
  return stories.find_all();
}

}  // namespace presswash
