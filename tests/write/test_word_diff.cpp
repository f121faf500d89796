#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "test_seeds.h"
#include "write/word_diff.h"

namespace presswash::testing {
namespace {

std::string joined(const std::vector<Word>& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) out += (i > begin ? " " : "") + std::string(words[i].text);
  return out;
}

/// The length of the longest common subsequence, by the textbook table.
std::size_t common_words(const std::vector<Word>& a, const std::vector<Word>& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      table[i][j] =
          a[i - 1].text == b[j - 1].text ? table[i - 1][j - 1] + 1 : std::max(table[i - 1][j], table[i][j - 1]);
    }
  }
  return table[a.size()][b.size()];
}

TEST(WordDiff, MarksWhatWasReplaced) {
  const auto a = words_of("The board met on Thursday in the hall.", 100);
  const auto b = words_of("The board met\non Friday night in the hall.", 100);
  const auto parts = diff_words(a, b);
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(joined(a, parts[1].a_begin, parts[1].a_end), "Thursday");
  EXPECT_EQ(joined(b, parts[1].b_begin, parts[1].b_end), "Friday night");
}

TEST(WordDiff, OfEqualTextsIsOnePartAndOfEmptyOnesNone) {
  const auto words = words_of("one two three", 100);
  const std::vector<DiffPart> whole = {{.same = true, .a_begin = 0, .a_end = 3, .b_begin = 0, .b_end = 3}};
  EXPECT_EQ(diff_words(words, words), whole);
  EXPECT_TRUE(diff_words({}, {}).empty());
  EXPECT_EQ(diff_words(words, {}).size(), 1U);
  EXPECT_FALSE(diff_words({}, words).front().same);
}

TEST(WordDiff, TakesShortIslandsIntoTheChange) {
  const auto a = words_of("x1 of x2 and then a long stretch that stays", 100);
  const auto b = words_of("y1 of y2 and then a long stretch that stays", 100);
  ASSERT_EQ(diff_words(a, b).size(), 2U);
  EXPECT_EQ(diff_words(a, b, 0).size(), 4U);
}

TEST(WordDiff, IsShortestAndCoversBothTextsOnRandomWords) {
  for (const std::uint64_t seed : seeds(400)) {
    Random random(seed);
    const auto random_text = [&] {
      std::string text;
      for (std::size_t i = random() % 30; i > 0; --i)
        text += std::string(1, static_cast<char>('a' + random() % 4)) + ' ';
      return text;
    };
    const std::string text_a = random_text();
    const std::string text_b = random_text();
    const auto a = words_of(text_a, 100);
    const auto b = words_of(text_b, 100);
    std::size_t at_a = 0;
    std::size_t at_b = 0;
    std::size_t same = 0;
    for (const DiffPart& part : diff_words(a, b, 0)) {
      ASSERT_EQ(part.a_begin, at_a) << seed;
      ASSERT_EQ(part.b_begin, at_b) << seed;
      if (part.same) {
        ASSERT_EQ(joined(a, part.a_begin, part.a_end), joined(b, part.b_begin, part.b_end)) << seed;
        same += part.a_end - part.a_begin;
      }
      at_a = part.a_end;
      at_b = part.b_end;
    }
    EXPECT_EQ(at_a, a.size()) << seed;
    EXPECT_EQ(at_b, b.size()) << seed;
    EXPECT_EQ(same, common_words(a, b)) << seed;
  }
}

TEST(WordsOf, TakesCharactersOfScriptsWithoutSpacesOneByOne) {
  const auto words = words_of("港务局 met 、again", 100);
  ASSERT_EQ(words.size(), 5U);
  EXPECT_EQ(words[0].text, "港");
  EXPECT_EQ(words[1].gap, Word::Gap::None);
  EXPECT_EQ(words[3].text, "met");
}

TEST(WordsOf, SaysWhereLinesBreakAndWhetherItWasCut) {
  bool cut = false;
  const auto words = words_of("a b \n\n c d", 3, &cut);
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[2].gap, Word::Gap::Line);
  EXPECT_TRUE(cut);
  (void)words_of("a b c", 3, &cut);
  EXPECT_FALSE(cut);
}

}  // namespace
}  // namespace presswash::testing
