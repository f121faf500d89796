#include <map>
#include <string>

#include <gtest/gtest.h>

#include "pipeline/evaluate.h"

namespace presswash::testing {
namespace {

const std::string first = "one two three four five six seven eight";
const std::string second = "nine ten eleven twelve thirteen fourteen fifteen";

LabelledPage page_with_gold() {
  LabelledPage page;
  page.id = "a";
  page.gold = {first, second};
  return page;
}

Evaluation score(const LabelledPage& page, const std::string& text) { return score_texts({page}, {{page.id, text}}); }

TEST(Evaluate, TheWholeTextScoresOne) {
  const Evaluation out = score(page_with_gold(), first + "\n" + second);
  EXPECT_DOUBLE_EQ(out.precision, 1.0);
  EXPECT_DOUBLE_EQ(out.recall, 1.0);
  EXPECT_DOUBLE_EQ(out.f1, 1.0);
}

TEST(Evaluate, RunsOfFourWordsAreCounted) {
  const Evaluation out = score(page_with_gold(), first);
  EXPECT_DOUBLE_EQ(out.precision, 1.0);
  EXPECT_DOUBLE_EQ(out.recall, 5.0 / 12.0) << "of eight words five runs, of fifteen twelve";
}

TEST(Evaluate, TextThatIsGivenTwiceCountsOnce) {
  const Evaluation out = score(page_with_gold(), first + "\n" + second + "\n" + first + "\n" + second);
  EXPECT_LT(out.precision, 0.55);
  EXPECT_DOUBLE_EQ(out.recall, 1.0);
}

TEST(Evaluate, NoTextScoresNothing) {
  for (const Evaluation& out : {score(page_with_gold(), ""), score_texts({page_with_gold()}, {})}) {
    EXPECT_DOUBLE_EQ(out.precision, 0.0);
    EXPECT_DOUBLE_EQ(out.f1, 0.0);
  }
}

TEST(Evaluate, OptionalTextIsNeitherAskedForNorPunished) {
  LabelledPage page = page_with_gold();
  page.optional = {"photo by somebody of the harbour at night"};
  EXPECT_DOUBLE_EQ(score(page, first + "\n" + page.optional[0] + "\n" + second).precision, 1.0);
  EXPECT_DOUBLE_EQ(score(page, first + "\n" + second).recall, 1.0);
}

TEST(Evaluate, PiecesArePooledOverPages) {
  LabelledPage a;
  a.id = "a";
  a.with = {"old pier", "two towers"};
  a.without = {"read more"};
  LabelledPage b;
  b.id = "b";
  b.with = {"market place"};
  b.without = {"our  newsletter"};
  const Evaluation out =
      score_texts({a, b}, {{"a", "The old pier\nand more"}, {"b", "A market\nplace. Our newsletter: our newsletter"}});
  EXPECT_EQ(out.with_found, 2U);
  EXPECT_EQ(out.with_missed, 1U);
  EXPECT_EQ(out.without_found, 1U);
  EXPECT_EQ(out.without_missed, 1U);
  EXPECT_DOUBLE_EQ(out.segment_f1(), 4.0 / 6.0);
}

}  // namespace
}  // namespace presswash::testing
