#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reference/reference_text.h"
#include "sketch/tokens.h"
#include "test_seeds.h"

namespace presswash {
namespace {

std::vector<TokenHash> tokens(std::string_view text) {
  std::vector<TokenHash> out;
  Tokenizer().append(text, out);
  return out;
}

std::vector<TokenHash> masked(std::string_view text) {
  std::vector<TokenHash> out;
  Tokenizer().append_masked(text, out);
  return out;
}

TEST(Tokenizer, FoldsCaseAndDropsPunctuation) {
  EXPECT_EQ(tokens("Hello, World!"), tokens("hello world"));
  EXPECT_EQ(tokens("  a\tb\nc "), tokens("a b c"));
  EXPECT_TRUE(tokens("").empty());
  EXPECT_TRUE(tokens(" .,;-\n").empty());
}

TEST(Tokenizer, UnifiesTypography) {
  EXPECT_EQ(tokens("\u201CIt\u2019s\u201D \u2014 he said\u2026"), tokens("\"It's\" - he said..."));
  EXPECT_EQ(tokens("soft\u00ADhyphen zero\u200Bwidth"), tokens("softhyphen zerowidth"));
  EXPECT_EQ(tokens("\uFB01nal \uFF21\uFF22"), tokens("final ab"));
  EXPECT_EQ(tokens("cafe\u0301 CAF\u00C9"), tokens("caf\u00E9 caf\u00E9"));
  EXPECT_EQ(tokens("Stra\u00DFe"), tokens("STRASSE"));
  EXPECT_EQ(tokens("a\u00A0b"), tokens("a b"));
}

TEST(Tokenizer, TakesEachCharacterOfScriptsWithoutSpaces) {
  EXPECT_EQ(tokens("\u4E2D\u6587\u5B57").size(), 3U);
  EXPECT_EQ(tokens("\u4E2Dabc12\u5B57").size(), 3U);
  EXPECT_EQ(tokens("\u3072\u3089\u304C\u306A").size(), 4U);
  EXPECT_EQ(tokens("\uD55C\uAD6D\uC5B4 \uBB38").size(), 2U);  // Hangul has spaces
}

TEST(Tokenizer, MasksRunsOfDigits) {
  EXPECT_EQ(masked("12 comments"), masked("3456 comments"));
  EXPECT_NE(masked("12 comments"), masked("comments"));
  EXPECT_EQ(masked("a12b3"), masked("a9b4567"));
  EXPECT_EQ(masked("\u0661\u0662"), masked("7"));
  EXPECT_NE(tokens("12"), tokens("13"));
}

TEST(Tokenizer, ReadsLongTextsInPieces) {
  std::string text;
  while (text.size() < 70'000) text += "Abc d\u00E9f, ";
  const std::string with_digits = text + "12 x3y " + text + "4";
  EXPECT_EQ(tokens(text), reference::tokens(text));
  std::vector<TokenHash> out;
  std::vector<TokenHash> hidden;
  EXPECT_FALSE(Tokenizer().append_both(text, out, hidden));
  EXPECT_EQ(out, tokens(text));
  EXPECT_TRUE(hidden.empty());
  out.clear();
  EXPECT_TRUE(Tokenizer().append_both(with_digits, out, hidden));
  EXPECT_EQ(out, tokens(with_digits));
  EXPECT_EQ(hidden, masked(with_digits));
  EXPECT_EQ(tokens(std::string(200'000, 'x')).size(), 1U);
}

TEST(Tokenizer, BearsLongWordsAndBrokenEnds) {
  const std::string word(1000, 'x');
  EXPECT_EQ(tokens(word).size(), 1U);
  EXPECT_EQ(tokens(std::string(64, 'x')), reference::tokens(std::string(64, 'x')));
  EXPECT_EQ(tokens(std::string(65, 'x')), reference::tokens(std::string(65, 'x')));
  EXPECT_LE(tokens("abc\xE4\xBD").size(), 1U);  // not valid UTF-8: anything but a crash
}

TEST(Tokenizer, EqualsTheReferenceOnRandomText) {
  static const std::vector<std::string> pieces = {"the",
                                                  "Apple",
                                                  "12",
                                                  "3,456.7",
                                                  " ",
                                                  " ",
                                                  " ",
                                                  "\n",
                                                  ". ",
                                                  "\u201C",
                                                  "\u2019",
                                                  "\u2014",
                                                  "\u00E9",
                                                  "e\u0301",
                                                  "\u00DF",
                                                  "\u0130",
                                                  "\u01C5",
                                                  "\u4E2D",
                                                  "\u6587",
                                                  "\u30AB\u3099",
                                                  "\uFF76\uFF9E",
                                                  "\u0E01\u0E33",
                                                  "\u1100\u1161\u11A8",
                                                  "\uAC00",
                                                  "\uAC00\u11A8",
                                                  "\u00AD",
                                                  "\u200B",
                                                  "\uFB03",
                                                  "\u2160",
                                                  "\u00BD",
                                                  "\u0627\u0644",
                                                  "\u0661",
                                                  "\U0001F600",
                                                  "\U00020000",
                                                  "\u0301",
                                                  "\u3000",
                                                  "\u2026",
                                                  "x\u0323\u0307",
                                                  "\u03A3\u03C2",
                                                  "\u1E9B\u0323",
                                                  "\u2126",
                                                  "_",
                                                  "@",
                                                  "\u0F73"};
  for (const std::uint64_t seed : testing::seeds(400)) {
    testing::Random random(seed);
    std::string text;
    for (std::uint64_t i = random() % 60; i > 0; --i) text += pieces[random() % pieces.size()];
    EXPECT_EQ(tokens(text), reference::tokens(text)) << seed << ": " << text;
    EXPECT_EQ(masked(text), reference::tokens(text, true)) << seed << ": " << text;
  }
}

TEST(Tokenizer, EqualsTheReferenceOnEveryCodePoint) {
  for (char32_t c = 1; c < 0x30000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = "ab" + reference::utf8(c) + "cd";
    ASSERT_EQ(tokens(text), reference::tokens(text)) << std::hex << static_cast<std::uint32_t>(c);
  }
}

}  // namespace
}  // namespace presswash
