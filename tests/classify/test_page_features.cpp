#include <string>

#include <gtest/gtest.h>

#include "classify/page_features.h"
#include "classify/page_lines.h"
#include "classify/page_tree.h"
#include "classify_support.h"
#include "segment/render.h"

namespace presswash::testing {
namespace {

/// A page of HTML, rendered and taken apart.
struct Rendered {
  explicit Rendered(const std::string& html, std::string_view title = {})
      : rendered(render_page(html)), page(page_of(rendered.text, title)) {}
  RenderedPage rendered;
  Page page;

  [[nodiscard]] const PageMarkup& markup() const { return rendered.markup; }
  [[nodiscard]] PageTree tree() const { return PageTree(page, markup(), {}); }
};

std::string paragraph(std::size_t number) { return "<p>" + sentence(number, 30) + "</p>"; }

const std::string story =
    "<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><div class=content><h1>Ferry stops</h1>" +
    paragraph(1) + paragraph(2) + "<h2>Winter</h2>" + paragraph(3) + "</div><ul class=comments><li><b>10:20</b>" +
    paragraph(4) + "</li><li><b>10:35</b>" + paragraph(5) + "</li></ul></body></html>";

TEST(PageTree, ABoxIsTheInnermostElementWithALineOfItsOwn) {
  const Rendered at("<div><p><span><b>Bold words</b></span></p></div>");
  const PageTree tree = at.tree();
  ASSERT_EQ(tree.size(), 1U);
  EXPECT_EQ(tree.box(0).tag, Tag::P);
}

TEST(PageTree, WhatElementsHoldAddsUpToThePage) {
  const Rendered at(story);
  const PageTree tree = at.tree();
  float words = 0.0F;
  for (std::size_t i = 0; i < tree.size(); ++i) words += tree.words(i);
  EXPECT_EQ(tree.holdings[0].words, words);
  EXPECT_EQ(tree.holdings[0].prose, tree.prose);
  EXPECT_EQ(tree.holdings[0].blocks, static_cast<float>(tree.size()));
  EXPECT_EQ(tree.prose, 5 * 30.0F);
}

TEST(PageTree, FindsTheElementThatRunningTextStandsIn) {
  const Rendered at(story);
  const PageTree tree = at.tree();
  EXPECT_EQ(tree.element(tree.best).tag, Tag::Div);
  EXPECT_EQ(tree.holdings[tree.best].prose, 3 * 30.0F);
}

TEST(PageTree, AWayGoesUpToTheElementAroundBothAndDown) {
  const Rendered at("<div><section><p>One.</p></section><p>Two.</p></div>");
  const PageTree tree = at.tree();
  ASSERT_EQ(tree.size(), 2U);
  const Way way = tree.way(tree.boxes[0], tree.boxes[1]);
  EXPECT_EQ(way.up, 2.0F);
  EXPECT_EQ(way.down, 1.0F);
  EXPECT_EQ(tree.element(way.around).tag, Tag::Div);
  EXPECT_EQ(tree.apart(0, 1), 3.0F);
  EXPECT_EQ(tree.apart(1, 1), 0.0F);
}

TEST(PageTree, SeesAListOfDatedTexts) {
  const Rendered at(story);
  const PageTree tree = at.tree();
  EXPECT_EQ(tree.longest[tree.boxes[tree.size() - 1]], 2.0F);
  EXPECT_EQ(tree.longest[tree.best], 0.0F);
}

TEST(PageTree, ScoresNamesByWhatWasLearnedOfThem) {
  const Rendered at("<div class=comment><p>Text.</p></div>");
  WordScores scores;
  scores.names.assign(score_buckets, -16);
  const PageTree tree(at.page, at.markup(), scores);
  EXPECT_EQ(tree.holdings[tree.box(0).parent].score, -1.0F);
  EXPECT_EQ(tree.holdings[tree.boxes[0]].score, 0.0F) << "it has no names";
}

TEST(PageLines, FindsHeadingOpeningAndTheHeadingAbove) {
  const Rendered at(story, "Ferry stops");
  const PageTree tree = at.tree();
  const PageLines lines(tree, {});
  EXPECT_EQ(lines.heading, 1U);
  EXPECT_EQ(lines.title, 1U);
  EXPECT_EQ(lines.opening, 2U);
  EXPECT_EQ(lines.headings[3], 1U);
  EXPECT_EQ(lines.headings[5], 4U);
  EXPECT_EQ(lines.headings[0], tree.size()) << "none stands above";
}

TEST(PageLines, CountsRunningTextBeforeEachBlock) {
  const Rendered at(story);
  const PageTree tree = at.tree();
  const PageLines lines(tree, {});
  EXPECT_EQ(lines.before[2], 0.0F);
  EXPECT_EQ(lines.before[4], 60.0F);
  EXPECT_EQ(lines.before.back(), tree.prose);
  EXPECT_EQ(lines.last_prose[4], 1.0F);
  EXPECT_EQ(lines.next_prose[4], 1.0F);
}

TEST(PageFeatures, EveryBlockHasAllOfThem) {
  const Rendered at(story);
  const PageFeatures features = page_features(at.page, at.markup(), {});
  EXPECT_EQ(features.count, page_feature_count());
  EXPECT_EQ(features.values.size(), features.count * at.page.blocks.size());
}

TEST(PageFeatures, APageWithoutTextHasNone) {
  const Rendered at("<html><body></body></html>");
  EXPECT_TRUE(page_features(at.page, at.markup(), {}).values.empty());
}

TEST(PageFeatures, TellArticleAndCommentsApart) {
  const Rendered at(story);
  const PageFeatures features = page_features(at.page, at.markup(), {});
  std::size_t other = 0;
  const auto article = features.of(3);
  const auto comment = features.of(at.page.blocks.size() - 1);
  for (std::size_t f = 0; f < features.count; ++f) other += article[f] != comment[f] ? 1U : 0U;
  EXPECT_GT(other, 20U);
}

}  // namespace
}  // namespace presswash::testing
