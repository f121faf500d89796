#include <cmath>

#include <gtest/gtest.h>

#include "reference/reference_text.h"
#include "reference/story_maker.h"
#include "sketch/sample.h"
#include "sketch/shingle_set.h"
#include "sketch/shingles.h"
#include "sketch/signature.h"
#include "test_seeds.h"

namespace presswash {
namespace {

std::vector<ShingleHash> shingles_of(const std::vector<TokenHash>& words) {
  std::vector<ShingleHash> out;
  append_shingles(words, out);
  return out;
}

std::vector<ShingleHash> random_shingles(std::size_t count, testing::Random& random) {
  std::vector<ShingleHash> out(count);
  for (ShingleHash& shingle : out) shingle = random();
  return out;
}

TEST(Shingles, EqualTheReferenceForEveryLength) {
  testing::StoryMaker maker(1);
  for (std::size_t length = 0; length < 40; ++length) {
    const std::vector<TokenHash> words = maker.story(length);
    const std::vector<ShingleHash> made = shingles_of(words);
    EXPECT_EQ(std::set<ShingleHash>(made.begin(), made.end()), reference::shingle_set(words)) << length;
    EXPECT_EQ(made.size(), length == 0 ? 0U : length < 5 ? 1U : length - 4);
  }
}

TEST(ShingleSet, CountsLikeASetOverManyDocuments) {
  ShingleSet set;
  for (const std::uint64_t seed : testing::seeds(100)) {
    testing::StoryMaker maker(seed);
    const auto a = maker.story(maker.below(300));
    const auto b = testing::joined({maker.edited(a, 10), maker.edited(a, 10)});
    const auto slow_a = reference::shingle_set(a);
    set.assign(shingles_of(a));
    EXPECT_EQ(set.size(), slow_a.size()) << seed;
    EXPECT_EQ(set.count_shared(shingles_of(b)), reference::shared(slow_a, reference::shingle_set(b))) << seed;
    for (const ShingleHash shingle : shingles_of(b)) EXPECT_EQ(set.contains(shingle), slow_a.count(shingle) != 0);
  }
}

TEST(ShingleSet, ForgetsAGiantDocument) {
  testing::Random random(5);
  ShingleSet set;
  set.assign(random_shingles(100000, random));
  const auto small = random_shingles(10, random);
  set.assign(small);
  EXPECT_EQ(set.size(), 10U);
  EXPECT_EQ(set.count_shared(small), 10U);
}

TEST(Signature, EqualsTheReferenceOnRandomShingles) {
  std::vector<std::uint32_t> scratch;
  for (const std::uint32_t hashes : {1U, 31U, 32U, 33U, 166U}) {
    const Signer signer(hashes);
    for (const std::uint64_t seed : testing::seeds(20)) {
      testing::Random random(seed);
      const auto shingles = random_shingles(random() % 200, random);
      std::vector<std::uint32_t> made(hashes);
      signer.sign(shingles, made, scratch);
      EXPECT_EQ(made, reference::signature({shingles.begin(), shingles.end()}, signer)) << seed;
    }
  }
}

// The mean square error over many pairs must be that of independent hash functions, J (1 - J) / k. With 400 pairs its
// relative standard error is about sqrt(2 / 400) = 0.07; four of them are allowed (by chance once in 30,000 runs).
TEST(Signature, EstimatesJaccardWithTheErrorOfIndependentHashes) {
  constexpr std::uint32_t hashes = 128;
  const Signer signer(hashes);
  std::vector<std::uint32_t> scratch;
  for (const double jaccard : {0.1, 0.3, 0.5, 0.8}) {
    double square = 0;
    double bias = 0;
    constexpr int pairs = 400;
    for (int pair = 0; pair < pairs; ++pair) {
      testing::Random random(mix64(static_cast<std::uint64_t>(pair) * 7919));
      const auto common = static_cast<std::size_t>(500 * jaccard);
      auto a = random_shingles(common, random);
      auto b = a;
      for (std::size_t i = common; i < 500; ++i) (i % 2 == 0 ? a : b).push_back(random());
      std::vector<std::uint32_t> of_a(hashes);
      std::vector<std::uint32_t> of_b(hashes);
      signer.sign(a, of_a, scratch);
      signer.sign(b, of_b, scratch);
      int equal = 0;
      for (std::uint32_t i = 0; i < hashes; ++i) equal += of_a[i] == of_b[i] ? 1 : 0;
      const double error = static_cast<double>(equal) / hashes - jaccard;
      square += error * error / pairs;
      bias += error / pairs;
    }
    const double expected = jaccard * (1 - jaccard) / hashes;
    EXPECT_LT(square, expected * 1.28) << jaccard;
    EXPECT_GT(square, expected * 0.72) << jaccard;
    EXPECT_LT(std::abs(bias), 4 * std::sqrt(expected / pairs)) << jaccard;
  }
}

// The estimate of a containment of C from n shingles sampled at rate r has standard error sqrt(C (1 - C) / (n r)).
TEST(Sample, EstimatesContainmentWithItsError) {
  const SampleBound bound(0.25);
  for (const double containment : {0.3, 0.6, 0.9}) {
    constexpr int pairs = 400;
    constexpr std::size_t size = 400;
    double square = 0;
    for (int pair = 0; pair < pairs; ++pair) {
      testing::Random random(mix64(static_cast<std::uint64_t>(pair) + 99));
      const auto shingles = random_shingles(size, random);
      double in_sample = 0;
      double in_both = 0;
      for (std::size_t i = 0; i < size; ++i) {
        if (!bound.holds(shingles[i])) continue;
        in_sample += 1;
        in_both += static_cast<double>(i) < containment * size ? 1 : 0;
      }
      const double error = in_both / in_sample - containment;
      square += error * error / pairs;
    }
    const double expected = containment * (1 - containment) / (size * bound.rate());
    EXPECT_LT(square, expected * 1.35) << containment;
    EXPECT_GT(square, expected * 0.65) << containment;
  }
}

TEST(Sample, RateGivesTheWantedRecall) {
  for (const std::uint32_t shared : {20U, 30U, 60U}) {
    for (const double recall : {0.9, 0.995}) {
      const SampleBound bound(sample_rate(shared, 2, recall));
      testing::Random random(shared);
      constexpr int trials = 20000;
      int found = 0;
      for (int trial = 0; trial < trials; ++trial) {
        int hits = 0;
        for (std::uint32_t i = 0; i < shared; ++i) hits += bound.holds(random()) ? 1 : 0;
        found += hits >= 2 ? 1 : 0;
      }
      // Four standard errors of slack.
      EXPECT_GT(found, trials * (recall - 4 * std::sqrt(recall * (1 - recall) / trials))) << shared << ' ' << recall;
    }
  }
  EXPECT_EQ(sample_rate(1, 2, 0.9), 1.0);
}

}  // namespace
}  // namespace presswash
