#include <algorithm>
#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

#include "match/overlap.h"
#include "sketch/sample.h"

namespace presswash {
namespace {

/// The probability of fewer than `hits` when so many are expected (Poisson).
double fewer(double expected, std::uint32_t hits) {
  double term = std::exp(-expected);
  double sum = 0;
  for (std::uint32_t i = 0; i < hits; ++i) {
    sum += term;
    term *= expected / (i + 1.0);
  }
  return sum;
}

TEST(NeededHits, MissAnEdgeAtMostOnceInTwoHundredTimes) {
  const EdgeThresholds thresholds;
  const double rate = sample_rate(32, 2, 0.995);
  for (std::uint32_t smaller = 90; smaller < 2000; smaller += 7) {
    for (const double longer : {1.0, 1.2, 1.5, 2.0, 5.0}) {
      const auto larger = static_cast<std::uint32_t>(longer * smaller);
      // Just near, or just an excerpt, whichever asks for less.
      const double near = thresholds.jaccard / (1.0 + thresholds.jaccard) * (smaller + larger);
      const double shared = std::min(near, thresholds.containment * smaller);
      const std::uint32_t needed = needed_hits(smaller, larger, false, rate, thresholds);
      EXPECT_LE(fewer(rate * shared, needed), 0.005) << smaller << " and " << larger;
    }
  }
}

TEST(NeededHits, KeepPairsThatShareNextToNothingAway) {
  const EdgeThresholds thresholds;
  const double rate = sample_rate(32, 2, 0.995);
  for (const std::uint32_t size : {200U, 400U, 1000U}) {
    const std::uint32_t needed = needed_hits(size, size, false, rate, thresholds);
    EXPECT_GT(fewer(rate * 0.05 * size, needed), 0.97) << "a twentieth in common, " << size;
    EXPECT_LE(needed, rate * thresholds.evidence * size) << "what is evidence is met more often than not";
  }
}

TEST(NeededHits, AreTheSharedShinglesWhereAllAreLookedUp) {
  const EdgeThresholds thresholds;
  EXPECT_EQ(needed_hits(20, 500, true, 0.2, thresholds), thresholds.shared);
  EXPECT_EQ(needed_hits(60, 500, true, 0.2, thresholds), 12U);
}

}  // namespace
}  // namespace presswash
