#include <cmath>

#include <gtest/gtest.h>

#include "match/band_join.h"
#include "match/banding.h"
#include "sketch/signature.h"
#include "test_seeds.h"

namespace presswash {
namespace {

TEST(Banding, IsChosenFromThresholdAndRecall) {
  for (const double threshold : {0.1, 0.25, 0.3, 0.5, 0.7, 0.9}) {
    for (const double recall : {0.9, 0.99, 0.995}) {
      const Banding banding = choose_banding(threshold, recall);
      EXPECT_GE(collision_probability(banding, threshold), recall) << threshold;
      EXPECT_LE(collision_probability(banding, threshold / 10), 0.1) << threshold;
    }
  }
  EXPECT_EQ(choose_banding(0.25, 0.995), (Banding{.bands = 83, .rows = 2}));
}

// The share of pairs that collide follows 1 - (1 - J^rows)^bands. 400 pairs: four standard errors, each of 0.025 at
// most, which chance breaks once in 15,000.
TEST(Banding, RecallFollowsTheCurve) {
  const Banding banding = choose_banding(0.3, 0.95);
  const Signer signer(banding.hashes());
  std::vector<std::uint32_t> scratch;
  for (const double jaccard : {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5}) {
    constexpr int pairs = 400;
    int found = 0;
    for (int pair = 0; pair < pairs; ++pair) {
      testing::Random random(static_cast<std::uint64_t>(pair) * 31 + 7);
      constexpr std::size_t all = 300;
      std::vector<ShingleHash> a(static_cast<std::size_t>(all * jaccard));
      for (ShingleHash& shingle : a) shingle = random();
      auto b = a;
      for (std::size_t i = a.size(); a.size() + b.size() < all + static_cast<std::size_t>(all * jaccard); ++i) {
        (i % 2 == 0 ? a : b).push_back(random());
      }
      BandKeys keys(banding, 2);
      std::vector<std::uint32_t> signature(banding.hashes());
      signer.sign(a, signature, scratch);
      keys.set(0, signature);
      signer.sign(b, signature, scratch);
      keys.set(1, signature);
      found += keys.collide_before(banding.bands, 0, 1) ? 1 : 0;
    }
    const double expected = collision_probability(banding, jaccard);
    const double error = std::sqrt(std::max(expected * (1 - expected), 0.002) / pairs);
    EXPECT_NEAR(static_cast<double>(found) / pairs, expected, 4 * error) << jaccard;
  }
}

TEST(BandJoin, GivesEachCollidingPairOnce) {
  const Banding banding{.bands = 6, .rows = 1};
  for (const std::uint64_t seed : testing::seeds(50)) {
    testing::Random random(seed);
    constexpr Slot slots = 40;
    BandKeys keys(banding, slots);
    std::vector<std::vector<std::uint32_t>> signatures;
    std::vector<Slot> members;
    for (Slot slot = 0; slot < slots; ++slot) {
      std::vector<std::uint32_t> signature(6);
      for (auto& value : signature) value = static_cast<std::uint32_t>(random() % 30);
      keys.set(slot, signature);
      signatures.push_back(signature);
      if (random() % 5 != 0) members.push_back(slot);
    }
    std::vector<SlotPair> made;
    for (std::uint32_t band = 0; band < banding.bands; ++band) append_band_pairs(keys, band, members, made);
    std::sort(made.begin(), made.end());
    std::vector<SlotPair> expected;
    for (const Slot a : members) {
      for (const Slot b : members) {
        bool collide = false;
        for (std::size_t band = 0; band < 6; ++band) collide |= signatures[a][band] == signatures[b][band];
        if (b < a && collide) expected.push_back({.larger = a, .smaller = b});
      }
    }
    EXPECT_EQ(made, expected) << seed;
  }
}

TEST(BandJoin, KeepsLargeGroupsLinear) {
  const Banding banding{.bands = 1, .rows = 1};
  constexpr Slot slots = 20000;
  BandKeys keys(banding, slots);
  std::vector<Slot> members;
  const std::vector<std::uint32_t> same{42};
  for (Slot slot = 0; slot < slots; ++slot) {
    keys.set(slot, same);
    members.push_back(slot);
  }
  std::vector<SlotPair> made;
  append_band_pairs(keys, 0, members, made);
  EXPECT_LE(made.size(), 3U * slots);
  std::vector<bool> reached(slots);
  for (const SlotPair& pair : made) reached[pair.larger] = true;
  EXPECT_EQ(std::count(reached.begin(), reached.end(), true), slots - 1);
}

}  // namespace
}  // namespace presswash
