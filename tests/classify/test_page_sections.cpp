#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classify/page_sections.h"
#include "classify/page_support.h"

namespace presswash::testing {
namespace {

// Places of features, in the order in which they are appended.
constexpr std::size_t repeats = 0;
constexpr std::size_t articles = 2;
constexpr std::size_t shared = 3;
constexpr std::size_t peers = 4;
constexpr std::size_t since_comments = 6;
constexpr std::size_t branch_prose = 12;
constexpr std::size_t opened_level = 30;
constexpr std::size_t opened_kind = 31;
constexpr std::size_t beginnings = 40;

std::vector<std::vector<float>> features_of(const std::string& html) {
  return block_features(html, [](const PageTree& tree, const PageLines& lines) { return PageSections(tree, lines); });
}

TEST(PageSections, EveryBlockHasAsManyFeatures) {
  for (const std::string& html : {std::string("<p>One.</p><p>Two.</p>"), "<h1>Title</h1>" + paragraph(1) + "<p>x</p>"})
    for (const auto& features : features_of(html)) EXPECT_EQ(features.size(), features_of("<p>Text.</p>")[0].size());
}

TEST(PageSections, CountsLinesThatStandThereAgainAndAgain) {
  const auto all =
      features_of("<p>Story continues</p>" + paragraph(1) + "<p>Story continues</p><p>Story continues</p>");
  EXPECT_EQ(all[0][repeats], 3.0F);
  EXPECT_EQ(all[1][repeats], 1.0F);
}

TEST(PageSections, TellsTheArticleFromPostsThatStandInIt) {
  const std::string post = "<article>" + paragraph(7) + "</article>";
  const auto all =
      features_of("<article><h1>Title</h1>" + paragraph(1) + paragraph(2) + post + post + post + "</article>");
  ASSERT_EQ(all.size(), 6U);
  EXPECT_EQ(all[1][articles], 4.0F);
  EXPECT_EQ(all[1][shared], 1.0F);
  EXPECT_EQ(all[1][peers], 1.0F);
  EXPECT_EQ(all[3][shared], 0.0F);
  EXPECT_EQ(all[3][peers], 3.0F);
}

TEST(PageSections, KnowsHowFarBehindItTheCommentsBegan) {
  const auto all = features_of("<h1>Title</h1>" + paragraph(1) + "<h3>Comments</h3>" + paragraph(2) + paragraph(3));
  EXPECT_EQ(all[1][since_comments], 999.0F);
  EXPECT_EQ(all[3][since_comments], 1.0F);
  EXPECT_EQ(all[4][since_comments], 2.0F);
}

TEST(PageSections, MeasuresTheBranchThatStandsApartFromTheArticle) {
  const auto all = features_of("<div><h1>Title</h1>" + paragraph(1) + paragraph(2) + paragraph(3) + "</div><div><div>" +
                               paragraph(4) + "</div></div>");
  EXPECT_FLOAT_EQ(all[4][branch_prose], 0.25F);
}

TEST(PageSections, ReadsTheLinesWithWhichTheElementsAroundBegin) {
  const auto all = features_of("<div><h1>Title</h1>" + paragraph(1) + "</div><section><h3>Related stories</h3><div>" +
                               paragraph(2) + "<p>More of it</p></div></section>");
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[1][opened_level], -1.0F) << "the element around it holds the article's beginning";
  EXPECT_EQ(all[1][beginnings], 0.0F);
  EXPECT_EQ(all[3][opened_level], 2.0F) << "its paragraph and its division begin with it, the section with the cue";
  EXPECT_EQ(all[3][opened_kind], static_cast<float>(Kind::Related));
  EXPECT_EQ(all[3][beginnings], 2.0F);
  EXPECT_EQ(all[4][opened_level], 3.0F);
}

}  // namespace
}  // namespace presswash::testing
