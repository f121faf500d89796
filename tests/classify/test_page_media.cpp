#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classify/page_media.h"
#include "classify/page_support.h"

namespace presswash::testing {
namespace {

// Places of features, in the order in which they are appended.
constexpr std::size_t last_image = 0;
constexpr std::size_t last_around = 4;
constexpr std::size_t last_described = 7;
constexpr std::size_t next_image = 8;
constexpr std::size_t next_described = 15;
constexpr std::size_t around_image = 17;
constexpr std::size_t around_field = 25;
constexpr std::size_t images = 38;

std::vector<std::vector<float>> features_of(const std::string& html) {
  return block_features(html, [](const PageTree& tree, const PageLines& lines) { return PageMedia(tree, lines); });
}

TEST(PageMedia, EveryBlockHasAsManyFeatures) {
  for (const std::string& html :
       {std::string("<p>One.</p><img src=a alt=b><p>Two.</p>"), "<svg></svg>" + paragraph(1) + "<input><p>x</p>"})
    for (const auto& features : features_of(html)) EXPECT_EQ(features.size(), features_of("<p>Text.</p>")[0].size());
}

TEST(PageMedia, CountsTheBlocksUpToTheNearestImages) {
  const auto all = features_of("<p>a</p><img src=x><p>b</p><p>c</p><img src=y><p>d</p>");
  EXPECT_EQ(all[0][last_image], 60.0F) << "none before it";
  EXPECT_EQ(all[0][next_image], 0.0F);
  EXPECT_EQ(all[1][last_image], 0.0F);
  EXPECT_EQ(all[1][next_image], 1.0F);
  EXPECT_EQ(all[2][last_image], 1.0F);
  EXPECT_EQ(all[3][next_image], 60.0F);
  EXPECT_EQ(all[3][images], 2.0F);
}

TEST(PageMedia, KnowsACaptionByWhatItsImageIsDescribedBy) {
  const auto all = features_of(
      paragraph(1) + "<div><img src=x alt='The ferry at the old pier'><p>The ferry at the old pier</p></div>" +
      paragraph(2));
  EXPECT_EQ(all[1][last_described], 1.0F);
  EXPECT_EQ(all[1][last_around], 1.0F) << "image and caption stand in an element of their own";
  EXPECT_LT(all[0][next_described], 0.5F);
  EXPECT_LT(all[2][last_described], 0.5F);
  EXPECT_EQ(all[2][last_around], 3.0F);
  EXPECT_EQ(features_of("<img src=x><p>Text</p>")[0][last_described], -1.0F) << "no description";
}

TEST(PageMedia, FindsTheInnermostElementWithSuchMedia) {
  const auto all = features_of("<div><div><img src=x><p>Caption</p></div>" + paragraph(1) +
                               "</div><form><p>Your mail</p><input></form>");
  EXPECT_EQ(all[0][around_image], 1.0F) << "one up";
  EXPECT_EQ(all[0][around_image + 1], 1.0F) << "it holds one block";
  EXPECT_EQ(all[1][around_image + 1], 2.0F);
  EXPECT_EQ(all[2][around_field], 1.0F);
  EXPECT_EQ(features_of("<p>Text</p>")[0][around_image], 30.0F);
}

TEST(PageMedia, TakesPagesOfVeryManyImages) {
  std::string html;
  for (int i = 0; i < 200'000; ++i) html += "<img alt=a>";
  const auto all = features_of(html + "<p>Text</p>");
  EXPECT_EQ(all[0][images], 200'000.0F);
}

}  // namespace
}  // namespace presswash::testing
