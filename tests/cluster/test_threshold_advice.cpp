#include <algorithm>

#include <gtest/gtest.h>

#include "cluster/threshold_advice.h"
#include "test_seeds.h"

namespace presswash {
namespace {

JudgedBin bin(double from, std::uint64_t pairs, std::uint32_t copies, std::uint32_t others, std::uint32_t unsure = 0) {
  return {.from = from, .to = from + 0.1, .pairs = pairs, .copies = copies, .others = others, .unsure = unsure};
}

// By hand: at 0.2, (1000 * 0.2 + 200 * 0.5 + 800 * 1) / 2000 = 0.55 and everything is found; at 0.3,
// (200 * 0.5 + 800) / 1000 = 0.9 and 900 of 1100 copies are found; at 0.4, 1 and 800 of 1100.
TEST(ThresholdAdvice, WeighsBinsByTheirPairs) {
  const ThresholdAdvice advice =
      advise_threshold(std::vector{bin(0.2, 1000, 2, 8), bin(0.3, 200, 5, 5, 3), bin(0.4, 800, 20, 0)}, 0.9);
  ASSERT_EQ(advice.table.size(), 3U);
  EXPECT_EQ(advice.table[0].pairs, 2000U);
  EXPECT_EQ(advice.table[0].judged, 40U);
  EXPECT_EQ(advice.table[0].copies, 27U);
  EXPECT_NEAR(*advice.table[0].precision, 0.55, 1e-12);
  EXPECT_NEAR(*advice.table[0].recall, 1.0, 1e-12);
  EXPECT_NEAR(*advice.table[0].margin, 0.2, 1e-12);
  EXPECT_NEAR(*advice.table[1].precision, 0.9, 1e-12);
  EXPECT_NEAR(*advice.table[1].recall, 900.0 / 1100, 1e-12);
  EXPECT_NEAR(*advice.table[2].precision, 1.0, 1e-12);
  EXPECT_NEAR(*advice.table[2].recall, 800.0 / 1100, 1e-12);
  ASSERT_TRUE(advice.recommended);
  EXPECT_EQ(*advice.recommended, 1U);
  EXPECT_FALSE(advice.sure) << "ten judgements of the bin at the margin say little";
}

TEST(ThresholdAdvice, IsSureWhenTheIntervalLiesAboveWhatIsWanted) {
  const ThresholdAdvice advice = advise_threshold(std::vector{bin(0.2, 100, 10, 90), bin(0.3, 5000, 150, 0)}, 0.97);
  ASSERT_TRUE(advice.recommended);
  EXPECT_EQ(*advice.recommended, 1U);
  EXPECT_TRUE(advice.sure);
}

// 3.8415 * 0.97 / 0.03 = 124.2: Wilson's lower limit of n of n is n / (n + 3.8415).
TEST(ThresholdAdvice, SaysHowManyJudgementsItTakes) {
  EXPECT_EQ(advise_threshold({}, 0.97).needed, 125U);
  EXPECT_EQ(advise_threshold({}, 0.5).needed, 4U);
}

TEST(ThresholdAdvice, RecommendsNothingOnTooFewJudgements) {
  EXPECT_FALSE(advise_threshold(std::vector{bin(0.2, 500, 4, 0), bin(0.3, 500, 5, 0)}, 0.9).recommended);
  EXPECT_FALSE(advise_threshold(std::vector{bin(0.2, 500, 40, 0), bin(0.3, 500, 0, 0, 9)}, 0.9).recommended)
      << "a bin of which nothing is known";
  EXPECT_FALSE(advise_threshold(std::vector{bin(0.2, 0, 0, 0)}, 0.9).recommended);
  EXPECT_FALSE(advise_threshold({}, 0.9).recommended);
}

TEST(ThresholdAdvice, NeedsNoMoreJudgementsThanThereArePairs) {
  const ThresholdAdvice advice = advise_threshold(std::vector{bin(0.2, 2, 2, 0), bin(0.3, 3, 3, 0)}, 0.97);
  ASSERT_TRUE(advice.recommended);
  EXPECT_EQ(*advice.recommended, 0U);
  EXPECT_TRUE(advice.sure) << "all pairs were judged";
}

TEST(ThresholdAdvice, PassesOverThresholdsWithoutTheWantedPrecision) {
  const ThresholdAdvice advice = advise_threshold(std::vector{bin(0.2, 100, 0, 20), bin(0.3, 100, 10, 10)}, 0.9);
  EXPECT_FALSE(advice.recommended);
  EXPECT_FALSE(advise_threshold(std::vector{bin(0.2, 100, 0, 20)}, 0.9).table[0].recall);
}

// 9,900 sure copies make up for anything, and are no reason to take in pairs that are mostly none.
TEST(ThresholdAdvice, StopsAboveABinWithFewerCopiesThanOthers) {
  const ThresholdAdvice advice =
      advise_threshold(std::vector{bin(0.1, 50, 9, 1), bin(0.2, 50, 4, 6), bin(0.3, 9900, 20, 0)}, 0.97);
  EXPECT_GE(*advice.table[0].precision, 0.97);
  ASSERT_TRUE(advice.recommended);
  EXPECT_EQ(*advice.recommended, 2U);
}

// The slow twin: every pair of the scrape stands for itself, judged ones for those of their bin.
TEST(ThresholdAdvice, EqualsCountingPairByPair) {
  for (const std::uint64_t seed : testing::seeds(200)) {
    testing::Random random(seed);
    std::vector<JudgedBin> bins;
    for (int b = 0; b < 6; ++b) {
      const auto copies = static_cast<std::uint32_t>(random() % 6);
      const auto others = static_cast<std::uint32_t>(random() % 6 + (copies == 0 ? 1 : 0));
      const std::uint64_t times = 1 + random() % 7;  // each judged pair stands for this many
      bins.push_back(bin(0.1 * (b + 1), times * (copies + others), copies, others));
    }
    const ThresholdAdvice advice = advise_threshold(bins, 0.6);
    double all = 0.0;
    for (const JudgedBin& each : bins)
      all += static_cast<double>(each.pairs) / (each.copies + each.others) * each.copies;
    for (std::size_t t = 0; t < bins.size(); ++t) {
      double copies = 0.0;
      double pairs = 0.0;
      for (std::size_t b = t; b < bins.size(); ++b) {
        const std::uint32_t judged = bins[b].copies + bins[b].others;
        for (std::uint32_t pair = 0; pair < judged; ++pair) {
          const double times = static_cast<double>(bins[b].pairs) / judged;
          pairs += times;
          if (pair < bins[b].copies) copies += times;
        }
      }
      ASSERT_NEAR(*advice.table[t].precision, copies / pairs, 1e-9) << seed;
      if (all > 0) {
        ASSERT_NEAR(*advice.table[t].recall, copies / all, 1e-9) << seed;
      }
      ASSERT_LE(advice.table[t].interval.low, copies / pairs + 1e-9) << seed;
      ASSERT_GE(advice.table[t].interval.high, copies / pairs - 1e-9) << seed;
      const bool mostly_copies = std::all_of(bins.begin() + static_cast<std::ptrdiff_t>(t), bins.end(),
                                             [](const JudgedBin& each) { return each.copies >= each.others; });
      if (mostly_copies && advice.table[t].enough && copies / pairs >= 0.6 + 1e-9) {
        ASSERT_TRUE(advice.recommended) << seed;
        ASSERT_LE(*advice.recommended, t) << seed;
      }
    }
  }
}

}  // namespace
}  // namespace presswash
