#include <gtest/gtest.h>

#include "segment/lines.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using testing::Random;
using testing::seeds;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  for (const Block& block : segment_lines(text)) out.emplace_back(text.substr(block.offset, block.length));
  return out;
}
using Lines = std::vector<std::string>;

TEST(SegmentLines, MakesABlockOfEachLineWithItsSeparator) {
  EXPECT_EQ(lines_of("one\ntwo\nthree"), (Lines{"one\n", "two\n", "three"}));
  EXPECT_EQ(lines_of("one\r\ntwo\rthree\r\n"), (Lines{"one\r\n", "two\r", "three\r\n"}));
  EXPECT_EQ(lines_of("one\xC2\x85two\xE2\x80\xA8three\xE2\x80\xA9"
                     "four"),
            (Lines{"one\xC2\x85", "two\xE2\x80\xA8", "three\xE2\x80\xA9", "four"}));
}

TEST(SegmentLines, GivesBlankLinesToTheLineBeforeThem) {
  EXPECT_EQ(lines_of("one\n\n \t\ntwo\n\n"), (Lines{"one\n\n \t\n", "two\n\n"}));
  EXPECT_EQ(lines_of("one\n\xC2\xA0\xE3\x80\x80\xE2\x80\x8B\xEF\xBB\xBF\ntwo"),
            (Lines{"one\n\xC2\xA0\xE3\x80\x80\xE2\x80\x8B\xEF\xBB\xBF\n", "two"}));
}

TEST(SegmentLines, GivesBlankLinesAtTheStartToTheFirstLine) {
  EXPECT_EQ(lines_of("\n \n  one\ntwo"), (Lines{"\n \n  one\n", "two"}));
}

TEST(SegmentLines, MakesOneBlockOfWhiteSpaceAndNoneOfNothing) {
  EXPECT_EQ(lines_of(" \n\t\r\n"), (Lines{" \n\t\r\n"}));
  EXPECT_TRUE(segment_lines("").empty());
}

TEST(SegmentLines, DoesNotBreakAtBytesThatOnlyLookLikeLineEnds) {
  EXPECT_EQ(lines_of("\xC3\xA8\xC3\xA9\xC3\x85\xE2\x80\xA6\xE3\x80\xA8\xE2\x81\xA9 tr\xC3\xA8s long, assez long"),
            (Lines{"\xC3\xA8\xC3\xA9\xC3\x85\xE2\x80\xA6\xE3\x80\xA8\xE2\x81\xA9 tr\xC3\xA8s long, assez long"}));
}

/// Line by line, unit by unit.
Lines lines_slowly(const std::vector<std::string>& units) {
  std::vector<std::pair<std::string, bool>> lines;  // a line with its end, and whether it has words
  bool open = false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::string& unit = units[i];
    if (!open) lines.emplace_back("", false);
    lines.back().first += unit;
    const bool is_end =
        unit == "\n" || unit == "\r" || unit == "\xC2\x85" || unit == "\xE2\x80\xA8" || unit == "\xE2\x80\xA9";
    const bool blank = is_end || unit == " " || unit == "\t" || unit == "\xC2\xA0" || unit == "\xE3\x80\x80";
    lines.back().second = lines.back().second || !blank;
    open = !is_end || (unit == "\r" && i + 1 < units.size() && units[i + 1] == "\n");
  }
  Lines out;
  bool has_words = false;
  for (const auto& [line, words] : lines) {
    if (out.empty() || (words && has_words)) {
      out.push_back(line);
      has_words = words;
    } else {
      out.back() += line;
      has_words = has_words || words;
    }
  }
  return out;
}

TEST(SegmentLines, EqualsTheReferenceOnRandomTextAndCoversIt) {
  static const std::vector<std::string> kinds = {"\n",
                                                 "\n",
                                                 "\r",
                                                 "\xC2\x85",
                                                 "\xE2\x80\xA8",
                                                 "\xE2\x80\xA9",
                                                 " ",
                                                 "\t",
                                                 "\xC2\xA0",
                                                 "\xE3\x80\x80",
                                                 "a",
                                                 "word and more words",
                                                 "\xC3\xA8",
                                                 "\xC3\xA9",
                                                 "\xC3\x85",
                                                 "\xE2\x80\xA6",
                                                 "\xF0\x9F\x98\x80"};
  for (const auto seed : seeds(3000)) {
    Random random(seed);
    std::vector<std::string> units(random() % 60);
    std::string text;
    for (std::string& unit : units) text += unit = kinds[random() % kinds.size()];
    EXPECT_EQ(lines_of(text), lines_slowly(units)) << seed;
    std::size_t covered = 0;
    for (const Block& block : segment_lines(text)) {
      EXPECT_EQ(block.offset, covered) << seed;
      EXPECT_GT(block.length, 0U) << seed;
      covered += block.length;
    }
    EXPECT_EQ(covered, text.size()) << seed;
  }
}

}  // namespace
}  // namespace presswash
