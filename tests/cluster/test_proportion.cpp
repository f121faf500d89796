#include <cmath>

#include <gtest/gtest.h>

#include "cluster/proportion.h"
#include "test_seeds.h"

namespace presswash {
namespace {

// Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3.
TEST(WilsonInterval, EqualsThePublishedOnes) {
  const auto expect = [](std::uint64_t successes, std::uint64_t trials, double low, double high) {
    const Interval interval =
        wilson_interval(static_cast<double>(successes) / static_cast<double>(trials), static_cast<double>(trials));
    EXPECT_NEAR(interval.low, low, 0.00005) << successes << " of " << trials;
    EXPECT_NEAR(interval.high, high, 0.00005) << successes << " of " << trials;
  };
  expect(81, 263, 0.2553, 0.3662);
  expect(15, 148, 0.0624, 0.1605);
  expect(0, 20, 0.0, 0.1611);
  expect(1, 29, 0.0061, 0.1718);
  EXPECT_EQ(wilson_interval(0, 0), Interval{});
}

TEST(Proportion, OfOneLargeStratumIsWilsons) {
  const std::vector<Stratum> strata = {{.population = 1'000'000'000'000, .trials = 263, .successes = 81}};
  const auto share = proportion_of(strata);
  ASSERT_TRUE(share);
  EXPECT_DOUBLE_EQ(share->estimate, 81.0 / 263);
  EXPECT_NEAR(share->interval.low, wilson_interval(81.0 / 263, 263).low, 1e-9);
  EXPECT_NEAR(share->interval.high, wilson_interval(81.0 / 263, 263).high, 1e-9);
}

// By hand: 0.9 * 9/10 + 0.1 * 2/10 = 0.83. One share in both strata would vary as (0.81 + 0.01) / 10 of a trial's
// 0.83 * 0.17, which is 0.01157, the strata themselves as (0.81 * 0.09 + 0.01 * 0.16) / 10 = 0.00745: the first counts,
// and 1 / 0.082 = 12.195 trials tell as much. Wilson's limits for 0.83 of 12.195 are 0.5508 and 0.9511.
TEST(Proportion, OfStrataCountsEachByItsPopulation) {
  const std::vector<Stratum> strata = {{.population = 900'000'000, .trials = 10, .successes = 9},
                                       {.population = 100'000'000, .trials = 10, .successes = 2}};
  const auto share = proportion_of(strata);
  ASSERT_TRUE(share);
  EXPECT_NEAR(share->estimate, 0.83, 1e-9);
  EXPECT_NEAR(share->effective, 12.195, 0.001);
  EXPECT_NEAR(share->interval.low, 0.5508, 0.0005);
  EXPECT_NEAR(share->interval.high, 0.9511, 0.0005);
}

// By hand: 0.3 of the population at 5 of 10, 0.7 at 140 of 140. Estimate 0.85; one share would vary as
// 0.09 / 10 + 0.49 / 140 = 0.0125 of 0.1275, the strata as 0.09 * 0.25 / 10 = 0.00225 = 0.01765 of 0.1275.
TEST(Proportion, CountsHowTheStrataSpreadWhereThatIsMore) {
  const std::vector<Stratum> strata = {{.population = 300'000'000, .trials = 10, .successes = 5},
                                       {.population = 700'000'000, .trials = 140, .successes = 140}};
  const auto share = proportion_of(strata);
  ASSERT_TRUE(share);
  EXPECT_NEAR(share->estimate, 0.85, 1e-9);
  EXPECT_NEAR(share->effective, 56.667, 0.001);
}

TEST(Proportion, OfWholeStrataIsCertain) {
  const std::vector<Stratum> strata = {{.population = 4, .trials = 4, .successes = 3},
                                       {.population = 6, .trials = 6, .successes = 6}};
  const auto share = proportion_of(strata);
  ASSERT_TRUE(share);
  EXPECT_NEAR(share->estimate, 0.9, 1e-12);
  EXPECT_NEAR(share->interval.low, 0.9, 1e-12);
  EXPECT_NEAR(share->interval.high, 0.9, 1e-12);
}

TEST(Proportion, LeavesOpenWhatWasNotTried) {
  const std::vector<Stratum> strata = {{.population = 60, .trials = 60, .successes = 60},
                                       {.population = 40, .trials = 0, .successes = 0}};
  const auto share = proportion_of(strata);
  ASSERT_TRUE(share);
  EXPECT_NEAR(share->estimate, 1.0, 1e-12);
  EXPECT_NEAR(share->interval.low, 0.6, 1e-12);
  EXPECT_NEAR(share->interval.high, 1.0, 1e-12);
  EXPECT_FALSE(proportion_of(std::vector<Stratum>{{.population = 3}}));
  EXPECT_FALSE(proportion_of({}));
}

// 2,000 populations of five strata, a sample of 5 to 30 of each: 95 in 100 intervals should hold the true share. Were
// that so exactly, fewer than 93 in 100 would less than once in 20,000 runs (the seeds are fixed); more do no harm.
TEST(Proportion, IntervalsHoldTheTrueShareAsOftenAsTheySay) {
  testing::Random random(testing::seeds(1).front());
  std::size_t held = 0;
  constexpr std::size_t populations = 2000;
  for (std::size_t i = 0; i < populations; ++i) {
    std::vector<Stratum> strata;
    double copies = 0.0;
    double all = 0.0;
    for (int s = 0; s < 5; ++s) {
      const std::uint64_t population = 20 + random() % (s == 0 ? 2000 : 200);
      const double chance = 1.0 - std::pow(static_cast<double>(random() % 1000) / 1000.0, 2.0);
      const std::uint64_t sampled = 5 + random() % 16;
      Stratum stratum{.population = population, .trials = sampled};
      for (std::uint64_t pair = 0; pair < population; ++pair) {
        const bool copy = static_cast<double>(random() % 100'000) < chance * 100'000;
        copies += copy ? 1.0 : 0.0;
        if (pair < sampled && copy) ++stratum.successes;  // pairs are in random order
      }
      all += static_cast<double>(population);
      strata.push_back(stratum);
    }
    const auto share = proportion_of(strata);
    ASSERT_TRUE(share);
    held += share->interval.low <= copies / all && copies / all <= share->interval.high ? 1U : 0U;
  }
  EXPECT_GE(held, populations * 93 / 100);
}

}  // namespace
}  // namespace presswash
