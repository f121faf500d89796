#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "match/place.h"

namespace presswash {
namespace {

using Shingles = std::vector<ShingleHash>;

Shingles run(std::uint64_t first, std::size_t count) {
  Shingles out(count);
  std::iota(out.begin(), out.end(), ShingleHash{first});
  return out;
}

/// 400 shingles that hold `brief` from `at` on.
Shingles text_with(const Shingles& brief, std::size_t at) {
  Shingles out = run(10'000, 400);
  std::copy(brief.begin(), brief.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
  return out;
}

TEST(Place, KnowsAnItemInTheLastPartFromATeaser) {
  const Shingles brief = run(1, 20);
  EXPECT_TRUE(stands_behind(brief, text_with(brief, 300)));
  EXPECT_FALSE(stands_behind(brief, text_with(brief, 0)));
  EXPECT_FALSE(stands_behind(brief, text_with(brief, 150)));
}

TEST(Place, SaysNothingOfTextsOfSimilarLengthAndOfLongOnes) {
  const Shingles brief = run(1, 20);
  Shingles text = run(10'000, 40);
  text.insert(text.end(), brief.begin(), brief.end());
  EXPECT_FALSE(stands_behind(brief, text)) << "three times as long";
  const Shingles longer = run(1, 80);
  EXPECT_FALSE(stands_behind(longer, text_with(longer, 310))) << "no brief";
}

}  // namespace
}  // namespace presswash
