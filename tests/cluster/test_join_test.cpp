#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cluster/join_test.h"
#include "cluster/story_graph.h"
#include "reference/story_maker.h"
#include "sketch/shingles.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using testing::joined;
using testing::part;
using testing::StoryMaker;
using testing::Words;

/// A scrape of other stories, against which words are rare or not.
WordCounts background(std::uint64_t seed) {
  WordCounts counts;
  StoryMaker maker(seed);
  for (int i = 0; i < 300; ++i) {
    Words words = maker.story(200);
    make_distinct(words);
    counts.add(words);
  }
  return counts;
}

/// A text with its shingles.
struct Shingled {
  explicit Shingled(Words said) : words(std::move(said)) { append_shingles(words, shingles); }
  [[nodiscard]] ShingledText text() const { return {.words = words, .shingles = shingles}; }
  Words words;
  std::vector<ShingleHash> shingles;
};

JoinVerdict judge(const WordCounts& counts, const Words& document, const std::vector<Words>& neighbours) {
  JoinTest test(counts, JoinOptions{});
  test.begin(Shingled(document).text());
  for (std::size_t i = 0; i < neighbours.size(); ++i)
    test.add(Shingled(neighbours[i]).text(), static_cast<std::uint32_t>(i));
  return test.judge();
}

TEST(JoinTest, RecognisesADigest) {
  const WordCounts counts = background(1);
  for (const std::uint64_t seed : testing::seeds(50)) {
    StoryMaker maker(seed);
    const Words a = maker.story(200);
    const Words b = maker.story(300);
    const Words digest = joined({part(a, 0, 0.5), part(b, 0, 0.3)});
    EXPECT_TRUE(judge(counts, digest, {a, b}).join) << seed;
    EXPECT_TRUE(judge(counts, digest, {b, a}).join) << seed;
    EXPECT_TRUE(judge(counts, joined({digest, part(maker.story(10), 0, 1)}), {a, b}).join) << seed;
  }
}

TEST(JoinTest, RecognisesADigestByABeginningThatIsTooShortToBeMet) {
  const WordCounts counts = background(5);
  for (const std::uint64_t seed : testing::seeds(50)) {
    StoryMaker maker(seed);
    const Words a = maker.story(200);
    const Words b = maker.story(600);
    const Words other = maker.story(20);
    const Words digest = joined({part(a, 0, 0.5), part(b, 0, 0.05)});
    const auto judged = [&](const Words& document, const Words& title, const Words& second) {
      JoinTest test(counts, JoinOptions{});
      test.begin(Shingled(document).text(), title);
      test.add(Shingled(a).text(), 0);
      test.add(Shingled(second).text(), 1, true);
      return test.judge();
    };
    EXPECT_TRUE(judged(digest, {}, b).join) << seed;
    EXPECT_TRUE(judged(digest, other, b).join) << seed;
    EXPECT_TRUE(judged(joined({part(b, 0, 0.05), part(a, 0, 0.5)}), other, b).join) << seed;
    EXPECT_TRUE(judged(digest, other, joined({part(other, 0, 0.5), b})).join) << "behind a byline; seed " << seed;
    const JoinVerdict called = judged(digest, part(a, 0, 0.05), b);
    EXPECT_FALSE(called.join) << "called by the one story; seed " << seed;
    EXPECT_TRUE(called.foreign.empty()) << seed;
    EXPECT_FALSE(judged(joined({a, part(b, 0, 0.05)}), other, b).join) << "the whole story; seed " << seed;
    EXPECT_FALSE(judged(joined({part(a, 0, 0.5), part(b, 0, 0.01)}), other, b).join) << "a headline; seed " << seed;
    EXPECT_FALSE(judged(joined({part(a, 0, 0.3), part(b, 0, 0.05), part(a, 0.3, 0.5)}), other, b).join) << seed;
  }
}

