#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "match/overlap.h"
#include "match/sample_index.h"
#include "test_seeds.h"

namespace presswash {
namespace {

TEST(SampleIndex, CountsLikeTheReference) {
  for (const std::uint64_t seed : testing::seeds(20)) {
    testing::Random random(seed);
    const Slot slots = 50;
    const std::uint64_t vocabulary = 20 + random() % 2000;
    std::vector<std::set<ShingleHash>> documents(slots);
    std::vector<Posting> postings;
    for (Slot slot = 0; slot < slots; ++slot) {
      for (std::uint64_t i = random() % 200; i > 0; --i) documents[slot].insert(mix64(random() % vocabulary));
      for (const ShingleHash shingle : documents[slot]) postings.emplace_back(shingle, slot);
    }
    std::sort(postings.begin(), postings.end());
    const SampleIndex index(postings);
    HitCounter counter;
    counter.reset(0, slots);
    for (Slot own = 0; own < slots; ++own) {
      const std::vector<ShingleHash> shingles(documents[own].begin(), documents[own].end());
      const std::vector<ShingleKey> keys(shingles.begin(), shingles.end());
      const bool before = own % 2 != 0;
      before ? index.probe_before(keys, own, counter) : index.probe(shingles, own, counter);
      for (Slot other = 0; other < slots; ++other) {
        std::uint32_t shared = 0;
        for (const ShingleHash shingle : shingles) shared += documents[other].count(shingle) != 0 ? 1U : 0U;
        EXPECT_EQ(counter.hits(other), other == own || (before && other > own) ? 0 : shared) << seed;
      }
      counter.clear();
      EXPECT_TRUE(counter.touched().empty());
    }
  }
}

TEST(SampleIndex, MeetsOnlyFirstsAndNeighboursOfACommonShingle) {
  std::vector<Posting> postings;
  for (Slot slot = 0; slot < 1000; ++slot) postings.emplace_back(ShingleHash{7}, slot);
  const SampleIndex index(postings);
  HitCounter counter;
  counter.reset(0, 1000);
  const std::vector<ShingleHash> shingles{7};
  index.probe(shingles, 500, counter);
  EXPECT_EQ(counter.touched().size(), 4U + 16U);
  EXPECT_EQ(counter.hits(0), 1U);
  EXPECT_EQ(counter.hits(492), 1U);
  EXPECT_EQ(counter.hits(508), 1U);
  EXPECT_EQ(counter.hits(500), 0U);
  counter.clear();
  for (const Slot own : {0U, 2U, 5U, 997U, 999U}) {
    index.probe(shingles, own, counter);
    for (const Slot slot : counter.touched()) EXPECT_EQ(counter.hits(slot), 1U) << own;
    counter.clear();
    index.probe_before(std::vector<ShingleKey>{7}, own, counter);
    EXPECT_EQ(counter.touched().size(), std::min(own, 12U));
    for (const Slot slot : counter.touched()) EXPECT_LT(slot, own);
    counter.clear();
  }
}

TEST(SampleIndex, IsEmptyWithoutPostings) {
  const SampleIndex index{std::vector<Posting>{}};
  HitCounter counter;
  counter.reset(0, 1);
  const std::vector<ShingleHash> shingles{1, 2, 3};
  index.probe(shingles, 0, counter);
  EXPECT_TRUE(counter.touched().empty());
  EXPECT_TRUE(index.empty());
}

TEST(Overlap, TellsNearFromExcerpt) {
  const EdgeThresholds thresholds;
  EXPECT_EQ(relation_of({.shared = 90, .size_a = 100, .size_b = 100}, thresholds), Relation::Near);
  EXPECT_EQ(relation_of({.shared = 30, .size_a = 30, .size_b = 300}, thresholds), Relation::Excerpt);
  EXPECT_EQ(relation_of({.shared = 60, .size_a = 60, .size_b = 100}, thresholds), Relation::Excerpt);
  EXPECT_EQ(relation_of({.shared = 20, .size_a = 100, .size_b = 100}, thresholds), Relation::None);
  EXPECT_EQ(relation_of({.shared = 7, .size_a = 7, .size_b = 7}, thresholds), Relation::None);
}

TEST(Overlap, IsZeroForEmptySets) {
  const Overlap overlap;
  EXPECT_EQ(overlap.jaccard(), 0.0);
  EXPECT_EQ(overlap.containment(), 0.0);
}

}  // namespace
}  // namespace presswash
