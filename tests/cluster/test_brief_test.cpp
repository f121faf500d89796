#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cluster/brief_test.h"
#include "match/overlap.h"
#include "sketch/shingle_set.h"
#include "sketch/shingles.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

using Words = std::vector<TokenHash>;

Words words_of(const std::string& text) {
  Words words;
  Tokenizer().append(text, words);
  return words;
}

Overlap overlap_of(const Words& a, const Words& b) {
  std::vector<ShingleHash> of_a;
  std::vector<ShingleHash> of_b;
  append_shingles(a, of_a);
  append_shingles(b, of_b);
  ShingleSet set_a;
  ShingleSet set_b;
  set_a.assign(of_a);
  set_b.assign(of_b);
  return {.shared = set_a.count_shared(of_b), .size_a = set_a.size(), .size_b = set_b.size()};
}

class BriefTestTest : public ::testing::Test {
 protected:
  /// A scrape in which reports of one form are common, and their names are not.
  void SetUp() override {
    for (int i = 0; i < 200; ++i) {
      std::ostringstream other;
      other << "a story of its own number x" << i << " about y" << i;
      Words words =
          words_of(i % 2 == 0 ? "the board sets a quarterly dividend of five cents payable in july to holders "
                                "of record the fund said on monday raises its price for copper by to cents a "
                                "pound effective today"
                              : other.str());
      make_distinct(words);
      counts.add(words);
    }
  }
  bool differ(const std::string& a, const std::string& title_a, const std::string& b, const std::string& title_b) {
    const Words words_a = words_of(a);
    const Words words_b = words_of(b);
    const Words of_a = words_of(title_a);
    const Words of_b = words_of(title_b);
    const Overlap overlap = overlap_of(words_a, words_b);
    const bool one_way = test.differ({words_a, of_a}, {words_b, of_b}, overlap);
    const Overlap back{.shared = overlap.shared, .size_a = overlap.size_b, .size_b = overlap.size_a};
    EXPECT_EQ(one_way, test.differ({words_b, of_b}, {words_a, of_a}, back)) << "the order of the two must not matter";
    return one_way;
  }

  WordCounts counts;
  BriefTest test{counts};
};

const std::string dividend = "the board sets a quarterly dividend of five cents payable in july to holders of record";
const std::string copper = "the fund said it raises its price for copper by 5 to 64.25 cents a pound effective today";

TEST_F(BriefTestTest, TellsEqualTextsApartByTheNamesInTheirTitles) {
  const Words words = words_of(dividend);
  EXPECT_TRUE(test.titles_differ(words, words_of("Harrowgate Mills dividend"), words_of("Osprey Lantern dividend")));
  EXPECT_FALSE(
      test.titles_differ(words, words_of("Harrowgate Mills dividend"), words_of("Harrowgate Mills pays five")));
  EXPECT_FALSE(test.titles_differ(words, words_of("Harrowgate Mills dividend"), Words{})) << "one title is not known";
}

TEST_F(BriefTestTest, KeepsEqualTextsTogetherWhoseWordsTellEnough) {
  const Words words = words_of(
      "Wilhelmina Osgood rescued twelve herons from the Tarrant sluice near Brackwater with a borrowed ladder and "
      "rope");
  EXPECT_FALSE(test.titles_differ(words, words_of("Heron rescue"), words_of("Neighbour climbs for birds")));
}

TEST_F(BriefTestTest, TellsReportsOfOneFormApartByFiguresInEachOthersPlace) {
  EXPECT_FALSE(differ(copper, "Copper price", copper, "Copper price"));
  EXPECT_TRUE(differ(copper, "Copper price",
                     "the fund said it raises its price for copper by 3 to 66.50 cents a pound effective today",
                     "Copper price"));
  EXPECT_TRUE(differ(
      "the fund said on monday money was trading at six percent when it raises its price effective today", "",
      "the fund said on monday money was trading at 6-3/8 percent when it raises its price effective today", ""));
}

TEST_F(BriefTestTest, TakesDamagedAndAddedFiguresForNone) {
  EXPECT_FALSE(differ(
      "the fund said it raises its price for copper in the first days of april 30 to holders of record today", "",
      "the fund said it raises its price for copper in the first days of aprjl 30 to holders of record today", ""));
  EXPECT_FALSE(differ(copper, "Copper price", copper + " it was 59 cents in 1985", "Copper price"));
  EXPECT_FALSE(differ("Norwell 3 May " + copper, "Copper price", "Ashby 5 May " + copper, "Copper price"))
      << "every copy has a dateline of its own";
}

TEST_F(BriefTestTest, TellsTextsOfDifferentSubjectsApart) {
  const std::string form =
      " filed a statement for a public offering of shares the proceeds are to be used to repay debt "
      "and for general purposes the company said on monday and named an underwriter for the sale";
  EXPECT_TRUE(
      differ("Harrowgate" + form, "Harrowgate offers shares", "Osprey Lantern" + form, "Osprey Lantern sells shares"));
  EXPECT_FALSE(differ("Harrowgate" + form, "Harrowgate offers shares", "Harrowgate" + form + " of Tuesday",
                      "Another headline altogether"));
}

TEST_F(BriefTestTest, TellsNothingApartInAScrapeOfTwo) {
  const Words brief = words_of(dividend);
  const Words text = words_of(dividend + " and the chairman thanked all who had come to the meeting in the hall");
  const Words title = words_of("Harrowgate Mills dividend");
  WordCounts few;
  for (Words words : {brief, text}) {
    make_distinct(words);
    few.add(words);
  }
  EXPECT_FALSE(BriefTest(few).differ({brief, title}, {text, title}, overlap_of(brief, text)));
}

TEST_F(BriefTestTest, LeavesLongTextsAlone) {
  std::ostringstream filler;
  for (int i = 0; i < 300; ++i) filler << " w" << i;
  EXPECT_FALSE(differ("on 5 May" + filler.str() + " at 6 percent " + copper, "Harrowgate",
                      "on 7 May" + filler.str() + " at 9 percent " + copper, "Osprey"));
}

}  // namespace
}  // namespace presswash
