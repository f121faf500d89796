#include <string>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "match/figures.h"
#include "match/overlap.h"
#include "reference/story_maker.h"
#include "sketch/numbers.h"
#include "sketch/shingle_set.h"
#include "sketch/shingles.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

testing::Words words_of(const std::string& text) {
  testing::Words words;
  Tokenizer().append(text, words);
  return words;
}

bool differ(const testing::Words& a, const testing::Words& b) {
  std::vector<ShingleHash> of_a;
  std::vector<ShingleHash> of_b;
  append_shingles(a, of_a);
  append_shingles(b, of_b);
  ShingleSet set;
  set.assign(of_b);
  const std::uint32_t size_b = set.size();
  set.assign(of_a);
  FigureComparer comparer;
  comparer.hold(a);
  return comparer.differ(b, set.count_shared(of_b), std::min(set.size(), size_b));
}

std::string market(std::mt19937_64& random, const std::string& place) {
  const auto figure = [&] { return std::to_string(100 + random() % 9000); };
  return "The exchange in " + place + " closed with its index of leading shares at " + figure() + " points after " +
         figure() + " the day before, dealers said, while turnover in the regular session came to " + figure() +
         " contracts and the benchmark bond was quoted at " + figure() + " late in the afternoon.";
}

TEST(Numbers, AreToldFromTheirHashes) {
  for (const char* text : {"0", "7", "007", "1987", "9999", "10"}) EXPECT_TRUE(is_number(words_of(text)[0])) << text;
  for (const char* text : {"a", "10a", "12345", "one", "the"}) EXPECT_FALSE(is_number(words_of(text)[0])) << text;
  EXPECT_FALSE(is_number(0));
}

TEST(Figures, TellReportsOfOneFormApart) {
  for (const std::uint64_t seed : testing::seeds(50)) {
    testing::Random random(seed);
    const testing::Words a = words_of(market(random, "Tidewater"));
    const testing::Words b = words_of(market(random, "Tidewater"));
    EXPECT_TRUE(differ(a, b)) << seed;
    EXPECT_FALSE(differ(a, a)) << seed;
  }
}

TEST(Figures, ForgiveACorrectionAndAnExcerpt) {
  const std::string story =
      "The mill made 4812 tonnes in March against 4690 a year before, the company said. It employs 312 people in 14 "
      "towns and expects 5200 tonnes in April, 118 of them for export.";
  std::string corrected = story;
  corrected.replace(corrected.find("4690"), 4, "4596");
  EXPECT_FALSE(differ(words_of(story), words_of(corrected)));
  EXPECT_FALSE(differ(words_of(story), words_of(story.substr(0, story.find("It employs")))));
}

TEST(Figures, SayNothingOfTextWithoutNumbers) {
  testing::StoryMaker maker(3);
  const testing::Words a = maker.story(100);
  EXPECT_FALSE(differ(a, maker.edited(a, 8)));
  EXPECT_FALSE(differ({}, {}));
}

}  // namespace
}  // namespace presswash
