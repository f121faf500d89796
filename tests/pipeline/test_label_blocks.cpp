#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classify/page.h"
#include "pipeline/label_blocks.h"
#include "segment/lines.h"

namespace presswash::testing {
namespace {

const std::string first = "The council decided on Monday that the ferry shall stop at the old pier again.";
const std::string second = "Engineers measured the wind on both towers for several years before they agreed.";
const std::string other = "Ten people were counted on the empty market place when the band began to play.";

std::vector<signed char> labels(const std::string& text, const LabelledPage& known) {
  const Page page = PageAnalyser().analyse(text, segment_lines(text), {});
  return label_blocks(page, text, known);
}

LabelledPage with_gold(std::vector<std::string> gold) {
  LabelledPage known;
  known.gold = std::move(gold);
  return known;
}

using Labels = std::vector<signed char>;

TEST(LabelBlocks, WhatStandsInTheArticleIsArticle) {
  EXPECT_EQ(labels("Home\n" + first + "\n" + second + "\n" + other + "\n", with_gold({first, second})),
            (Labels{1, 0, 0, 1}));
}

TEST(LabelBlocks, ABlockOfWhichHalfIsKnownIsLeftOut) {
  EXPECT_EQ(labels(first + " " + other + "\n" + second + "\n", with_gold({first, second})), (Labels{-1, 0}));
}

TEST(LabelBlocks, OptionalTextIsLeftOut) {
  LabelledPage known = with_gold({first});
  known.optional = {other};
  EXPECT_EQ(labels(first + "\n" + other + "\n", known), (Labels{0, -1}));
}

TEST(LabelBlocks, AShortLineThatTheArticleHasCountsOnlyInsideIt) {
  EXPECT_EQ(labels("the old\n" + first + "\nthe old\n" + second + "\n", with_gold({first, second})),
            (Labels{1, 0, -1, 0}));
}

TEST(LabelBlocks, OfATextPrintedTwiceTheOneAmongArticleTextIsArticle) {
  EXPECT_EQ(labels(first + "\nHome\nNews\nSport\nWeather\nMore\nJobs\nCars\n" + first + "\n" + second + "\n",
                   with_gold({first, second})),
            (Labels{1, 1, 1, 1, 1, 1, 1, 1, 0, 0}));
}

TEST(LabelBlocks, PiecesTellWhatHoldsThemAndNothingElse) {
  LabelledPage known;
  known.with = {"the ferry shall stop"};
  known.without = {"Ten people were counted on the empty market place"};
  EXPECT_EQ(labels(first + "\n" + second + "\n" + other + "\n", known), (Labels{0, -1, 1}));
}

TEST(LabelBlocks, AShortUnwantedPieceInALongSentenceTellsNothing) {
  LabelledPage known;
  known.with = {"the ferry"};
  known.without = {"wind"};
  EXPECT_EQ(labels(first + "\n" + second + "\n", known), (Labels{0, -1}));
}

/// Of the blocks of `text`: those at `article` and at `unsure`, as a reader would name them.
BlockReading reading_of(const std::string& text, const std::vector<std::size_t>& article,
                        const std::vector<std::size_t>& unsure) {
  const Page page = PageAnalyser().analyse(text, segment_lines(text), {});
  BlockReading out;
  for (const std::size_t i : article) out.article.push_back(static_cast<std::uint32_t>(page.blocks[i].hash.value));
  for (const std::size_t i : unsure) out.unsure.push_back(static_cast<std::uint32_t>(page.blocks[i].hash.value));
  return out;
}

TEST(LabelBlocks, AReadingSaysWhatEachBlockIs) {
  const std::string text = "Home\n" + first + "\n" + second + "\n" + other + "\n";
  LabelledPage known;
  known.reading = reading_of(text, {1}, {3});
  EXPECT_EQ(labels(text, known), (Labels{1, 0, 1, 0}));
}

TEST(LabelBlocks, OfABlockThatWasReadOnceTheOneAmongArticleTextIsMeant) {
  const std::string text = first + "\nHome\nNews\nSport\nWeather\nMore\nJobs\nCars\n" + first + "\n" + second + "\n";
  LabelledPage known;
  known.reading = reading_of(text, {8, 9}, {});
  EXPECT_EQ(labels(text, known), (Labels{1, 1, 1, 1, 1, 1, 1, 1, 0, 0}));
}

TEST(LabelBlocks, WhereAReadingAndKnownPiecesDifferNeitherCounts) {
  const std::string text = first + "\n" + second + "\n" + other + "\n";
  LabelledPage known;
  known.with = {first};
  known.without = {second};
  known.reading = reading_of(text, {0, 1}, {});
  EXPECT_EQ(labels(text, known), (Labels{0, -1, 1}));
}

TEST(LabelBlocks, AReadingSaysMoreThanTheArticleText) {
  const std::string text = first + "\n" + second + "\n";
  LabelledPage known = with_gold({first, second});
  known.reading = reading_of(text, {0}, {});
  EXPECT_EQ(labels(text, known), (Labels{0, 1}));
}

}  // namespace
}  // namespace presswash::testing
