#include <vector>

#include <gtest/gtest.h>

#include "classify/tree_scorer.h"
#include "classify/trees.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

/// The score of one row, a question at a time.
float score_slowly(const Trees& trees, const float* row) {
  float out = trees.start;
  for (const std::uint32_t root : trees.roots) {
    std::uint32_t at = root;
    while (trees.nodes[at].next != 0) {
      const TreeNode& node = trees.nodes[at];
      const bool yes = row[node.feature] <= node.value;
      at = root + node.next + (yes ? 0U : 1U);
    }
    out += trees.nodes[at].value;
  }
  return out;
}

/// Trees of up to 15 leaves over `features` features.
Trees random_trees(Random& random, std::size_t count, std::uint16_t features) {
  Trees out;
  out.start = 0.25F;
  for (std::size_t t = 0; t < count; ++t) {
    out.roots.push_back(static_cast<std::uint32_t>(out.nodes.size()));
    std::vector<TreeNode> nodes(1);
    std::vector<std::size_t> leaves{0};
    for (std::size_t splits = random() % 15; splits > 0; --splits) {
      const std::size_t which = random() % leaves.size();
      const std::size_t leaf = leaves[which];
      nodes[leaf] = {.feature = static_cast<std::uint16_t>(random() % features),
                     .next = static_cast<std::uint16_t>(nodes.size()),
                     .value = static_cast<float>(random() % 8)};
      leaves[which] = nodes.size();
      leaves.push_back(nodes.size() + 1);
      nodes.resize(nodes.size() + 2);
    }
    for (const std::size_t leaf : leaves) nodes[leaf].value = static_cast<float>(random() % 100) / 8.0F;
    out.nodes.insert(out.nodes.end(), nodes.begin(), nodes.end());
  }
  return out;
}

TEST(Trees, EqualAWalkThatAsksOneQuestionAtATime) {
  for (const auto seed : seeds(50)) {
    Random random(seed);
    constexpr std::uint16_t features = 5;
    const Trees trees = random_trees(random, random() % 20, features);
    const std::size_t rows = random() % 23;
    std::vector<float> values(rows * features);
    for (float& value : values) value = static_cast<float>(random() % 9) - 0.5F * static_cast<float>(random() % 2);
    std::vector<float> scores(rows);
    trees.score(values, features, scores);
    for (std::size_t r = 0; r < rows; ++r)
      EXPECT_EQ(scores[r], score_slowly(trees, values.data() + r * features)) << seed << " row " << r;
  }
}

TEST(TreeScorer, GivesTheScoresOfTheTreesToTheBit) {
  for (const auto seed : seeds(100)) {
    Random random(seed);
    constexpr std::uint16_t features = 5;
    Trees trees = random_trees(random, 1 + random() % 40, features);
    for (TreeNode& node : trees.nodes)
      if (node.next == 0) node.value *= 0.1F;  // sums that round
    const std::size_t rows = random() % 23;
    std::vector<float> values(rows * features);
    for (float& value : values) value = static_cast<float>(random() % 9) - 0.5F * static_cast<float>(random() % 2);
    std::vector<float> expected(rows);
    std::vector<float> scores(rows);
    trees.score(values, features, expected);
    const TreeScorer scorer(trees);
    ASSERT_TRUE(scorer.ready());
    scorer.score(values, features, scores);
    EXPECT_EQ(scores, expected) << seed;
  }
}

TEST(TreeScorer, IsNotReadyForTreesOfMoreLeavesThanAMaskHas) {
  Trees trees;
  trees.roots = {0};
  trees.nodes.resize(1);
  for (std::uint16_t k = 0; k < 31; ++k) {
    trees.nodes[2U * k] = {
        .feature = 0, .next = static_cast<std::uint16_t>(2 * k + 1), .value = static_cast<float>(-k)};
    trees.nodes.resize(trees.nodes.size() + 2, {.value = static_cast<float>(k)});
  }
  EXPECT_TRUE(TreeScorer(trees).ready()) << "32 leaves";
  trees.nodes.back() = {.feature = 0, .next = 63, .value = -99.0F};
  trees.nodes.resize(65);
  EXPECT_FALSE(TreeScorer(trees).ready());
  EXPECT_FALSE(TreeScorer(Trees()).ready());
}

TEST(Trees, AskWhetherAFeatureIsAtMostTheThreshold) {
  Trees trees;
  trees.nodes = {{.feature = 1, .next = 1, .value = 2.0F}, {.value = -1.0F}, {.value = 1.0F}};
  trees.roots = {0};
  const std::vector<float> rows{9.0F, 2.0F, 0.0F, 2.5F};
  std::vector<float> scores(2);
  trees.score(rows, 2, scores);
  EXPECT_EQ(scores, (std::vector<float>{-1.0F, 1.0F}));
}

TEST(Trees, GiveTheStartWhenThereAreNone) {
  Trees trees;
  trees.start = 0.5F;
  std::vector<float> scores(2);
  trees.score(std::vector<float>(2), 1, scores);
  EXPECT_EQ(scores, (std::vector<float>{0.5F, 0.5F}));
}

}  // namespace
}  // namespace presswash::testing
