#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include "classify/line_features.h"
#include "pipeline/train_lines.h"
#include "pipeline/train_support.h"
#include "segment/lines.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

/// The built-in weights with the model of single texts that was fitted on these.
WeightSet fitted_on(const std::vector<std::vector<LabelledPage>>& texts) {
  auto trained = train_lines(texts, few_trees(), silent);
  EXPECT_TRUE(trained) << trained.error().text();
  WeightSet weights = BlockModel::built_in()->set(0);
  if (trained) weights.lines = std::move(trained->sets[0]);
  return weights;
}

std::vector<float> scores_of(const LabelledPage& text, const WeightSet& weights) {
  const Page page = PageAnalyser().analyse(text.text, segment_lines(text.text), {});
  const auto rows = rows_of(page, weights);
  return score_lines(LineText::of(page, rows), weights.lines);
}

TEST(TrainLines, JudgesHeldOutSitesWellWithAndWithoutLineBreaks) {
  const auto trained = train_lines(labelled_texts(), few_trees(), silent);
  ASSERT_TRUE(trained) << trained.error().text();
  EXPECT_GT(trained->alone.lines, 40U * 15U);
  EXPECT_GT(trained->alone.article_f1, 0.95);
  EXPECT_GT(trained->alone.boilerplate_f1, 0.95);
}

TEST(TrainLines, GivesTheSameBytesOnOneThreadAndOnFour) {
  std::vector<std::string> bytes;
  for (const int threads : {1, 4}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    arena.execute([&] { bytes.push_back(BlockModel({fitted_on(labelled_texts())}).encode()); });
  }
  ASSERT_EQ(bytes.size(), 2U);
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST(TrainLines, ScoresComeBackFromTheModelFile) {
  const BlockModel model({fitted_on(labelled_texts())});
  const auto decoded = BlockModel::decode(model.encode(), "model");
  ASSERT_TRUE(decoded) << decoded.error().text();
  const LabelledPage text = labelled_text(1000, 99);
  const std::vector<float> before = scores_of(text, model.set(0));
  EXPECT_EQ(before, scores_of(text, (*decoded)->set(0)));
  ASSERT_EQ(before.size(), text.labels.size());
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(before[i] > 0.0F, text.labels[i] == 'b') << "line " << i;
}

TEST(TrainLines, SparesALineThatIsASubheadingAsOftenAsFurniture) {
  std::vector<LabelledPage> texts;
  for (std::uint64_t number = 0; number < 40; ++number) {
    LabelledPage& page = texts.emplace_back();
    page.id = "text-" + std::to_string(number);
    page.site = "site" + std::to_string(number % 10) + ".example";
    for (std::uint64_t k = 0; k < 6; ++k)
      page.text += made_words(number * 20 + k, 24) + (k == 2 ? ".\nMore of it\n" : ".\n");
    page.text += "Log in";
    page.labels = number / 10 % 2 == 0 ? "cccccccb" : "cccbcccb";
  }
  const WeightSet weights = fitted_on({texts});
  float sum = 0.0F;
  for (const LabelledPage& text : texts) {
    const std::vector<float> scores = scores_of(text, weights);
    ASSERT_EQ(scores.size(), 8U);
    sum += scores[3];
  }
  EXPECT_LT(sum / static_cast<float>(texts.size()), -1.3F) << "log odds of furniture; -0.8 if both counted alike";
}

TEST(TrainLines, ReadsFilesThatTellNoStories) {
  LabelledPage text = labelled_text(1, 1);
  EXPECT_TRUE(are_single_texts({text}));
  text.story = 3;
  EXPECT_FALSE(are_single_texts({labelled_text(2, 2), text}));
}

}  // namespace
}  // namespace presswash::testing
