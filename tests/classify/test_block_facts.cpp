#include <gtest/gtest.h>

#include "base/utf8.h"
#include "classify/classify_support.h"

namespace presswash::testing {
namespace {

struct ShapeCase {
  const char* name;
  Shape shape;
  std::vector<std::string_view> shown;
  std::vector<std::string_view> absent;
};
void PrintTo(const ShapeCase& c, std::ostream* out) { *out << c.name; }

class Shapes : public ::testing::TestWithParam<ShapeCase> {};

TEST_P(Shapes, AreSeenWhereTheyAreAndNowhereElse) {
  for (const auto text : GetParam().shown) EXPECT_TRUE(facts_of_text(text).has(GetParam().shape)) << text;
  for (const auto text : GetParam().absent) EXPECT_FALSE(facts_of_text(text).has(GetParam().shape)) << text;
}

INSTANTIATE_TEST_SUITE_P(
    BlockFacts, Shapes,
    ::testing::Values(
        ShapeCase{"EndsSentence",
                  Shape::EndsSentence,
                  {"It rained.", "Did it?", "It did!", "He said \"no.\"", "It rained.\n\n", "(It rained.)",
                   "\xE9\x9B\xA8\xE3\x80\x82", "\xD9\x87\xD9\x84\xD8\x9F"},
                  {"It rained", "Home |", "", "note:"}},
        ShapeCase{"EndsColon", Shape::EndsColon, {"Read:", "\xE7\xB4\x9A\xEF\xBC\x9A", "Read: \n"}, {"Read", "a: b"}},
        ShapeCase{"EndsQuestion",
                  Shape::EndsQuestion,
                  {"Why?", "\"Why?\"", "\xE3\x81\x8B\xEF\xBC\x9F", "Why?\r\n"},
                  {"Why? Because.", "Why"}},
        ShapeCase{"EndsEllipsis",
                  Shape::EndsEllipsis,
                  {"And then...", "And then\xE2\x80\xA6", "And then...\n", "And then...\r\n", "And then... \n\n"},
                  {"And then.", "... and then"}},
        ShapeCase{"HasUrl",
                  Shape::HasUrl,
                  {"See https://a.example/b", "www.example.org", "http://x.example", "t.com/abc"},
                  {"See the page", "dot com"}},
        ShapeCase{
            "HasEmail", Shape::HasEmail, {"write to a.b@example.com"}, {"@name", "at home", "The Gull (@thegull)"}},
        ShapeCase{"HasHandle", Shape::HasHandle, {"@name", "follow #tag"}, {"a@b.example", "C#"}},
        ShapeCase{"TimeOnly",
                  Shape::TimeOnly,
                  {"14:28", "3.10.2024", "5 min", "2024-10-03 14:28", "3 Oct 2024, 14:28", "5 min ago"},
                  {"", "min", "The 14 engineers measured the towers again", "3 October 2024 online", "\xE2\x80\xA2"}},
        ShapeCase{"HasDate",
                  Shape::HasDate,
                  {"14:28", "on 3.10.2024", "3/10", "updated 2024-10-03"},
                  {"in 2024", "14 28", "room 3"}},
        ShapeCase{"HasSeparator",
                  Shape::HasSeparator,
                  {"Home | News", "Home > News", "Home \xC2\xBB News", "Home / News", "a \xC2\xB7 b"},
                  {"Home News", "and/or"}},
        ShapeCase{"StartsBullet", Shape::StartsBullet, {"\xE2\x80\xA2 item", "* item", "  > item"}, {"item *", "- a"}},
        ShapeCase{"HasCopyright", Shape::HasCopyright, {"\xC2\xA9 Example", "(c) Example", "(C) 2024"}, {"c", "(d)"}},
        ShapeCase{"AllCaps",
                  Shape::AllCaps,
                  {"BREAKING NEWS", "\xD0\x93\xD0\x9B\xD0\x90\xD0\x92\xD0\x9D\xD0\xAB\xD0\x95"},
                  {"USA", "Breaking News", "12345"}},
        ShapeCase{"StartsQuote",
                  Shape::StartsQuote,
                  {"\"Yes\"", "\xE2\x80\x9CYes\xE2\x80\x9D", "\xC2\xABOui\xC2\xBB"},
                  {"Yes \"no\""}},
        ShapeCase{"HasQuote", Shape::HasQuote, {"He said \"yes\"", "\xE3\x80\x8Cyes\xE3\x80\x8D"}, {"It's so"}},
        ShapeCase{"StartsLower", Shape::StartsLower, {"and so", "\"and so", "3 things"}, {"And so", "3 Things", "12"}},
        ShapeCase{"StartsDigit", Shape::StartsDigit, {"3 things", " 14:28", "\xD9\xA3 x"}, {"Three", "(3)"}},
        ShapeCase{"HasComma", Shape::HasComma, {"a, b", "a; b", "\xE7\x94\xB2\xE3\x80\x81\xE4\xB9\x99"}, {"a b"}},
        ShapeCase{"HasInnerStop",
                  Shape::HasInnerStop,
                  {"It rained. They left", "\"No.\" He left"},
                  {"It rained.", "3.5 metres", "example.com is it"}},
        ShapeCase{"TitleCase",
                  Shape::TitleCase,
                  {"The Bridge Opens Again", "A Guide to The City Parks"},
                  {"The bridge opens again", "The Bridge Opens"}},
        ShapeCase{"NoLetters", Shape::NoLetters, {"", "12:30", "* * *", "\xF0\x9F\x98\x80"}, {"a", "\xE6\xA9\x8B"}},
        ShapeCase{"Bracketed", Shape::Bracketed, {"(photo)", "[...]\n", " (x) "}, {"(a) b", "a (b)", "(a]"}},
        ShapeCase{"Numbered",
                  Shape::Numbered,
                  {"1. First", "12) Twelfth", "  3. Third"},
                  {"1.5 metres", "2024. A", "1.", "First 1. "}},
        ShapeCase{"HasCurrency",
                  Shape::HasCurrency,
                  {"$5", "5 \xE2\x82\xAC",
                   "\xC2\xA3"
                   "3"},
                  {"5 euros"}},
        ShapeCase{"NoSpaceScript",
                  Shape::NoSpaceScript,
                  {"\xE6\xA9\x8B\xE3\x81\xAF", "\xE0\xB8\xAA\xE0\xB8\xB0\xE0\xB8\x9E\xE0\xB8\xB2\xE0\xB8\x99"},
                  {"bridge", "The \xE6\xA9\x8B of it", "12"}},
        ShapeCase{"StartsDash", Shape::StartsDash, {"- item", "\xE2\x80\x94 he said", " \xE2\x80\x93 x"}, {"a - b"}}),
    [](const auto& shape) { return std::string(shape.param.name); });

TEST(BlockFacts, AreAllZeroForAnEmptyBlock) {
  for (const std::string_view text : {"", "\n", " \t\r\n"}) {
    const BlockFacts facts = facts_of_text(text);
    EXPECT_EQ(facts.characters, 0U);
    EXPECT_EQ(facts.words, 0U);
    EXPECT_EQ(facts.shape, static_cast<std::uint32_t>(Shape::NoLetters));
    EXPECT_FALSE(facts.prose());
  }
}

TEST(BlockFacts, CountWordsAndCharacters) {
  const BlockFacts facts = facts_of_text("The 14 towers, of steel; stood.");
  EXPECT_EQ(facts.words, 6U);
  EXPECT_EQ(facts.characters, 26U);
  EXPECT_EQ(facts.commas, 2U);
  EXPECT_EQ(facts.capital_share, 2);  // 1 of 6, in tenths
  EXPECT_EQ(facts.digit_share, 1);    // 2 of 23
}

TEST(BlockFacts, CountTwoCharactersAsAWordWhereNoSpacesAreWritten) {
  const BlockFacts facts = facts_of_text("\xE6\xA9\x8B\xE3\x81\xAF\xE5\x86\xAC\xE3\x81\xAE\xE9\x96\x93\xE9\x96\x89");
  EXPECT_EQ(facts.words, 3U);
  EXPECT_TRUE(facts.has(Shape::NoSpaceScript));
}

TEST(BlockFacts, ProseIsLongRunningText) {
  EXPECT_TRUE(facts_of_text(sentence(1, 24)).prose());
  EXPECT_FALSE(facts_of_text(sentence(1, 14)).prose());
  EXPECT_FALSE(facts_of_text("Home News Local Sport Culture Weather Traffic Opinion Letters Shop Games Podcasts Video "
                             "Photos Archive Contact")
                   .prose());
}

TEST(BlockFacts, DoNotDependOnTheSeparatorBehindTheText) {
  for (const std::uint64_t seed : seeds(100)) {
    const std::string text = random_text(seed);
    for (const Block& block : segment_lines(text)) {
      std::string bare = text.substr(block.offset, block.length);
      while (!bare.empty() && std::string_view(" \t\r\n").find(bare.back()) != std::string_view::npos) bare.pop_back();
      const BlockFacts facts = facts_of_text(bare);
      for (const std::string_view separator : {"\n", "\r\n", "\n\n", " \r\n\r\n", "\r"}) {
        const BlockFacts other = facts_of_text(bare + std::string(separator));
        EXPECT_EQ(facts.shape, other.shape) << seed << ": " << bare;
        EXPECT_EQ(facts.words, other.words) << seed << ": " << bare;
        EXPECT_EQ(facts.characters, other.characters) << seed << ": " << bare;
      }
    }
  }
}

TEST(BlockFacts, AreTheSameWhereverTheTextBeginsInMemory) {
  static constexpr std::string_view pieces[] = {"a", "Bc", "DEF ghi", " ", ". ",   "!",      ",",      "'",
                                                "-", "\"", "12",      ":", "@",    "/",      "|",      "\t",
                                                "(", ")",  "?",       "#", "www.", "\u00E9", "\u201C", "\u2026"};
  for (const std::uint64_t seed : seeds(40)) {
    Random random(seed);
    std::string text = "x";
    for (std::size_t i = 0; i < 5 + below(random, 60); ++i) text += pieces[below(random, std::size(pieces))];
    const BlockFacts facts = facts_of_text(text);
    for (std::size_t spaces = 1; spaces <= 64; ++spaces) {
      const BlockFacts moved = facts_of_text(std::string(spaces, ' ') + text);
      ASSERT_EQ(facts.shape, moved.shape) << seed << ": " << text;
      ASSERT_EQ(facts.characters, moved.characters) << seed << ": " << text;
      ASSERT_EQ(facts.capital_share, moved.capital_share) << seed << ": " << text;
      ASSERT_EQ(facts.digit_share, moved.digit_share) << seed << ": " << text;
      ASSERT_EQ(facts.commas, moved.commas) << seed << ": " << text;
    }
  }
}

TEST(BlockFacts, KeepTheirBoundsOnAnyValidText) {
  for (const std::uint64_t seed : seeds(300)) {
    Random random(seed);
    std::string text;
    for (std::size_t i = 0; i < below(random, 60); ++i) {
      static constexpr char32_t tops[] = {0x80, 0x250, 0x3000, 0xD7FF, 0x1F000, 0x10FFFF};
      char32_t c = static_cast<char32_t>(below(random, tops[below(random, std::size(tops))] + 1));
      if (c >= 0xD800 && c <= 0xDFFF) c = 0xFFFD;
      append_utf8(text, c);
    }
    const BlockFacts facts = facts_of_text(text);
    EXPECT_LE(facts.capital_share, 10) << seed;
    EXPECT_LE(facts.digit_share, 10) << seed;
    EXPECT_LT(facts.shape, 1U << 26U) << seed;
    EXPECT_LE(facts.characters, text.size()) << seed;
  }
}

}  // namespace
}  // namespace presswash::testing
