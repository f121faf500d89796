#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cluster/related.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

NamedStory story(std::vector<TokenHash> names, std::optional<std::int64_t> published = std::nullopt) {
  NamedStory out{.names = {}, .published_seconds = published};
  std::ranges::sort(names);
  for (const TokenHash name : names) out.names.push_back({.hash = name, .times = 1});
  return out;
}

std::vector<std::uint32_t> related_to(std::span<const NamedStory> stories, std::uint32_t to,
                                      const RelatedOptions& options = {}) {
  std::vector<std::uint32_t> out;
  const auto found = find_related(stories, options);
  for (const RelatedStory& other : found[to]) out.push_back(other.story);
  return out;
}

TEST(Related, StoriesSayTheSameNames) {
  const std::vector<NamedStory> stories{story({1, 2, 3, 4, 5, 6, 7}), story({1, 2, 3, 4, 5, 6, 8}),
                                        story({11, 12, 13, 14, 15, 16}), story({1, 12, 23, 24, 25, 26})};
  EXPECT_THAT(related_to(stories, 0), ElementsAre(1));
  EXPECT_THAT(related_to(stories, 1), ElementsAre(0));
  EXPECT_THAT(related_to(stories, 2), IsEmpty());
  EXPECT_THAT(related_to(stories, 3), IsEmpty());
}

TEST(Related, StoriesCameOutWithinTheWindow) {
  constexpr std::int64_t day = 24 * 3600;
  const std::vector<TokenHash> names{1, 2, 3, 4, 5, 6};
  const std::vector<NamedStory> stories{story(names, 0), story(names, 2 * day), story(names, 4 * day), story(names)};
  EXPECT_THAT(related_to(stories, 0), ElementsAre(1, 3));
  EXPECT_THAT(related_to(stories, 2), ElementsAre(1, 3));
  EXPECT_THAT(related_to(stories, 3), ElementsAre(0, 1, 2));
}

TEST(Related, StoriesOfFewNamesAreToldApartByNothing) {
  const std::vector<NamedStory> stories{story({1, 2, 3}), story({1, 2, 3})};
  EXPECT_THAT(related_to(stories, 0), IsEmpty());
}

TEST(Related, ListsAreCutToTheMostSimilar) {
  std::vector<NamedStory> stories{story({1, 2, 3, 4, 5, 6, 7, 8})};
  for (TokenHash own = 0; own < 30; ++own) stories.push_back(story({1, 2, 3, 4, 5, 6, 100 + own, 200 + own}));
  stories.push_back(story({1, 2, 3, 4, 5, 6, 7, 300}));
  const RelatedOptions options{.similarity = 0.05, .most = 5};
  const auto found = find_related(stories, options);
  ASSERT_EQ(found[0].size(), 5U);
  EXPECT_EQ(found[0][0].story, 31U);
  EXPECT_TRUE(std::ranges::is_sorted(found[0], std::ranges::greater{}, &RelatedStory::similarity));
  EXPECT_EQ(found[0][0].names.front(), 7U) << "the rarest name first";
}

double cosine(const NamedStory& a, const NamedStory& b, const std::map<TokenHash, double>& in, double stories) {
  std::map<TokenHash, double> of_a;
  const auto weight = [&](const StoryName& name) {
    return (1 + std::log(name.times)) * std::log((stories + 50) / (in.at(name.hash) + 1));
  };
  double product = 0;
  double square_a = 0;
  double square_b = 0;
  for (const StoryName& name : a.names) {
    of_a[name.hash] = weight(name);
    square_a += weight(name) * weight(name);
  }
  for (const StoryName& name : b.names) {
    square_b += weight(name) * weight(name);
    if (of_a.contains(name.hash)) product += of_a[name.hash] * weight(name);
  }
  return product / std::sqrt(square_a * square_b);
}

// Against the cosines of all pairs; few enough stories that each name is looked up.
TEST(Related, AgreesWithTheReference) {
  for (const std::uint64_t seed : testing::seeds(20)) {
    testing::Random random(seed);
    std::vector<NamedStory> stories;
    std::map<TokenHash, double> in;
    for (int i = 0; i < 40; ++i) {
      std::map<TokenHash, std::uint32_t> names;
      const TokenHash event = static_cast<TokenHash>(random() % 8) * 20;
      for (int n = 0; n < 14; ++n)
        ++names[random() % 3 == 0 ? static_cast<TokenHash>(1000 + random() % 200)
                                  : event + static_cast<TokenHash>(random() % 14)];
      NamedStory made;
      for (const auto& [hash, times] : names) {
        made.names.push_back({.hash = hash, .times = times});
        in[hash] += 1;
      }
      stories.push_back(std::move(made));
    }
    const RelatedOptions options{.similarity = 0.3, .least_names = 1, .least_shared = 1, .most = 100};
    const auto found = find_related(stories, options);
    std::size_t pairs = 0;
    for (std::uint32_t a = 0; a < stories.size(); ++a) {
      std::vector<std::uint32_t> wanted;
      for (std::uint32_t b = 0; b < stories.size(); ++b) {
        if (a != b && cosine(stories[a], stories[b], in, 40) >= options.similarity) wanted.push_back(b);
      }
      std::vector<std::uint32_t> got;
      for (const RelatedStory& other : found[a]) {
        got.push_back(other.story);
        EXPECT_NEAR(other.similarity, cosine(stories[a], stories[other.story], in, 40), 1e-9) << seed;
      }
      std::ranges::sort(got);
      EXPECT_EQ(got, wanted) << seed;
      pairs += got.size();
    }
    EXPECT_GT(pairs, 0U) << seed;
  }
}

}  // namespace
}  // namespace presswash
