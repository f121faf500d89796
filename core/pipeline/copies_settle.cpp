#include <algorithm>

#include <tbb/enumerable_thread_specific.h>

#include "cluster/survivors.h"
#include "cluster/word_mask.h"
#include "pipeline/copies_stages.h"
#include "pipeline/copies_verify.h"
#include "pipeline/sort_in_parallel.h"

namespace presswash::copies {
namespace {

constexpr double excerpt_containment = 0.8;
constexpr double excerpt_length = 1.25;

/// The slots of one story, a range of a list sorted by story.
struct Story {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Comparer final : public MemberComparer {
 public:
  Comparer(const Input& input, const Texts& texts, const StoryGraph& graph, const WordCounts& words)
      : thresholds_(input.thresholds), graph_(&graph), pairs_(input, texts, words, graph.sizes()) {}

  MemberComparison compare(Slot survivor, Slot member) override {
    const Overlap& overlap = pairs_.compare(survivor, member);
    const TextReader& text = pairs_.other_text();
    const auto words = static_cast<double>(text.words().size());
    const double covered = covered_words(text.words().size(), text.shingles(), pairs_.held_shingles()).count();
    return {.relation = pairs_.are_look_alikes() ? Relation::None : relation_of(overlap, thresholds_),
            .jaccard = static_cast<float>(overlap.jaccard()),
            .containment = static_cast<float>(overlap.containment_b()),
            .survivor_containment = static_cast<float>(overlap.containment_a()),
            .unique = static_cast<float>(1.0 - covered / words),
            .shared = overlap.shared};
  }

  bool linked(Slot a, Slot b) const override {
    const auto links = graph_->links(a);
    const auto at =
        std::lower_bound(links.begin(), links.end(), b, [](const Link& link, Slot to) { return link.to < to; });
    return at != links.end() && at->to == b && at->copy != 0;
  }

 private:
  EdgeThresholds thresholds_;
  const StoryGraph* graph_;
  PairComparer pairs_;
};

class Settler {
 public:
  Settler(const Input& input, const Texts& texts, const StoryGraph& graph, const WordCounts& words)
      : input_(input), texts_(texts), graph_(graph), comparers_([&] { return Comparer(input, texts, graph, words); }) {}

  Copies settle(const StoryCuts& cuts);

 private:
  void group_stories(const StoryCuts& cuts);
  void settle_story(const Story& story, Cluster& cluster, std::vector<Edge>& edges);
  [[nodiscard]] std::vector<StoryMember> members_of(const Story& story, Comparer& comparer) const;
  [[nodiscard]] bool is_excerpt(Slot slot, const Story& story, Slot longest, Comparer& comparer) const;
  [[nodiscard]] Edge edge_of(DocumentIndex x, Slot slot_x, DocumentIndex y, Slot slot_y, std::uint32_t shared) const;
  void list_edges(std::vector<Edge>& edges) const;

