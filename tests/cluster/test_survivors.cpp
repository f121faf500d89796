#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cluster/story_graph.h"
#include "cluster/survivors.h"

namespace presswash {
namespace {

using ::testing::ElementsAre;

/// Sizes and shared shingles, given by hand; a word for a shingle.
class Given final : public MemberComparer {
 public:
  std::map<Slot, std::uint32_t> sizes;
  std::map<std::pair<Slot, Slot>, std::uint32_t> shared;

  void tie(Slot a, Slot b, std::uint32_t count) { shared[{a, b}] = shared[{b, a}] = count; }
  MemberComparison compare(Slot survivor, Slot member) override {
    const auto common = static_cast<float>(shared[{survivor, member}]);
    MemberComparison out;
    out.shared = shared[{survivor, member}];
    out.containment = common / static_cast<float>(sizes[member]);
    out.survivor_containment = common / static_cast<float>(sizes[survivor]);
    out.unique = 1 - out.containment;
    out.relation = std::max(out.containment, out.survivor_containment) >= 0.5F ? Relation::Excerpt : Relation::None;
    return out;
  }
  bool linked(Slot a, Slot b) const override { return shared.count({a, b}) != 0; }
};

StoryMember member(std::uint32_t slot, std::uint32_t shingles, std::uint32_t furniture = 0, std::int64_t time = 0,
                   bool excerpt = false) {
  return {.document = DocumentIndex{slot},
          .slot = slot,
          .shingles = shingles,
          .furniture_bytes = furniture,
          .published_seconds = time,
          .content = ContentHash{slot + 1},
          .excerpt = excerpt};
}

std::vector<std::uint32_t> order(std::vector<StoryMember> members, Keep keep) {
  order_members(members, keep);
  std::vector<std::uint32_t> out;
  for (const StoryMember& each : members) out.push_back(each.document.value);
  return out;
}

TEST(Canonical, FollowsKeep) {
  const std::vector<StoryMember> members{member(0, 100, 5, 30), member(1, 120, 9, 10), member(2, 90, 0, 20)};
  EXPECT_THAT(order(members, Keep::Longest), ElementsAre(1, 0, 2));
  EXPECT_THAT(order(members, Keep::Cleanest), ElementsAre(2, 0, 1));
  EXPECT_THAT(order(members, Keep::Earliest), ElementsAre(1, 2, 0));
  EXPECT_THAT(order(members, Keep::Latest), ElementsAre(0, 2, 1));
}

TEST(Canonical, IsNeverAnExcerptWhenCleanestOrLongestIsAsked) {
  const std::vector<StoryMember> members{member(0, 50, 0, 10, true), member(1, 200, 40, 20), member(2, 190, 30, 30)};
  EXPECT_THAT(order(members, Keep::Cleanest), ElementsAre(2, 1, 0));
  EXPECT_THAT(order(members, Keep::Longest), ElementsAre(1, 2, 0));
  EXPECT_THAT(order(members, Keep::Earliest), ElementsAre(0, 1, 2));
}

TEST(Canonical, PutsUnknownTimesLast) {
  std::vector<StoryMember> members{member(0, 10), member(1, 10, 0, 50), member(2, 10, 0, 60)};
  members[0].published_seconds.reset();
  EXPECT_THAT(order(members, Keep::Earliest), ElementsAre(1, 2, 0));
  EXPECT_THAT(order(members, Keep::Latest), ElementsAre(2, 1, 0));
}

TEST(Survivors, RemoveOnlyWhatTheyHold) {
  Given given;
  given.sizes = {{0, 100}, {1, 100}, {2, 100}};
  given.tie(0, 1, 90);
  given.tie(0, 2, 60);
  const std::vector<StoryMember> members{member(0, 100), member(1, 100), member(2, 100)};
  const auto fates = choose_survivors(members, 0.2, given);
  EXPECT_EQ(fates[1].survivor, 0U);
  EXPECT_EQ(fates[2].survivor, 2U);
  EXPECT_NEAR(fates[2].to.unique, 0.4, 1e-6);
}

TEST(Survivors, ATeaserNeverRemovesTheStoryWhateverIsAsked) {
  Given given;
  given.sizes = {{0, 20}, {1, 200}};
  given.tie(0, 1, 20);
  const std::vector<StoryMember> members{member(0, 20), member(1, 200)};
  EXPECT_EQ(choose_survivors(members, 1.0, given)[1].survivor, 1U);
  const std::vector<StoryMember> other{member(1, 200), member(0, 20)};
  EXPECT_EQ(choose_survivors(other, 0.0, given)[1].survivor, 0U);
}

TEST(Survivors, NeedAnEdgeOfTheirOwn) {
  Given given;
  given.sizes = {{0, 100}, {1, 100}, {2, 100}};
  given.tie(0, 1, 95);
  given.tie(1, 2, 95);  // a chain
  const std::vector<StoryMember> members{member(0, 100), member(1, 100), member(2, 100)};
  const auto fates = choose_survivors(members, 1.0, given);
  EXPECT_EQ(fates[1].survivor, 0U);
  EXPECT_EQ(fates[2].survivor, 2U);
}

TEST(StoryGraph, ListsNeighboursThatShareNothingAmongThemselves) {
  // 0 is tied to 1 and 2, which have nothing in common; 3 is a copy of 0 as a whole.
  const std::vector<SlotEdge> edges{{.a = 0, .b = 1, .shared = 40, .copy = true},
                                    {.a = 0, .b = 2, .shared = 40, .copy = true},
                                    {.a = 0, .b = 3, .shared = 99, .copy = true}};
  const StoryGraph graph({100, 60, 60, 100}, edges);
  EXPECT_THAT(graph.doubtful_neighbours(0).slots, ElementsAre(1, 2));
  EXPECT_TRUE(graph.doubtful_neighbours(1).slots.empty());

  std::vector<SlotEdge> tied = edges;
  tied.push_back({.a = 1, .b = 2, .shared = 20, .copy = false});
  EXPECT_TRUE(StoryGraph({100, 60, 60, 100}, tied).doubtful_neighbours(0).slots.empty());
}

TEST(StoryGraph, JoinsAndCutEdgesTieNothing) {
  const std::vector<SlotEdge> edges{{.a = 0, .b = 1, .shared = 40, .copy = true},
                                    {.a = 1, .b = 2, .shared = 40, .copy = true},
                                    {.a = 2, .b = 3, .shared = 40, .copy = true},
                                    {.a = 3, .b = 4, .shared = 10, .copy = false}};
  const StoryGraph graph({50, 50, 50, 50, 50}, edges);
  StoryCuts cuts;
  cuts.join.resize(5);
  EXPECT_THAT(stories_of(graph, cuts), ElementsAre(0, 0, 0, 0, 4));
  cuts.join[1] = true;
  EXPECT_THAT(stories_of(graph, cuts), ElementsAre(0, 1, 2, 2, 4));
  cuts.edges = {{.larger = 3, .smaller = 2}};
  EXPECT_THAT(stories_of(graph, cuts), ElementsAre(0, 1, 2, 3, 4));
  cuts.join[2] = true;
  cuts.edges.clear();
  EXPECT_THAT(stories_of(graph, cuts), ElementsAre(0, 1, 1, 3, 4));  // two joins that are copies
}

}  // namespace
}  // namespace presswash
