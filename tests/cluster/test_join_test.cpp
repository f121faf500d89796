#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cluster/join_test.h"
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

JoinVerdict judge(const WordCounts& counts, const Words& document, const std::vector<Words>& neighbours) {
  JoinTest test(counts, JoinOptions{});
  test.begin(document);
  for (std::size_t i = 0; i < neighbours.size(); ++i) test.add(neighbours[i], static_cast<std::uint32_t>(i));
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
  for (int i = 0; i < 6; ++i) neighbours.push_back(joined({phrase, maker.story(200)}));
  const JoinVerdict verdict = judge(counts, document, neighbours);
  EXPECT_FALSE(verdict.join);
  EXPECT_TRUE(verdict.foreign.empty());
}

TEST(JoinTest, IsQuietWithoutNeighbours) {
  const WordCounts counts;
  EXPECT_FALSE(judge(counts, {}, {}).join);
  EXPECT_FALSE(judge(counts, {1, 2, 3}, {{1, 2, 3}, {}}).join);
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