  const Input& input_;
  const Texts& texts_;
  const StoryGraph& graph_;
  tbb::enumerable_thread_specific<Comparer> comparers_;
  std::vector<Slot> story_of_;
  std::vector<Slot> by_story_;
  std::vector<Story> stories_;
  Copies out_;
};

// Stories of two documents or more, and who is in them.
void Settler::group_stories(const StoryCuts& cuts) {
  story_of_ = stories_of(graph_, cuts);
  by_story_.resize(story_of_.size());
  for (Slot slot = 0; slot < by_story_.size(); ++slot) by_story_[slot] = slot;
  std::stable_sort(by_story_.begin(), by_story_.end(), [&](Slot a, Slot b) { return story_of_[a] < story_of_[b]; });
  for (std::size_t begin = 0; begin < by_story_.size();) {
    std::size_t end = begin + 1;
    while (end < by_story_.size() && story_of_[by_story_[end]] == story_of_[by_story_[begin]]) ++end;
    if (end - begin > 1 || texts_.all(by_story_[begin]).size() > 1) stories_.push_back({.begin = begin, .end = end});
    begin = end;
  }
}

bool Settler::is_excerpt(Slot slot, const Story& story, Slot longest, Comparer& comparer) const {
  const std::uint32_t size = graph_.size_of(slot);
  const auto longer = [&](Slot other) { return graph_.size_of(other) >= excerpt_length * size; };
  for (const Link& link : graph_.links(slot)) {
    if (story_of_[link.to] == story_of_[slot] && longer(link.to) && link.shared >= excerpt_containment * size)
      return true;
  }
  return story.end - story.begin > 2 && longer(longest) && !comparer.linked(slot, longest) &&
         comparer.compare(longest, slot).containment >= excerpt_containment;
}

std::vector<StoryMember> Settler::members_of(const Story& story, Comparer& comparer) const {
  const std::span<const Slot> slots = std::span(by_story_).subspan(story.begin, story.end - story.begin);
  const Slot longest = *std::max_element(slots.begin(), slots.end(),
                                         [&](Slot a, Slot b) { return graph_.size_of(a) < graph_.size_of(b); });
  std::vector<StoryMember> members;
  for (const Slot slot : slots) {
    const bool excerpt = is_excerpt(slot, story, longest, comparer);
    for (const DocumentIndex document : texts_.all(slot)) {
      const DocumentFacts& facts = input_.facts[document.value];
      members.push_back({.document = document,
                         .slot = slot,
                         .shingles = graph_.size_of(slot),
                         .furniture_bytes = facts.furniture_bytes,
                         .published_seconds = facts.published_seconds,
                         .content = facts.content,
                         .excerpt = excerpt});
    }
  }
  return members;
}

Edge Settler::edge_of(DocumentIndex x, Slot slot_x, DocumentIndex y, Slot slot_y, std::uint32_t shared) const {
  const bool in_order = x < y;
  const Overlap overlap{.shared = shared,
                        .size_a = graph_.size_of(in_order ? slot_x : slot_y),
                        .size_b = graph_.size_of(in_order ? slot_y : slot_x)};
  return {.a = in_order ? x : y,
          .b = in_order ? y : x,
          .relation = slot_x == slot_y ? Relation::Identical : relation_of(overlap, input_.thresholds),
          .jaccard = static_cast<float>(overlap.jaccard()),
          .containment_a = static_cast<float>(overlap.containment_a()),
          .containment_b = static_cast<float>(overlap.containment_b()),
          .shared = shared};
}

void Settler::settle_story(const Story& story, Cluster& cluster, std::vector<Edge>& edges) {
  Comparer& comparer = comparers_.local();
  std::vector<StoryMember> members = members_of(story, comparer);
  order_members(members, input_.options.keep);
  const std::vector<MemberFate> fates = choose_survivors(members, input_.options.max_unique, comparer);

  cluster.id = cluster_id(std::ranges::min(members, {}, &StoryMember::content).content);
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    const StoryMember& member = members[i];
    const MemberFate& fate = fates[i];
    const bool survives = fate.survivor == i;
    const StoryMember& survivor = members[fate.survivor];
    cluster.members.push_back(member.document);
    if (survives) cluster.survivors.push_back(member.document);
    out_.clustering.of[member.document.value] = {.cluster = cluster.id,
                                                 .role = survives ? Role::Survivor : Role::Removed,
                                                 .survivor = survives ? no_document : survivor.document,
                                                 .relation = fate.to.relation,
                                                 .jaccard = fate.to.jaccard,
                                                 .containment = fate.to.containment,
                                                 .unique = fate.to.unique};
    if (!survives)
      edges.push_back(edge_of(member.document, member.slot, survivor.document, survivor.slot, fate.to.shared));
  }
}

void Settler::list_edges(std::vector<Edge>& edges) const {
  for (Slot slot = 0; slot < graph_.size(); ++slot) {
    const auto same = texts_.all(slot);
    for (std::size_t i = 1; i < same.size(); ++i) {
      edges.push_back(edge_of(same[0], slot, same[i], slot, graph_.size_of(slot)));
    }
    for (const Link& link : graph_.links(slot)) {
      if (link.copy == 0 || link.to < slot) continue;
      edges.push_back(edge_of(texts_.first(slot), slot, texts_.first(link.to), link.to, link.shared));
    }
  }
}

Copies Settler::settle(const StoryCuts& cuts) {
  group_stories(cuts);
  out_.clustering.of.resize(input_.facts.size());
  std::vector<Cluster>& clusters = out_.clustering.clusters;
  clusters.resize(stories_.size());
  tbb::enumerable_thread_specific<std::vector<Edge>> found;
  parallel_for(stories_.size(), 4, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) settle_story(stories_[i], clusters[i], found.local());
  });
  std::sort(clusters.begin(), clusters.end(), [](const Cluster& a, const Cluster& b) {
    return a.members.size() != b.members.size() ? a.members.size() > b.members.size() : a.id < b.id;
  });

  std::vector<Edge>& edges = out_.edges;
  list_edges(edges);
  for (std::vector<Edge>& part : found) {
    edges.insert(edges.end(), part.begin(), part.end());
    part = {};
  }
  const auto by_pair = [](const Edge& x, const Edge& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; };
  sort_in_parallel(edges, by_pair);
  const auto same_pair = [](const Edge& x, const Edge& y) { return x.a == y.a && x.b == y.b; };
  edges.erase(std::unique(edges.begin(), edges.end(), same_pair), edges.end());

  for (Slot slot = 0; slot < graph_.size(); ++slot) {
    if (!cuts.join[slot]) continue;
    const auto same = texts_.all(slot);
    out_.joins.insert(out_.joins.end(), same.begin(), same.end());
  }
  std::sort(out_.joins.begin(), out_.joins.end());
  return std::move(out_);
}

}  // namespace

Copies settle(const Input& input, const Texts& texts, const StoryGraph& graph, const StoryCuts& cuts,
              const WordCounts& words) {
  return Settler(input, texts, graph, words).settle(cuts);
}

}  // namespace presswash::copies
