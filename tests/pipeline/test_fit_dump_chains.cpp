#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include "pipeline/fit_dump_chains.h"
#include "pipeline/text_examples.h"
#include "pipeline/train_support.h"

namespace presswash::testing {
namespace {

std::vector<WeightSet> fitted(const BlockModel& scorers, TrainOptions options = few_trees()) {
  std::vector<WeightSet> sets(options.cross_fitted ? options.folds : 1, WeightSet::zero());
  fit_dump_chains(labelled_texts(), scorers, options, sets);
  return sets;
}

// The menus of these pages stand on all pages of a site, the stories do not, and words say nothing.
TEST(FitDumpChains, WeighWhatTheOtherPagesOfASiteShow) {
  const std::vector<WeightSet> sets = fitted(BlockModel({WeightSet::zero()}));
  ASSERT_EQ(sets[0].dumps.joint.weights.size(), evidence_feature_count);
  const auto examples = scored_text_examples(labelled_texts()[0], 5, BlockModel({WeightSet::zero()}));
  for (const Example& example : examples) {
    EXPECT_TRUE(example.has_others);
    float menu = 1e9F;
    float story = -1e9F;
    for (std::size_t i = 0; i < example.labels.size(); ++i) {
      EXPECT_EQ(example.offsets[i], 0.0F);
      float sum = 0.0F;
      for (std::uint32_t k = example.begin[i]; k < example.begin[i + 1]; ++k)
        sum += sets[0].dumps.joint.weights[example.features[k] - text_feature_count];
      if (i < 4) menu = std::min(menu, sum);
      if (example.labels[i] == 0) story = std::max(story, sum);
    }
    EXPECT_GT(menu, story + 1.0F);
  }
}

TEST(FitDumpChains, StayAtTheChainsForTextsUnderAHeavyPenalty) {
  WeightSet scorer = WeightSet::zero();
  for (std::size_t i = 0; i < scorer.joint.weights.size(); ++i)
    scorer.joint.weights[i] = 0.001F * static_cast<float>(i % 17);
  scorer.joint.transitions << 1.0F, -1.0F, -0.5F, 0.5F;
  scorer.alone.transitions << 2.0F, -2.0F, -1.0F, 1.0F;
  TrainOptions options = few_trees();
  options.penalty = 1e9;
  std::vector<WeightSet> sets{scorer};
  fit_dump_chains(labelled_texts(), BlockModel({scorer}), options, sets);
  const DumpChains& dumps = sets[0].dumps;
  EXPECT_TRUE(dumps.alone.weights.empty());
  EXPECT_EQ(dumps.alone.transitions, scorer.alone.transitions);
  EXPECT_TRUE(dumps.joint.transitions.isApprox(scorer.joint.transitions, 1e-4F));
  for (std::uint32_t i = 0; i < evidence_feature_count; ++i)
    ASSERT_NEAR(dumps.joint.weights[i], scorer.joint.weights[text_feature_count + i], 1e-4F) << i;
}

TEST(FitDumpChains, TrustScoresByHowRightTheyAre) {
  // Words say the truth of menus and the opposite of it: the slope tells which.
  const auto slope_of = [](float weight) {
    WeightSet scorer = WeightSet::zero();
    const auto examples = text_examples(labelled_texts()[0], 5);
    std::vector<float> votes(text_feature_count, 0.0F);
    for (const Example& example : examples) {
      for (std::size_t i = 0; i < example.labels.size(); ++i) {
        for (std::uint32_t k = example.begin[i]; k < example.begin[i + 1]; ++k)
          if (example.features[k] < text_feature_count)
            votes[example.features[k]] += example.labels[i] == 1 ? 1.0F : -1.0F;
      }
    }
    for (std::size_t i = 0; i < votes.size(); ++i)
      scorer.alone.weights[i] = votes[i] == 0.0F ? 0.0F : std::copysign(weight, votes[i]);
    return fitted(BlockModel({scorer}))[0].dumps.alone.slope;
  };
  const float little = slope_of(0.05F);
  const float much = slope_of(0.5F);
  EXPECT_GT(little, much);
  EXPECT_GT(much, 0.0F);
}

TEST(FitDumpChains, AreTheSameOnOneThreadAndOnFourAndOneForEachFold) {
  TrainOptions options = few_trees();
  options.cross_fitted = true;
  std::vector<std::vector<WeightSet>> runs;
  for (const int threads : {1, 4}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    arena.execute([&] { runs.push_back(fitted(BlockModel(std::vector(options.folds, WeightSet::zero())), options)); });
  }
  ASSERT_EQ(runs[0].size(), options.folds);
  EXPECT_NE(runs[0][0].dumps.joint.weights, runs[0][1].dumps.joint.weights);
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    EXPECT_EQ(runs[0][fold].dumps.joint.weights, runs[1][fold].dumps.joint.weights);
    EXPECT_EQ(runs[0][fold].dumps.joint.slope, runs[1][fold].dumps.joint.slope);
  }
}

TEST(Train, KeepsTreesAndChainsAndFitsTheChainsOfDumps) {
  TrainOptions options = few_trees();
  options.keep_chains = options.keep_trees = true;
  options.fold_chains = std::make_shared<const BlockModel>(std::vector(options.folds, WeightSet::zero()));
  const auto base = BlockModel::built_in();
  const auto trained = train(labelled_texts(), options, silent);
  ASSERT_TRUE(trained) << trained.error().text();
  WeightSet now = trained->model.set(0);
  EXPECT_TRUE(now.dumps.known());
  EXPECT_NE(now.dumps.joint.weights, base->set(0).dumps.joint.weights);
  now.dumps = base->set(0).dumps;
  EXPECT_TRUE(BlockModel({now}).encode() == BlockModel({base->set(0)}).encode()) << "nothing else changes";
}

TEST(Train, RefusesChainsOfOtherFolds) {
  TrainOptions options = few_trees();
  options.fold_chains = std::make_shared<const BlockModel>(std::vector(options.folds + 1, WeightSet::zero()));
  const auto trained = train(labelled_texts(), options, silent);
  ASSERT_FALSE(trained);
  EXPECT_EQ(trained.error().code, ErrorCode::InvalidArgument);
  EXPECT_NE(trained.error().message.find("folds"), std::string::npos);
}

TEST(Train, SaysWhenTheKeptChainsHaveSeenTheTexts) {
  TrainOptions options = few_trees();
  options.keep_chains = options.keep_trees = true;
  std::string said;
  ASSERT_TRUE(train(labelled_texts(), options, [&](const std::string& line) { said += line; }));
  EXPECT_NE(said.find("--fold-chains"), std::string::npos);
}

}  // namespace
}  // namespace presswash::testing
