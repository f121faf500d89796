#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "classify/calibration.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

using Range = std::pair<double, double>;

double draw(Random& random, Range range) { return std::uniform_real_distribution(range.first, range.second)(random); }

double probability(const Calibration& calibration, double logit) {
  return 1.0 /
         (1.0 + std::exp(-(static_cast<double>(calibration.slope) * logit + static_cast<double>(calibration.offset))));
}

TEST(Calibration, FindsTheSlopeAndOffsetThatMadeTheData) {
  for (const auto& [slope, offset] : {std::pair{1.0, 0.0}, {0.5, -0.7}, {1.6, 1.2}, {0.3, 0.1}}) {
    for (const std::uint64_t seed : seeds(5)) {
      Random random(seed);
      std::vector<JudgedLogit> judged;
      for (int i = 0; i < 20'000; ++i) {
        const double logit = draw(random, {-4.0, 4.0});
        const double p = 1.0 / (1.0 + std::exp(-(slope * logit + offset)));
        judged.push_back({logit, draw(random, {0.0, 1.0}) < p});
      }
      // Standard errors are below 0.025 here: four of them.
      const Calibration found = calibrate(judged);
      EXPECT_NEAR(found.slope, slope, 0.1) << seed;
      EXPECT_NEAR(found.offset, offset, 0.1) << seed;
    }
  }
}

TEST(Calibration, StaysBetweenClassesThatAreToldApartWithoutAMistake) {
  const std::pair<Range, Range> cases[] = {
      {{-12, -8}, {1, 3}},   {{-6, -4}, {2, 8}},     {{-9, -3}, {4, 12}}, {{-20, -15}, {0.5, 9}},
      {{-3, -1}, {9, 12}},   {{-20, -15}, {-9, -2}}, {{2, 5}, {9, 20}},   {{-20.7, -20.6}, {20.6, 20.7}},
      {{-20, -9}, {-7, -2}},
  };
  for (const auto& [article, boilerplate] : cases) {
    for (const std::size_t count : {std::size_t{5}, std::size_t{60}, std::size_t{3000}}) {
      Random random(count);
      std::vector<JudgedLogit> judged;
      for (int i = 0; i < 300; ++i) judged.push_back({draw(random, article), false});
      for (std::size_t i = 0; i < count; ++i) judged.push_back({draw(random, boilerplate), true});
      const Calibration found = calibrate(judged);
      EXPECT_LE(found.slope, 2.0F);
      EXPECT_GE(found.slope, 0.2F);
      const auto mistakes = std::ranges::count_if(judged, [&](const JudgedLogit& block) {
        return (probability(found, block.logit) >= 0.5) != block.boilerplate;
      });
      EXPECT_LE(mistakes, count == 5 ? 1 : 0) << article.first << " " << boilerplate.first << " " << count << ": slope "
                                              << found.slope << " offset " << found.offset;
    }
  }
}

TEST(Calibration, OfOneClassOrNothingIsFinite) {
  const std::vector<JudgedLogit> all(100, {3.0, true});
  const std::vector<JudgedLogit> none(100, {3.0, false});
  EXPECT_GT(probability(calibrate(all), 3.0), 0.9);
  EXPECT_LT(probability(calibrate(none), 3.0), 0.1);
  EXPECT_TRUE(std::isfinite(calibrate({}).offset));
}

TEST(Calibration, OfScoresThatAreTurnedRoundKeepsTheLowestSlope) {
  std::vector<JudgedLogit> judged;
  for (int i = 0; i < 200; ++i) judged.push_back({i % 2 == 0 ? -3.0 : 3.0, i % 2 == 0});
  EXPECT_EQ(calibrate(judged).slope, 0.2F);
}

}  // namespace
}  // namespace presswash::testing
