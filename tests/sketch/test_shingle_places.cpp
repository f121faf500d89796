#include <algorithm>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sketch/shingle_places.h"
#include "test_seeds.h"

namespace presswash {
namespace {

std::vector<std::size_t> places_of(const ShinglePlaces& places, ShingleHash shingle) {
  std::vector<std::size_t> found;
  const bool any = places.find(shingle, [&](std::size_t place) { found.push_back(place); });
  EXPECT_EQ(any, !found.empty());
  std::ranges::sort(found);
  return found;
}

TEST(ShinglePlaces, AreAllPlacesOfTheDocumentHeldLast) {
  ShinglePlaces places;
  EXPECT_THAT(places_of(places, 1), ::testing::IsEmpty());
  for (const std::uint64_t seed : testing::seeds(30)) {
    std::mt19937_64 random(seed);
    std::vector<ShingleHash> shingles(random() % (seed % 7 == 0 ? 20'000 : 300));
    std::map<ShingleHash, std::vector<std::size_t>> expected;
    for (std::size_t i = 0; i < shingles.size(); ++i) {
      shingles[i] = random() % 200 * 64;  // many fall on one slot, and come again
      expected[shingles[i]].push_back(i);
    }
    places.assign(shingles);
    for (ShingleHash shingle = 0; shingle < ShingleHash{200} * 64; shingle += 64)
      EXPECT_EQ(places_of(places, shingle), expected[shingle]) << seed;
    EXPECT_THAT(places_of(places, 7), ::testing::IsEmpty());
  }
}

}  // namespace
}  // namespace presswash