TEST(JoinTest, RecognisesADigestBesideAnotherOneOfTheSameStories) {
  const WordCounts counts = background(6);
  for (const std::uint64_t seed : testing::seeds(50)) {
    StoryMaker maker(seed);
    const Words a = maker.story(200);
    const Words b = maker.story(300);
    const Words digest = joined({maker.story(12), part(a, 0, 0.4), part(b, 0, 0.2)});
    const Words other = joined({maker.story(160), part(b, 0, 0.3), part(a, 0, 0.4)});
    EXPECT_TRUE(judge(counts, digest, {a, b, other}).join) << seed;
  }
}

TEST(JoinTest, CutsAnInsertOff) {
  const WordCounts counts = background(2);
  for (const std::uint64_t seed : testing::seeds(50)) {
    StoryMaker maker(seed);
    const Words a = maker.story(300);
    const Words b = maker.story(200);
    const Words local = joined({part(a, 0, 0.3), part(b, 0.2, 0.6), part(a, 0.3, 1)});
    const JoinVerdict verdict = judge(counts, local, {a, b});
    EXPECT_FALSE(verdict.join) << seed;
    EXPECT_THAT(verdict.foreign, ::testing::ElementsAre(1)) << seed;
    const Words with_lead = joined({part(a, 0, 0.3), part(b, 0, 0.4), part(a, 0.3, 1)});
    EXPECT_FALSE(judge(counts, with_lead, {a, b}).join) << seed;
  }
}

TEST(JoinTest, KeepsTwoCutsOfOneStoryTogether) {
  const WordCounts counts = background(3);
  for (const std::uint64_t seed : testing::seeds(50)) {
    StoryMaker maker(seed);
    const Words full = maker.story(400);
    const JoinVerdict verdict = judge(counts, full, {part(full, 0, 0.45), part(full, 0.55, 1)});
    EXPECT_FALSE(verdict.join) << seed;
    EXPECT_TRUE(verdict.foreign.empty()) << seed;
  }
}

