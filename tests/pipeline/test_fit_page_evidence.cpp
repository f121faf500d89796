#include <vector>

#include <gtest/gtest.h>

#include "pipeline/fit_page_evidence.h"

namespace presswash::testing {
namespace {

constexpr std::size_t seen_short = 0;
constexpr std::size_t seen_long = 2;

std::vector<EvidencePoint> points_of(std::size_t count, std::size_t boilerplate, std::size_t feature, float score) {
  std::vector<EvidencePoint> out(count);
  for (std::size_t k = 0; k < count; ++k) {
    out[k] = {.known = {}, .score = score, .weight = 1.0F, .boilerplate = k < boilerplate};
    out[k].known[feature] = 1.0F;
  }
  return out;
}

TEST(FitPageEvidence, FindsWhatIsAddedToThePagesOwnScore) {
  // 3 to 1 are odds of log 3: a score that says so already needs nothing added.
  const auto knows = fit_page_evidence(points_of(4000, 3000, seen_short, 1.0986F), 0.1);
  EXPECT_NEAR(knows[seen_short], 0.0F, 0.01F);
  const auto doubts = fit_page_evidence(points_of(4000, 3000, seen_short, 0.0F), 0.1);
  EXPECT_NEAR(doubts[seen_short], 1.0986F, 0.01F);
}

TEST(FitPageEvidence, WhatNeverOccursWeighsNothing) {
  const auto weights = fit_page_evidence(points_of(100, 90, seen_short, 0.0F), 0.5);
  EXPECT_GT(weights[seen_short], 1.0F);
  EXPECT_EQ(weights[seen_long], 0.0F);
}

TEST(FitPageEvidence, StaysFiniteWhereEverythingIsBoilerplate) {
  const auto weights = fit_page_evidence(points_of(1000, 1000, seen_long, -9.0F), 0.5);
  EXPECT_GT(weights[seen_long], 5.0F);
  EXPECT_LT(weights[seen_long], 30.0F);
}

}  // namespace
}  // namespace presswash::testing
