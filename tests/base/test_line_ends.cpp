#include <array>
#include <string>

#include <gtest/gtest.h>

#include "base/line_ends.h"
#include "test_seeds.h"

namespace presswash {
namespace {

constexpr std::array<std::string_view, 6> ends = {"\n", "\r\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};

TEST(LineEnds, AreFoundWhereverTheyStand) {
  for (const std::string_view end : ends) {
    for (std::size_t before = 0; before < 40; ++before) {
      const std::string text = std::string(before, 'x') + std::string(end) + "y";
      const LineEnd found = next_line_end(text, 0);
      EXPECT_EQ(found.begin, before);
      EXPECT_EQ(found.end, before + end.size());
      EXPECT_EQ(next_line_end(text, found.end).begin, text.size());
    }
  }
}

TEST(LineEnds, AreCounted) {
  EXPECT_EQ(count_line_ends(""), 0U);
  EXPECT_EQ(count_line_ends("one"), 0U);
  EXPECT_EQ(count_line_ends("\r\n\r\n"), 2U);
  EXPECT_EQ(count_line_ends("\n\r"), 2U);
  for (const std::uint64_t seed : testing::seeds(100)) {
    testing::Random random(seed);
    std::string text;
    const std::size_t count = random() % 20;
    for (std::size_t i = 0; i < count; ++i) {
      text += std::string(1 + random() % 30, 'x');
      text += ends[random() % ends.size()];
    }
    EXPECT_EQ(count_line_ends(text), count) << seed;
  }
}

TEST(LineEnds, AtTheEndAreToldFromWhatStandsBefore) {
  EXPECT_EQ(trailing_line_ends(""), "");
  EXPECT_EQ(trailing_line_ends("one"), "");
  EXPECT_EQ(trailing_line_ends(" \n\t"), " \n\t");
  for (const std::string_view end : ends) {
    const std::string blank = std::string(end) + " \t" + std::string(end);
    EXPECT_EQ(trailing_line_ends("one\xC3\xA8" + blank), blank);
  }
  EXPECT_EQ(trailing_line_ends("one\xC3\x85"), "") << "a letter that ends with the byte of a line end";
}

}  // namespace
}  // namespace presswash