TEST(JoinTest, IsNotFooledByAStockPhrase) {
  const WordCounts counts = background(4);
  StoryMaker maker(9);
  const Words phrase = maker.story(25);
  const Words a = maker.story(200);
  const Words document = joined({phrase, a});
  std::vector<Words> neighbours{maker.edited(a, 12)};
  for (int i = 0; i < 3; ++i) neighbours.push_back(joined({phrase, maker.story(200)}));
  const JoinVerdict few = judge(counts, document, neighbours);
  EXPECT_FALSE(few.join);
  EXPECT_TRUE(few.foreign.empty());
  for (int i = 0; i < 3; ++i) neighbours.push_back(joined({phrase, maker.story(200)}));
  const JoinVerdict many = judge(counts, document, neighbours);
  EXPECT_FALSE(many.join);
  EXPECT_THAT(many.foreign, ::testing::ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(JoinTest, CutsAShortTextOffThatManyStoriesHalfHold) {
  const WordCounts counts = background(6);
  StoryMaker maker(10);
  const Words brief = maker.story(18);
  std::vector<Words> neighbours;
  for (int i = 0; i < 3; ++i) neighbours.push_back(joined({part(brief, 0, 0.7), maker.story(200)}));
  EXPECT_THAT(judge(counts, brief, neighbours).foreign, ::testing::IsEmpty());
  for (int i = 0; i < 3; ++i) neighbours.push_back(joined({part(brief, 0, 0.7), maker.story(200)}));
  EXPECT_THAT(judge(counts, brief, neighbours).foreign, ::testing::ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(JoinTest, IsQuietWithoutNeighbours) {
  const WordCounts counts;
  EXPECT_FALSE(judge(counts, {}, {}).join);
  EXPECT_FALSE(judge(counts, {1, 2, 3}, {{1, 2, 3}, {}}).join);
}

TEST(StoryGraph, TakesTextsThatOpenInATiedOneForNeighbours) {
  // 0 and 1 are copies; 2 and 3 copies of each other, of whose openings 0 shows too little for an edge.
  const StoryGraph graph({100, 120, 200, 200},
                         {{.a = 0, .b = 1, .shared = 60, .copy = true}, {.a = 2, .b = 3, .shared = 190, .copy = true}});
  const std::vector<Slot> led{2, 3};
  EXPECT_TRUE(graph.doubtful_neighbours(0).slots.empty());
  const auto near = graph.doubtful_neighbours(0, led);
  EXPECT_THAT(near.slots, ::testing::ElementsAre(1, 2, 3));
  EXPECT_THAT(near.led, ::testing::ElementsAre(false, true, true));
  EXPECT_EQ(near.parties[1], near.parties[2]);
  EXPECT_NE(near.parties[0], near.parties[1]);
  EXPECT_TRUE(graph.doubtful_neighbours(0, led, {false, false, true, true}).slots.empty()) << "joins are left out";
  EXPECT_TRUE(StoryGraph({100, 200}, {}).doubtful_neighbours(0, std::vector<Slot>{1}).slots.empty()) << "ties nothing";
}

TEST(StoryGraph, TellsWhatHoldsATextNearlyWhole) {
  const StoryGraph graph({100, 200, 100, 300}, {{.a = 0, .b = 1, .shared = 95, .copy = true},
                                                {.a = 0, .b = 2, .shared = 95, .copy = true},
                                                {.a = 1, .b = 3, .shared = 150, .copy = true}});
  const std::vector<bool> none(4);
  EXPECT_EQ(graph.holder_of(0, none), 1U);
  EXPECT_EQ(graph.holder_of(0, {false, true, false, false}), 2U) << "of texts of one size the later one";
  EXPECT_EQ(graph.holder_of(2, none), no_slot);
  EXPECT_EQ(graph.holder_of(1, none), no_slot) << "a part of it alone is held";
  EXPECT_EQ(graph.holder_of(3, none), no_slot);
}

TEST(WordMask, LengthensAndDropsRuns) {
  for (const std::uint64_t seed : testing::seeds(50)) {
    StoryMaker maker(seed);
    const std::size_t words = 1 + maker.below(300);
    const std::size_t by = 1 + maker.below(90);
    WordMask mask(words);
    std::vector<bool> expected(words);
    for (std::size_t i = 0; i < words; ++i) {
      if (maker.below(20) != 0) continue;
      mask.set(i);
      for (std::size_t k = i; k < std::min(words, i + by); ++k) expected[k] = true;
    }
    mask.lengthen(by);
    for (std::size_t i = 0; i < words; ++i) ASSERT_EQ(mask.has(i), expected[i]) << seed << ' ' << i;
    const std::size_t least = 1 + maker.below(130);
    mask.drop_runs_below(least);
    std::uint32_t kept = 0;
    for (std::size_t begin = 0; begin < words;) {
      std::size_t end = begin;
      while (end < words && expected[end]) ++end;
      for (std::size_t i = begin; i < end; ++i) ASSERT_EQ(mask.has(i), end - begin >= least) << seed << ' ' << i;
      kept += end - begin >= least ? static_cast<std::uint32_t>(end - begin) : 0;
      begin = std::max(begin + 1, end);
    }
    EXPECT_EQ(mask.count(), kept) << seed;
  }
}

TEST(WordMask, CountsCoveredWords) {
  const Words a{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const Words b{3, 4, 5, 6, 7, 99};
  std::vector<ShingleHash> of_a;
  std::vector<ShingleHash> of_b;
  append_shingles(a, of_a);
  append_shingles(b, of_b);
  ShingleSet set;
  set.assign(of_b);
  const WordMask mask = covered_words(a.size(), of_a, set);
  EXPECT_EQ(mask.count(), 5U);
  EXPECT_EQ(mask.first(), 2U);
  EXPECT_EQ(mask.end(), 7U);
  EXPECT_TRUE(mask.has(6));
  EXPECT_FALSE(mask.has(7));
  EXPECT_EQ(WordMask(0).count(), 0U);
}

}  // namespace
}  // namespace presswash
