#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "classify/places.h"

namespace presswash::testing {
namespace {

constexpr std::uint32_t story_place = 1;
constexpr std::uint32_t menu_place = 2;

std::vector<float> scores_without(const SitePlaces& site, const std::vector<PlacedBlock>& page) {
  std::vector<float> out;
  site.scores_without(page, out);
  return out;
}

TEST(SitePlaces, APageAloneOnItsSiteKnowsNothing) {
  const std::vector<PlacedBlock> page = {{story_place, 40, -3.0F}, {menu_place, 3, 3.0F}};
  SitePlaces site;
  site.add(page);
  EXPECT_EQ(scores_without(site, page), (std::vector<float>{0.0F, 0.0F}));
}

TEST(SitePlaces, APlaceSaysWhatTheOtherPagesHoldThere) {
  const std::vector<PlacedBlock> page = {{story_place, 40, -1.0F}, {menu_place, 3, 1.0F}, {9, 3, 2.0F}};
  SitePlaces site;
  site.add(page);
  site.add(std::vector<PlacedBlock>{{story_place, 40, -3.0F}, {menu_place, 3, 3.0F}});
  const auto scores = scores_without(site, page);
  EXPECT_FLOAT_EQ(scores[0], -1.5F);  // half: only one other page shows it
  EXPECT_FLOAT_EQ(scores[1], 1.5F);
  EXPECT_EQ(scores[2], 0.0F);
}

TEST(SitePlaces, MorePagesSayTheSameLouder) {
  const std::vector<PlacedBlock> page = {{menu_place, 3, 2.0F}};
  SitePlaces site;
  float last = 0.0F;
  site.add(page);
  for (int pages = 1; pages < 6; ++pages) {
    site.add(page);
    const float score = scores_without(site, page)[0];
    EXPECT_GT(score, last);
    EXPECT_LT(score, 2.0F);
    last = score;
  }
}

TEST(SitePlaces, TheOrderOfThePagesDoesNotMatter) {
  const std::vector<std::vector<PlacedBlock>> pages = {
      {{story_place, 40, -0.3F}, {menu_place, 3, 3.1F}}, {{story_place, 7, 0.7F}}, {{menu_place, 300, -9.0F}}};
  SitePlaces forwards;
  SitePlaces backwards;
  for (std::size_t k = 0; k < pages.size(); ++k) {
    forwards.add(pages[k]);
    backwards.add(pages[pages.size() - 1 - k]);
  }
  for (const auto& page : pages) EXPECT_EQ(scores_without(forwards, page), scores_without(backwards, page));
}

TEST(PageEvidence, IsNothingForABlockThatNothingIsKnownOf) {
  for (const std::uint32_t words : {1U, 10U, 100U})
    EXPECT_TRUE(std::ranges::all_of(page_evidence({}, words, 0.0F), [](float value) { return value == 0.0F; }));
}

TEST(PageEvidence, TellsWhatIsSeenFromWhatOnlyLooksAlike) {
  const auto seen = page_evidence({.clusters = 2, .masked_clusters = 2}, 10, 0.0F);
  const auto alike = page_evidence({.masked_clusters = 2}, 10, 0.0F);
  EXPECT_NE(seen, alike);
  EXPECT_EQ(std::ranges::count(seen, 1.0F), 1);
  EXPECT_EQ(std::ranges::count(alike, 1.0F), 1);
}

}  // namespace
}  // namespace presswash::testing
