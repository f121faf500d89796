#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include "classify/block_row.h"
#include "classify/judge.h"
#include "pipeline/train_pages.h"
#include "pipeline/train_support.h"
#include "segment/lines.h"
#include "segment/render.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

std::string prose(std::uint64_t number) {
  static constexpr const char* words[] = {"council", "river", "bridge",  "the",   "after",  "winter",
                                          "repair",  "mayor", "harbour", "years", "towers", "crossed",
                                          "slowly",  "ferry", "steel",   "wind"};
  Random random(number * 2 + 1);
  std::string out = "Residents";
  for (int i = 0; i < 24; ++i) out += std::string(" ") + words[random() % std::size(words)];
  return out + ".";
}

/// A page whose comments are running text, too; only the markup tells them apart.
LabelledPage labelled_page(std::uint64_t number, std::size_t site) {
  LabelledPage page;
  page.id = "page-" + std::to_string(number);
  page.site = "site" + std::to_string(site) + ".example";
  page.html = "<html><body><nav class=menu><a href=/>Home</a></nav><article class=story>";
  for (std::uint64_t k = 0; k < 4; ++k) {
    page.gold.push_back(prose(number * 10 + k));
    page.html += "<p>" + page.gold.back() + "</p>";
  }
  page.html += "</article><section class=comments>";
  for (std::uint64_t k = 4; k < 7; ++k) page.html += "<div class=comment><p>" + prose(number * 10 + k) + "</p></div>";
  page.html += "</section></body></html>";
  return page;
}

std::vector<std::vector<LabelledPage>> scrape() {
  std::vector<LabelledPage> out;
  for (std::uint64_t number = 0; number < 40; ++number) out.push_back(labelled_page(number, number % 10));
  return {out};
}

TEST(TrainPages, LearnsThatCommentsAreNoArticle) {
  auto trained = train_pages(scrape(), few_trees(), silent);
  ASSERT_TRUE(trained) << trained.error().text();
  ASSERT_EQ(trained->sets.size(), 1U);
  const LabelledPage page = labelled_page(1000, 99);
  const RenderedPage rendered = render_page(page.html);
  WeightSet weights = BlockModel::built_in()->set(0);
  weights.page = trained->sets[0];
  const Page analysed = PageAnalyser().analyse(rendered.text, segment_lines(rendered.text), {});
  const auto rows = rows_of(analysed, weights, {}, page.site, &rendered.markup);
  const Judgement judged = Judge({}).judge(rows, weights, {});
  ASSERT_EQ(rows.size(), 8U);
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(judged.verdicts[i].removed, i == 0 || i > 4) << "block " << i;
}

TEST(TrainPages, JudgesHeldOutSitesWell) {
  auto trained = train_pages(scrape(), few_trees(), silent);
  ASSERT_TRUE(trained);
  EXPECT_EQ(trained->alone.lines, 40U * 8U);
  EXPECT_GT(trained->alone.article_f1, 0.99);
  EXPECT_GT(trained->alone.boilerplate_f1, 0.99);
}

TEST(TrainPages, GivesASetForEachFoldWhenCrossFitted) {
  TrainOptions options = few_trees();
  options.cross_fitted = true;
  options.folds = 3;
  auto trained = train_pages(scrape(), options, silent);
  ASSERT_TRUE(trained);
  EXPECT_EQ(trained->sets.size(), 3U);
  for (const PageWeights& set : trained->sets) EXPECT_TRUE(set.known());
}

TEST(TrainPages, GivesTheSameBytesOnOneThreadAndOnFour) {
  std::vector<std::string> bytes;
  for (const int threads : {1, 4}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    arena.execute([&] {
      auto trained = train_pages(scrape(), few_trees(), silent);
      ASSERT_TRUE(trained);
      WeightSet weights = BlockModel::built_in()->set(0);
      weights.page = trained->sets[0];
      bytes.push_back(BlockModel({weights}).encode());
    });
  }
  ASSERT_EQ(bytes.size(), 2U);
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST(TrainPages, RefusesPagesThatShowNoArticle) {
  LabelledPage page = labelled_page(1, 1);
  page.gold = {"words that stand nowhere on the page at all"};
  const auto trained = train_pages({{page}}, few_trees(), silent);
  ASSERT_FALSE(trained);
  EXPECT_EQ(trained.error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace presswash::testing
