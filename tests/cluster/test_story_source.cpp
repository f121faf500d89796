#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cluster/story_source.h"
#include "reference/story_maker.h"
#include "sketch/shingles.h"

namespace presswash {
namespace {

using ::testing::ElementsAre;
using testing::joined;
using testing::part;
using testing::seeds;
using ::testing::SizeIs;
using testing::StoryMaker;
using testing::Words;

/// A story's texts, each with the number of sites that print it.
struct Texts {
  std::vector<std::set<ShingleHash>> sets;
  std::vector<std::uint32_t> printed;

  void add(const Words& words, std::uint32_t times = 1) {
    std::vector<ShingleHash> shingles;
    append_shingles(words, shingles);
    sets.emplace_back(shingles.begin(), shingles.end());
    printed.push_back(times);
  }
  [[nodiscard]] std::uint32_t shared(std::size_t a, std::size_t b) const {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(sets[a], [&](ShingleHash shingle) { return sets[b].contains(shingle); }));
  }
  [[nodiscard]] std::vector<std::uint32_t> sources() const {
    std::vector<SourceText> texts;
    std::vector<SourceShare> shares;
    for (std::uint32_t i = 0; i < sets.size(); ++i) {
      texts.push_back({.shingles = static_cast<std::uint32_t>(sets[i].size()), .printed = printed[i]});
      for (std::uint32_t k = 0; k < i; ++k) shares.push_back({.a = k, .b = i, .shingles = shared(k, i)});
    }
    return likely_sources(texts, shares);
  }
};

TEST(StorySource, IsTheTextFromWhichAllOthersWereCutOrToWhichTheyAdded) {
  StoryMaker maker(3);
  const Words story = maker.story(400);
  Texts texts;
  texts.add(part(story, 0, 0.5));                             // cut
  texts.add(joined({maker.story(60), part(story, 0.1, 1)}));  // led anew
  texts.add(story);
  texts.add(joined({part(story, 0, 0.7), maker.story(80), part(story, 0.7, 1)}));  // a local paragraph
  EXPECT_THAT(texts.sources(), ElementsAre(2));
}

TEST(StorySource, IsTheOneThatMostSitesPrint) {
  StoryMaker maker(4);
  const Words story = maker.story(300);
  Texts texts;
  texts.add(maker.edited(story, 9));
  texts.add(story, 5);
  EXPECT_THAT(texts.sources(), ElementsAre(1));
}

TEST(StorySource, OfTwoTextsThatDifferALittleIsNotTold) {
  StoryMaker maker(5);
  const Words story = maker.story(300);
  Texts texts;
  texts.add(story);
  texts.add(part(story, 0, 0.8));
  EXPECT_THAT(texts.sources(), SizeIs(2));
  Texts one;
  one.add(story);
  EXPECT_THAT(one.sources(), ElementsAre(0));
}

TEST(StorySource, OfATeaserIsTheWholeStory) {
  StoryMaker maker(6);
  const Words story = maker.story(400);
  Texts texts;
  texts.add(part(story, 0, 0.15));
  texts.add(story);
  EXPECT_THAT(texts.sources(), ElementsAre(1));
}

// The slow way: every text held against every other one.
std::vector<std::int64_t> costs_one_by_one(const Texts& texts) {
  std::vector<std::int64_t> costs(texts.sets.size());
  for (std::size_t x = 0; x < costs.size(); ++x) {
    for (std::size_t y = 0; y < costs.size(); ++y) {
      if (x == y) continue;
      const auto shared = std::int64_t{texts.shared(x, y)};
      const auto added = static_cast<std::int64_t>(texts.sets[y].size()) - shared;
      const auto cut = static_cast<std::int64_t>(texts.sets[x].size()) - shared;
      costs[x] += texts.printed[y] * (10 * added + 9 * cut);
    }
  }
  return costs;
}

TEST(StorySource, EqualsTheReferenceOnRandomStories) {
  for (const std::uint64_t seed : seeds(60)) {
    StoryMaker maker(seed);
    const Words story = maker.story(100 + maker.below(200));
    Texts texts;
    for (std::uint64_t count = 1 + maker.below(6); count > 0; --count) {
      const double from = 0.3 * static_cast<double>(maker.below(100)) / 100;
      texts.add(
          joined({part(maker.edited(story, 5 + maker.below(40)), from, 0.6 + from), maker.story(maker.below(60))}),
          static_cast<std::uint32_t>(1 + maker.below(4)));
    }
    const std::vector<std::int64_t> costs = costs_one_by_one(texts);
    const std::vector<std::uint32_t> sources = texts.sources();
    std::size_t longest = 0;
    for (const auto& set : texts.sets) longest = std::max(longest, set.size());
    const std::int64_t least = *std::ranges::min_element(costs);
    std::set<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < costs.size(); ++i) {
      if (costs[i] == least || (costs[i] - least) * 20 < 10 * static_cast<std::int64_t>(longest)) expected.insert(i);
    }
    EXPECT_EQ(std::set<std::uint32_t>(sources.begin(), sources.end()), expected) << seed;
    EXPECT_EQ(costs[sources.front()], least) << seed;
  }
}

}  // namespace
}  // namespace presswash
