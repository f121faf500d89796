#include <gtest/gtest.h>
#include <tbb/task_arena.h>

#include "pipeline/try_thresholds.h"
#include "reference/story_maker.h"

namespace presswash {
namespace {

using testing::joined;
using testing::part;
using testing::Scrape;
using testing::StoryMaker;
using testing::Words;

Scrape scrape_of(std::uint64_t seed) {
  StoryMaker maker(seed);
  Scrape scrape;
  for (int i = 0; i < 120; ++i) {
    const Words story = maker.story(80 + maker.below(300));
    scrape.add(story);
    scrape.add(maker.edited(story, 3 + maker.below(40)));
    scrape.add(joined({part(story, 0, 0.5), maker.story(400)}));
  }
  return scrape;
}

TEST(TryThresholds, EqualsFindingCopiesWithEach) {
  const Scrape scrape = scrape_of(3);
  const CopyOptions options;
  const auto trials = try_thresholds(scrape, scrape.facts, options);
  ASSERT_TRUE(trials);
  EXPECT_EQ(trials->by_jaccard.size(), 10U);
  EXPECT_EQ(trials->by_containment.size(), 7U);
  for (const ThresholdTrial& trial : trials->by_jaccard) {
    CopyOptions wanted;
    wanted.jaccard = trial.threshold;
    const auto copies = find_copies(scrape, scrape.facts, wanted);
    ASSERT_TRUE(copies);
    std::uint64_t removed = 0;
    for (const Membership& each : copies->clustering.of) removed += each.role == Role::Removed ? 1U : 0U;
    EXPECT_EQ(trial.removed, removed) << trial.threshold;
    EXPECT_EQ(trial.clusters, copies->clustering.clusters.size()) << trial.threshold;
    EXPECT_EQ(trial.edges, copies->edges.size()) << trial.threshold;
  }
}

TEST(TryThresholds, ShowsPairsThatAThresholdOnlyJustJoins) {
  const Scrape scrape = scrape_of(4);
  const auto trials = try_thresholds(scrape, scrape.facts, {});
  ASSERT_TRUE(trials);
  for (const ThresholdTrial& trial : trials->by_jaccard) {
    EXPECT_LE(trial.margin.size(), 3U);
    // From a third on, containment joins them all.
    EXPECT_EQ(trial.margin.empty(), trial.threshold > 0.34) << trial.threshold;
    for (std::size_t i = 0; i < trial.margin.size(); ++i) {
      EXPECT_GE(trial.margin[i].jaccard, static_cast<float>(trial.threshold));
      if (i > 0) {
        EXPECT_GE(trial.margin[i].jaccard, trial.margin[i - 1].jaccard);
      }
      EXPECT_LT(scrape.facts[trial.margin[i].a.value].content, scrape.facts[trial.margin[i].b.value].content);
    }
  }
  for (const ThresholdTrial& trial : trials->by_containment) {
    for (const Edge& edge : trial.margin) {
      EXPECT_LT(edge.jaccard, 0.25F);
      EXPECT_GE(std::max(edge.containment_a, edge.containment_b), static_cast<float>(trial.threshold));
    }
  }
}

TEST(TryThresholds, TriesTheThresholdThatIsSetAsWell) {
  const Scrape scrape = scrape_of(5);
  CopyOptions options;
  options.jaccard = 0.27;
  const auto trials = try_thresholds(scrape, scrape.facts, options);
  ASSERT_TRUE(trials);
  ASSERT_EQ(trials->by_jaccard.size(), 11U);
  EXPECT_EQ(trials->by_jaccard[3].threshold, 0.27);
}

TEST(TryThresholds, StopsWhenItIsCancelled) {
  const Scrape scrape = scrape_of(6);
  const auto stopped = try_thresholds(scrape, scrape.facts, {}, [](double) { return false; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace presswash
