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
  return comparer.differ(b, {.shared = set.count_shared(of_b), .size_a = set.size(), .size_b = size_b});
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

TEST(Figures, ForgiveAnUpdateOfWhichHalfIsTheSame) {
  const std::string story =
      "Crews searched the lake for a third day after the ferry sank in a storm near the northern shore. Divers found "
      "the "
      "wreck late in the evening and said that the doors had been closed. The operator promised to pay for the search "
      "and the mayor thanked the volunteers who had come from all over the county. ";
  const std::string before =
      story + "By noon 12 people were missing, 31 were in hospital and 140 had been brought ashore.";
  const std::string update =
      "It was the worst accident in years. " + story +
      "By midnight 9 people were missing, 36 were in hospital and 140 were ashore after rescuers had brought more of "
      "them "
      "in from the boats that had drifted away during the night, the police said, and flags flew low.";
  EXPECT_FALSE(differ(words_of(before), words_of(update)));
}

TEST(Figures, ForgiveASingleOtherFigure) {
  testing::StoryMaker maker(9);
  const testing::Words both = maker.story(40);
  const testing::Words a = testing::joined({words_of("39 came and 14 left"), both, maker.story(30)});
  const testing::Words b = testing::joined({words_of("39 came and 15 left"), both, maker.story(60)});
  EXPECT_FALSE(differ(a, b));
  const testing::Words c = testing::joined({words_of("38 came and 15 left"), both, maker.story(60)});
  EXPECT_TRUE(differ(a, c));
}

TEST(Figures, AreMonthsAndSmallNumbersInWordsToo) {
  testing::StoryMaker maker(10);
  const testing::Words both = maker.story(40);
  const testing::Words a = testing::joined({words_of("three came in May or june"), both, maker.story(30)});
  const testing::Words b = testing::joined({words_of("seven came in April or july"), both, maker.story(60)});
  EXPECT_TRUE(differ(a, b));
}

TEST(Figures, SayNothingOfTextWithoutNumbers) {
  testing::StoryMaker maker(3);
  const testing::Words a = maker.story(100);
  EXPECT_FALSE(differ(a, maker.edited(a, 8)));
  EXPECT_FALSE(differ({}, {}));
}

}  // namespace
}  // namespace presswash
