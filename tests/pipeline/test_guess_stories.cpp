#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

#include <gtest/gtest.h>
#include <tbb/task_arena.h>

#include "pipeline/copies.h"
#include "reference/story_maker.h"

namespace presswash {
namespace {

using testing::joined;
using testing::part;
using testing::Scrape;
using testing::StoryMaker;
using testing::Words;

constexpr std::size_t block_words = 20;
constexpr CopyOptions options{.jaccard = 0.3, .containment = 0.4};

std::vector<std::uint64_t> guess(Scrape& scrape, int threads = 2) {
  scrape.cut(block_words);
  CopyFinder finder(scrape);
  tbb::task_arena arena(threads);
  const auto found = arena.execute([&] { return finder.guess_stories(scrape.facts, options); });
  EXPECT_TRUE(found.ok());
  std::vector<std::uint64_t> stories;
  if (found.ok()) std::ranges::transform(*found, std::back_inserter(stories), &ClusterId::value);
  return stories;
}

/// Every block has another word.
Words edited_everywhere(Words words) {
  for (std::size_t at = block_words / 2; at < words.size(); at += block_words) words[at] ^= 0x55555U;
  return words;
}

TEST(GuessStories, TieWhatHasBlocksInCommon) {
  StoryMaker maker(1);
  Scrape scrape;
  const Words story = maker.story(200);
  scrape.add(story);
  scrape.add(joined({part(story, 0, 0.5), maker.story(100)}));  // half of each
  scrape.add(part(story, 0, 0.3));                              // an excerpt
  scrape.add(story);                                            // the same again
  scrape.add(joined({part(story, 0, 0.1), maker.story(180)}));  // a tenth
  scrape.add(maker.story(200));
  const std::vector<std::uint64_t> of = guess(scrape);
  ASSERT_EQ(of.size(), 6U);
  EXPECT_NE(of[0], 0U);
  EXPECT_EQ(of[1], of[0]);
  EXPECT_EQ(of[2], of[0]);
  EXPECT_EQ(of[3], of[0]);
  EXPECT_EQ(of[4], 0U) << "a paragraph is no story";
  EXPECT_EQ(of[5], 0U);
}

TEST(GuessStories, AreNotTakenForVerifiedOnes) {
  StoryMaker maker(2);
  Scrape scrape;
  const Words story = maker.story(200);
  scrape.add(story);
  scrape.add(edited_everywhere(story));
  scrape.cut(block_words);
  CopyFinder finder(scrape);
  const auto guessed = finder.guess_stories(scrape.facts, options);
  ASSERT_TRUE(guessed.ok());
  EXPECT_EQ((*guessed)[0].value, 0U) << "no block is the same";
  const auto found = finder.find_stories(scrape.facts, options);
  ASSERT_TRUE(found.ok());
  EXPECT_NE((*found)[0].value, 0U);
  EXPECT_EQ((*found)[0], (*found)[1]);
}

TEST(GuessStories, AreNotTiedByADigest) {
  StoryMaker maker(3);
  Scrape scrape;
  const Words a = maker.story(200);
  const Words b = maker.story(200);
  for (int copy = 0; copy < 3; ++copy) {
    scrape.add(a);
    scrape.facts.back().site = SiteIndex{static_cast<std::uint32_t>(copy)};
    scrape.add(joined({b, maker.story(20)}));
  }
  scrape.add(joined({a, b}));
  const std::vector<std::uint64_t> of = guess(scrape);
  EXPECT_NE(of[0], 0U);
  EXPECT_NE(of[1], 0U);
  EXPECT_NE(of[0], of[1]);
}

TEST(GuessStories, ReachEveryCopyOfAStoryThatIsPrintedOften) {
  StoryMaker maker(4);
  Scrape scrape;
  const Words story = maker.story(200);
  const Words phrase = maker.story(block_words);
  constexpr std::size_t copies = 300;
  for (std::size_t i = 0; i < copies; ++i) {
    scrape.add(joined({story, maker.story(40)}));
    scrape.add(joined({phrase, maker.story(200)}));
  }
  const std::vector<std::uint64_t> of = guess(scrape);
  std::set<std::uint64_t> stories;
  for (std::size_t i = 0; i < 2 * copies; i += 2) stories.insert(of[i]);
  EXPECT_EQ(stories.size(), 1U);
  EXPECT_NE(of[0], 0U);
  for (std::size_t i = 1; i < 2 * copies; i += 2) EXPECT_EQ(of[i], 0U) << "a common phrase ties nothing";
}

TEST(GuessStories, AreTheSameOnAnyNumberOfThreadsAndInAnyOrder) {
  StoryMaker maker(5);
  Scrape scrape;
  for (int i = 0; i < 400; ++i) {
    const Words story = maker.story(40 + maker.below(300));
    for (std::uint64_t copy = maker.below(4); copy-- > 0;) scrape.add(joined({story, maker.story(maker.below(60))}));
  }
  const std::vector<std::uint64_t> one = guess(scrape, 1);
  EXPECT_EQ(guess(scrape, 4), one);
  Scrape turned;
  for (std::size_t i = scrape.documents.size(); i-- > 0;) {
    turned.documents.push_back(scrape.documents[i]);
    turned.facts.push_back(scrape.facts[i]);
  }
  std::vector<std::uint64_t> of = guess(turned);
  std::ranges::reverse(of);
  EXPECT_EQ(of, one);
  EXPECT_GT(std::ranges::count_if(one, [](std::uint64_t id) { return id != 0; }), 100);
}

TEST(GuessStories, OfDocumentsWithoutBlocksAreNone) {
  StoryMaker maker(6);
  Scrape scrape;
  const Words story = maker.story(100);
  scrape.add(joined({story, maker.story(20)}));
  scrape.add(joined({story, maker.story(20)}));
  scrape.add({});
  CopyFinder finder(scrape);
  const auto found = finder.guess_stories(scrape.facts, options);
  ASSERT_TRUE(found.ok());
  for (const ClusterId id : *found) EXPECT_EQ(id.value, 0U);
}

}  // namespace
}  // namespace presswash
