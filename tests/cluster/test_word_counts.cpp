#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cluster/word_counts.h"
#include "sketch/numbers.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

std::vector<TokenHash> words_of(const std::string& text) {
  std::vector<TokenHash> words;
  Tokenizer().append(text, words);
  return words;
}

TEST(WordCounts, KnowHowManyDocumentsAreInTheLanguageOfAText) {
  WordCounts counts;
  for (int i = 0; i < 90; ++i) {
    auto words = words_of("the of and a to in report" + std::to_string(i));
    make_distinct(words);
    counts.add(words);
  }
  for (int i = 0; i < 10; ++i) {
    auto words = words_of("der die das und ein bericht" + std::to_string(i));
    make_distinct(words);
    counts.add(words);
  }
  EXPECT_DOUBLE_EQ(counts.documents_like(words_of("the report9 of a town")), 90);
  EXPECT_DOUBLE_EQ(counts.documents_like(words_of("das bericht9 und ein ort")), 10);
  EXPECT_DOUBLE_EQ(counts.documents_like(words_of("1987 12 5")), 100) << "numbers are of no language";
  EXPECT_DOUBLE_EQ(counts.documents_like({}), 100);
}

TEST(WordCounts, CountWhatTwoDocumentsShareAloneAsRare) {
  const auto distinct = [](const std::string& text) {
    auto words = words_of(text);
    make_distinct(words);
    return words;
  };
  WordCounts counts;
  const auto a = distinct("hailstorm strands families in aster county");
  const auto b = distinct("hailstorm strands families in aster county and more");
  const auto other = distinct("mayor opens the bridge over the tarrant river");
  for (const auto& words : {a, b, other}) counts.add(words);
  EXPECT_DOUBLE_EQ(cohesion_of_documents(a, b, counts, false), 1.0);
  EXPECT_DOUBLE_EQ(cohesion_of_documents(a, b, counts, true), 1.0);
  for (int i = 0; i < 20; ++i) counts.add(distinct("story" + std::to_string(i)));
  EXPECT_DOUBLE_EQ(cohesion_of_documents(a, b, counts, false), 1.0) << "two of 23 are not common";
  EXPECT_DOUBLE_EQ(cohesion_of_documents(a, other, counts, false), 0.0);
}

TEST(Numbers, FiguresAreDigitsSmallNumbersInWordsAndMonths) {
  const auto figure = [](const char* text) { return figure_of(words_of(text).at(0)); };
  EXPECT_EQ(figure("1987"), words_of("1987")[0]);
  EXPECT_EQ(figure("three"), figure("3"));
  EXPECT_EQ(figure("drei"), figure("tres"));
  EXPECT_EQ(figure("12"), figure("douze"));
  EXPECT_NE(figure("april"), 0U);
  EXPECT_NE(figure("april"), figure("june"));
  for (const char* text : {"once", "due", "mai", "copper", "the"}) EXPECT_EQ(figure(text), 0U) << text;
}

}  // namespace
}  // namespace presswash
