#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cluster/snippet_test.h"
#include "cluster/story_graph.h"
#include "reference/story_maker.h"

namespace presswash {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::joined;
using testing::part;
using testing::StoryMaker;
using testing::Words;

class SnippetTestTest : public ::testing::Test {
 protected:
  Words counted(Words words) {
    Words distinct = words;
    make_distinct(distinct);
    counts.add(distinct);
    return words;
  }
  /// The first words of a story, and what else a scrape holds, so that words are rare or not.
  void SetUp() override {
    for (int i = 0; i < 50; ++i) counted(maker.story(200));
  }

  StoryMaker maker{5};
  WordCounts counts;
};

TEST_F(SnippetTestTest, LeavesTheSnippetToTheStoryWithMoreTexts) {
  const Words story = counted(maker.story(200));
  const Words snippet = part(story, 0, 0.15);
  const Words stranger = counted(joined({maker.story(100), snippet, maker.story(100)}));
  SnippetTest test(counts);
  test.begin(snippet);
  test.add(stranger, 0);
  test.add(story, 1);
  test.add(part(story, 0, 0.9), 1);
  EXPECT_THAT(test.foreign(), ElementsAre(0U));
  test.begin(snippet);  // nothing stays of what was added
  test.add(story, 4);
  EXPECT_THAT(test.foreign(), IsEmpty());
}

TEST_F(SnippetTestTest, TiesTwoCutsOfOneStory) {
  const Words story = counted(maker.story(400));
  const Words snippet = part(story, 0, 0.08);
  SnippetTest test(counts);
  test.begin(snippet);
  test.add(joined({snippet, part(story, 0.1, 0.7)}), 0);
  test.add(joined({snippet, part(story, 0.4, 1)}), 1);
  EXPECT_THAT(test.foreign(), IsEmpty());
}

TEST(StoryGraph, ListsTheHoldersOfASnippetThatBelongToSeveralStories) {
  // 0 is a snippet of 20 shingles; 1-2 and 3-4 are copies of each other, 5 stands alone, 6 is hardly longer.
  const auto edge = [](Slot a, Slot b, std::uint32_t shared) {
    return SlotEdge{.a = a, .b = b, .shared = shared, .copy = true};
  };
  std::vector<SlotEdge> edges{edge(0, 1, 20), edge(0, 2, 20), edge(0, 3, 20), edge(0, 4, 20),
                              edge(0, 5, 20), edge(0, 6, 20), edge(1, 2, 90), edge(3, 4, 90)};
  const auto near = StoryGraph({20, 100, 100, 100, 100, 100, 30}, edges).holders(0);
  EXPECT_THAT(near.slots, ElementsAre(1U, 2U, 3U, 4U));
  EXPECT_THAT(near.parties, ElementsAre(0U, 0U, 2U, 2U));
  EXPECT_THAT(StoryGraph({64, 200, 200, 200, 200, 200, 80}, edges).holders(0).slots, IsEmpty()) << "not so short";
  edges.push_back(edge(2, 3, 60));
  EXPECT_THAT(StoryGraph({20, 100, 100, 100, 100, 100, 30}, edges).holders(0).slots, IsEmpty()) << "one story";
}

}  // namespace
}  // namespace presswash
