#include <vector>

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include "pipeline/grow_trees.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

/// Rows whose label is `rule` of their features; the last feature is noise.
template <typename Rule>
GrowRows rows_by(std::size_t count, Rule rule) {
  GrowRows rows;
  rows.features = 3;
  Random random(7);
  for (std::size_t r = 0; r < count; ++r) {
    const float values[] = {static_cast<float>(random() % 100), static_cast<float>(random() % 100),
                            static_cast<float>(random() % 100)};
    rows.values.insert(rows.values.end(), std::begin(values), std::end(values));
    rows.labels.push_back(rule(values) ? 1 : 0);
    rows.weights.push_back(1.0F);
    rows.groups.push_back(static_cast<std::uint32_t>(r / 10));
  }
  return rows;
}

std::vector<float> scores_of(const Trees& trees, const GrowRows& rows) {
  std::vector<float> scores(rows.labels.size());
  trees.score(rows.values, rows.features, scores);
  return scores;
}

std::size_t wrong(const Trees& trees, const GrowRows& rows) {
  const auto scores = scores_of(trees, rows);
  std::size_t out = 0;
  for (std::size_t r = 0; r < scores.size(); ++r) out += (scores[r] > 0.0F) != (rows.labels[r] == 1) ? 1U : 0U;
  return out;
}

const auto exclusive_or = [](const float* v) { return (v[0] < 50.0F) != (v[1] < 50.0F); };

TEST(GrowTrees, LearnWhatNoSingleFeatureTells) {
  const GrowRows rows = rows_by(2000, exclusive_or);
  EXPECT_LT(wrong(grow_trees(rows, {.trees = 100, .column_share = 1.0}), rows), 40U);
}

TEST(GrowTrees, AreTheSameOnOneThreadAndOnFour) {
  const GrowRows rows = rows_by(500, exclusive_or);
  std::vector<std::vector<float>> scores;
  for (const int threads : {1, 4}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    arena.execute([&] { scores.push_back(scores_of(grow_trees(rows, {.trees = 20}), rows)); });
  }
  EXPECT_EQ(scores[0], scores[1]);
}

TEST(GrowTrees, StartAtTheLogOddsOfTheLabels) {
  const GrowRows rows = rows_by(1000, [](const float* v) { return v[0] < 20.0F; });
  const Trees none = grow_trees(rows, {.trees = 0});
  EXPECT_TRUE(none.roots.empty());
  EXPECT_NEAR(none.start, -1.386F, 0.3F);
}

TEST(GrowTrees, RowsWithoutWeightTeachNothing) {
  GrowRows rows = rows_by(1000, [](const float* v) { return v[0] < 50.0F; });
  for (std::size_t r = 0; r < rows.labels.size(); ++r) {
    if (rows.values[r * rows.features + 1] >= 50.0F) continue;
    rows.labels[r] = rows.labels[r] == 0 ? 1 : 0;
    rows.weights[r] = 0.0F;
  }
  const Trees trees = grow_trees(rows, {.trees = 50, .column_share = 1.0});
  const auto scores = scores_of(trees, rows);
  std::size_t misled = 0;
  for (std::size_t r = 0; r < scores.size(); ++r)
    misled += (scores[r] > 0.0F) != (rows.values[r * rows.features] < 50.0F) ? 1U : 0U;
  EXPECT_LT(misled, 20U);
}

TEST(GrowTrees, ALeafHoldsAsMuchAsIsAsked) {
  const GrowRows rows = rows_by(200, exclusive_or);
  const Trees trees = grow_trees(rows, {.trees = 5, .least_weight = 1000.0, .column_share = 1.0});
  EXPECT_EQ(trees.nodes.size(), trees.roots.size()) << "no tree may be split";
}

}  // namespace
}  // namespace presswash::testing
