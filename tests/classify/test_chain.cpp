#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "classify/calibration.h"
#include "classify/classify_support.h"
#include "reference/chain.h"

namespace presswash::testing {
namespace {

float score(Random& random, double size) {
  return static_cast<float>(std::uniform_real_distribution<double>(-size, size)(random));
}

Transitions random_transitions(Random& random, double size) {
  Transitions transitions;
  for (int i = 0; i < 4; ++i) transitions.data()[i] = score(random, size);
  return transitions;
}

void expect_equal(const reference::ChainSums& expected, Chain& chain, double log_z, std::uint64_t seed) {
  EXPECT_NEAR(log_z, expected.log_z, 1e-9 * std::max(1.0, std::abs(expected.log_z))) << seed;
  ASSERT_EQ(chain.marginal().size(), expected.marginal.size()) << seed;
  for (std::size_t i = 0; i < expected.marginal.size(); ++i)
    EXPECT_NEAR(chain.marginal()[i], expected.marginal[i], 1e-9) << seed << " block " << i;
  for (int i = 0; i < 4; ++i)
    EXPECT_NEAR(chain.expected_transitions().data()[i], expected.expected.data()[i], 1e-8)
        << seed << " transition " << i;
}

TEST(Chain, EqualsTheSumOverAllSequences) {
  Chain chain;  // used again and again: what it holds from before must not matter
  for (const std::uint64_t seed : seeds(300)) {
    Random random(seed);
    std::vector<float> unary(1 + below(random, 10));
    for (float& u : unary) u = score(random, below(random, 2) == 0 ? 2.0 : 30.0);
    const Transitions transitions = random_transitions(random, 4.0);
    const double log_z = chain.run(unary, transitions);
    expect_equal(reference::run_chain(unary, transitions), chain, log_z, seed);
  }
}

TEST(Chain, EqualsTheSumOverTheSequencesThatAClampAllows) {
  Chain chain;
  for (const std::uint64_t seed : seeds(300)) {
    Random random(seed);
    std::vector<float> unary(1 + below(random, 10));
    std::vector<signed char> clamp(unary.size());
    for (float& u : unary) u = score(random, 5.0);
    for (signed char& c : clamp) c = static_cast<signed char>(static_cast<int>(below(random, 3)) - 1);
    const Transitions transitions = random_transitions(random, 4.0);
    const double log_z = chain.run(unary, transitions, clamp);
    expect_equal(reference::run_chain(unary, transitions, clamp), chain, log_z, seed);
    for (std::size_t i = 0; i < clamp.size(); ++i) {
      if (clamp[i] >= 0) {
        EXPECT_EQ(chain.marginal()[i], clamp[i]) << seed;
      }
    }
  }
}

TEST(Chain, OfNoBlocksHasNothing) {
  Chain chain;
  chain.run(std::vector<float>{1.0F, 2.0F}, Transitions::Zero());
  EXPECT_EQ(chain.run({}, Transitions::Zero()), 0.0);
  EXPECT_TRUE(chain.marginal().empty());
  EXPECT_EQ(chain.expected_transitions().sum(), 0.0);
}

TEST(Chain, StaysFiniteOnLongPagesAndExtremeScores) {
  Chain chain;
  for (const std::uint64_t seed : seeds(20)) {
    Random random(seed);
    std::vector<float> unary(5000);
    for (float& u : unary) u = below(random, 5) == 0 ? score(random, 1e6) : score(random, 3.0);
    const double log_z = chain.run(unary, random_transitions(random, 30.0));
    EXPECT_TRUE(std::isfinite(log_z)) << seed;
    for (const double m : chain.marginal()) {
      ASSERT_GE(m, 0.0) << seed;
      ASSERT_LE(m, 1.0) << seed;
    }
    EXPECT_NEAR(chain.expected_transitions().sum(), 4999.0, 1e-3) << seed;
  }
}

TEST(Chain, WithoutTransitionsIsOneLogisticABlock) {
  Chain chain;
  const std::vector<float> unary{-3.0F, 0.0F, 0.5F, 7.0F};
  chain.run(unary, Transitions::Zero());
  for (std::size_t i = 0; i < unary.size(); ++i)
    EXPECT_NEAR(chain.marginal()[i], 1.0 / (1.0 + std::exp(-static_cast<double>(unary[i]))), 1e-12);
}

TEST(Chain, JudgesAsItFits) {
  Chain fitting;
  Chain judging;
  for (const std::uint64_t seed : seeds(50)) {
    Random random(seed);
    std::normal_distribution<float> scores(0.0F, 4.0F);
    std::vector<float> unary(random() % 40);
    for (float& score : unary) score = scores(random);
    Transitions transitions;
    transitions << scores(random), scores(random), scores(random), scores(random);
    fitting.run(unary, transitions);
    const std::span<const double> log_odds = judging.log_odds(unary, transitions);
    ASSERT_EQ(log_odds.size(), unary.size());
    for (std::size_t i = 0; i < unary.size(); ++i)
      EXPECT_NEAR(log_odds[i], logit_of(fitting.marginal()[i]), 1e-6) << seed;
  }
}

}  // namespace
}  // namespace presswash::testing
