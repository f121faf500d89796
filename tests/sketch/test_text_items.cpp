#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sketch/text_items.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

using ::testing::SizeIs;

std::vector<TokenHash> words_of(const std::string& text) {
  std::vector<TokenHash> words;
  Tokenizer().append(text, words);
  return words;
}

std::vector<TokenHash> figures_of(const std::string& text) {
  const std::vector<TokenHash> words = words_of(text);
  std::vector<TextItem> items;
  make_items(words, items);
  std::vector<TokenHash> figures;
  take_figures(items, figures);
  return figures;
}

TEST(TextItems, TakeNumbersSideBySideAsOneFigure) {
  const std::vector<TokenHash> words = words_of("rose 9-3/4 points to 1.25 on 30 April");
  std::vector<TextItem> items;
  make_items(words, items);
  ASSERT_EQ(items.size(), 7U);
  EXPECT_TRUE(items[0].figure.empty());
  EXPECT_EQ(items[0].hash, words[0]);
  EXPECT_THAT(items[1].figure, SizeIs(3));
  EXPECT_THAT(items[4].figure, SizeIs(2));
  EXPECT_THAT(items[6].figure, SizeIs(2)) << "a day and its month";
}

TEST(TextItems, GiveDistinctFiguresInAnyOrderOfTheText) {
  EXPECT_EQ(figures_of("5 of 7 and 7 of 5"), figures_of("7, then 5"));
  EXPECT_EQ(figures_of("three men"), figures_of("3 women"));
  EXPECT_NE(figures_of("1 25"), figures_of("125"));
  EXPECT_TRUE(figures_of("no figure here").empty());
  EXPECT_TRUE(figures_of("").empty());
}

TEST(TextItems, CountWhatTwoTextsShare) {
  const SharedFigures shared = compare_figures(figures_of("12 and 31 and 140"), figures_of("140 or 12 or 9 or 8"));
  EXPECT_EQ(shared.fewer, 3U);
  EXPECT_EQ(shared.same, 2U);
}

}  // namespace
}  // namespace presswash
