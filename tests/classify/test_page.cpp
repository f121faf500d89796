#include <algorithm>

#include <gtest/gtest.h>

#include "classify/classify_support.h"

namespace presswash::testing {
namespace {

std::vector<Kind> lists_of(const Page& page) {
  std::vector<Kind> out;
  for (const PageBlock& block : page.blocks) out.push_back(block.list);
  return out;
}

std::string lines(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& line : list) out += line + "\n\n";
  return out;
}

constexpr Kind none = Kind::Article;
constexpr Kind related = Kind::Related;

TEST(PageLists, HoldTheItemsBelowACue) {
  const Page page =
      page_of(lines({sentence(1), "Read next", "Ferry stops for the winter", "New towers for the bridge"}));
  EXPECT_EQ(lists_of(page), (std::vector{none, related, related, related}));
  EXPECT_EQ(page.blocks[1].list_distance, 0);
  EXPECT_EQ(page.blocks[3].list_distance, 2);
}

TEST(PageLists, CloseAtRunningProse) {
  const Page page =
      page_of(lines({"Read next", "Ferry stops for the winter", sentence(1), sentence(2), "A late line"}));
  EXPECT_EQ(lists_of(page), (std::vector{related, related, none, none, none}));
}

TEST(PageLists, GoOnBehindOneParagraphBetweenItems) {
  const Page page = page_of(lines({"Read next", "Ferry stops", sentence(1), "New towers", "Old towers", sentence(2)}));
  const auto lists = lists_of(page);
  EXPECT_EQ(std::vector(lists.begin(), lists.begin() + 5), (std::vector{related, related, related, related, related}));
}

TEST(PageLists, CloseAtAQuestionAndItsAnswer) {
  const Page page = page_of(lines(
      {"Read next", "Ferry stops for the winter", "Why did the bridge close so early?", sentence(1), "A late line"}));
  EXPECT_EQ(lists_of(page), (std::vector{related, related, none, none, none}));
}

TEST(PageLists, KeepAQuestionThatNobodyAnswers) {
  const Page page =
      page_of(lines({"Read next", "Why did the bridge close so early?", "Ferry stops for the winter", "Old towers"}));
  EXPECT_EQ(lists_of(page), (std::vector{related, related, related, related}));
}

TEST(PageLists, TakeTheKindOfTheNewestCue) {
  const Page page = page_of(lines({"Read next", "Ferry stops", "Leave a comment", "Anna: so sad"}));
  EXPECT_EQ(lists_of(page), (std::vector{related, related, Kind::Comments, Kind::Comments}));
}

TEST(PageLists, AreNotOpenedByACueInsideALongLine) {
  const Page page = page_of(lines({"Read more about " + sentence(3, 14), "A line", "Another line"}));
  EXPECT_EQ(lists_of(page), (std::vector{none, none, none}));
}

TEST(PageLists, EndAfterSixtyItems) {
  std::vector<std::string> list{"Read next"};
  for (int i = 0; i < 80; ++i) list.push_back("Item of the ferry " + std::string(1, static_cast<char>('a' + i % 26)));
  const auto lists = lists_of(page_of(lines(list)));
  EXPECT_EQ(std::ranges::count(lists, related), 61);
  EXPECT_EQ(lists[60], related);
  EXPECT_EQ(lists[61], none);
}

/// So many paragraphs, each with `line` below it.
std::vector<std::string> interleaved(std::size_t paragraphs, const std::string& line) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < paragraphs; ++i) {
    out.push_back(sentence(i));
    out.push_back(line);
  }
  return out;
}

TEST(PageInserts, AreShortLinesBetweenParagraphsAgainAndAgain) {
  const Page page = page_of(lines(interleaved(12, "Article content")));
  EXPECT_TRUE(page.has_inserts);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) EXPECT_EQ(page.blocks[i].insert, i % 2 == 1) << i;
  for (const auto& other :
       {interleaved(8, "Article content"), interleaved(12, sentence(99)), interleaved(12, "Read next")})
    EXPECT_FALSE(page_of(lines(other)).has_inserts) << other[1];
  std::vector<std::string> menu;
  for (int i = 0; i < 20; ++i) menu.insert(menu.end(), {"Place an ad", "Old towers " + std::to_string(i)});
  EXPECT_FALSE(page_of(lines(menu)).has_inserts);
}

TEST(PageInserts, AreNobodysNeighbours) {
  const Page page = page_of(lines(interleaved(12, "Article content")));
  EXPECT_EQ(page.away(4, 1), 6U);
  EXPECT_EQ(page.away(4, -2), 0U);
  EXPECT_EQ(page.away(5, 1), 6U);
  EXPECT_EQ(page.away(5, -1), 4U);
  EXPECT_EQ(page.away(0, -1), Page::none);
  EXPECT_EQ(page.away(22, 1), Page::none);
  EXPECT_EQ(page.beside(4, Neighbour::After2), &page.blocks[8]);
  EXPECT_EQ(page.blocks[4].prose_above, 1);
  const Page plain = page_of(lines(interleaved(3, "Article content")));
  EXPECT_EQ(plain.away(4, 1), 5U);
  EXPECT_EQ(plain.away(4, -3), 1U);
  EXPECT_EQ(plain.away(1, -2), Page::none);
  EXPECT_EQ(plain.away(4, 2), Page::none);
}

TEST(PageInserts, KeepNoListOpen) {
  auto list = interleaved(12, "Article content");
  list.insert(list.begin() + 2, {"Read next", "Ferry stops for the winter"});
  const auto lists = lists_of(page_of(lines(list)));
  EXPECT_EQ(std::ranges::count(lists, none), static_cast<std::ptrdiff_t>(lists.size()) - 2);
}

TEST(PageInserts, AreNotSoughtOnRenderedPages) {
  const std::string text = lines(interleaved(12, "Article content"));
  PageAnalyser analyser;
  EXPECT_FALSE(analyser.analyse(text, segment_lines(text), {}, true).has_inserts);
}

TEST(PageTitle, IsFoundInTheBlocks) {
  const std::string title = "Old bridge closes for the winter";
  const std::pair<std::string_view, TitleRelation> cases[] = {
      {"OLD BRIDGE CLOSES FOR THE WINTER!", TitleRelation::Equal},
      {"Old bridge closes for the winter | The Daily Example", TitleRelation::Part},
      {"Old bridge closes", TitleRelation::Part},
      {"Old bridge closes for a winter", TitleRelation::Overlap},
      {"Ferry stops", TitleRelation::None},
      {"***", TitleRelation::None},
  };
  for (const auto& [text, relation] : cases) EXPECT_EQ(page_of(text, title).blocks[0].title, relation) << text;
  EXPECT_EQ(page_of(sentence(1), title).blocks[0].title, TitleRelation::None);
  EXPECT_EQ(page_of("Old bridge closes for the winter").blocks[0].title, TitleRelation::None);
}

TEST(PageTitle, HashIsThatOfABlockWithTheSameWords) {
  EXPECT_EQ(page_of("x", "Old bridge closes").title, page_of("OLD  bridge closes.\n").blocks[0].hash);
  EXPECT_EQ(page_of("x").title, BlockHash{0});
  EXPECT_EQ(page_of("x", "***").title, BlockHash{0});
}

TEST(PageTitle, OfALongTextIsComparedInTimeThatGrowsWithTheWords) {
  std::string words;
  for (int i = 0; i < 60'000; ++i) words += "w" + std::to_string(i % 50'000) + "x ";
  EXPECT_EQ(page_of("other " + words, words).blocks.size(), 1U);
}

TEST(PageBlocks, KnowThatTheyStandTwiceOnThePage) {
  const Page page = page_of("Share this\nA line\nSHARE THIS!\nA lime\n");
  EXPECT_TRUE(page.blocks[0].repeated);
  EXPECT_FALSE(page.blocks[1].repeated);
  EXPECT_TRUE(page.blocks[2].repeated);
  EXPECT_FALSE(page.blocks[3].repeated);
}

TEST(PageBlocks, WithoutWordsAreTheSameWhateverTheSeparator) {
  const Page page = page_of("***\nA line\n***\n\n\nAnother\n***\r\n---\n");
  EXPECT_TRUE(page.blocks[0].repeated);
  EXPECT_EQ(page.blocks[0].hash, page.blocks[2].hash);
  EXPECT_EQ(page.blocks[0].hash, page.blocks[4].hash);
  EXPECT_NE(page.blocks[0].hash, page.blocks[5].hash);
}

TEST(PageBlocks, CountTheBlankLinesBelow) {
  const Page page = page_of("a\nb\n\nc\r\n\r\n\r\nd\n \n\t\n\n\n\ne");
  std::vector<int> found;
  for (const PageBlock& block : page.blocks) found.push_back(block.blank_lines);
  EXPECT_EQ(found, (std::vector{0, 1, 2, 3, 0}));
}

TEST(PageBlocks, AreAlikeInMaskedFormWhenOnlyDigitsDiffer) {
  const std::pair<std::string_view, std::string_view> alike[] = {
      {"Comments (12)", "Comments (3)"},
      {"\xD8\xAA\xD8\xB9\xD9\x84\xD9\x8A\xD9\x82\xD8\xA7\xD8\xAA \xD9\xA1\xD9\xA2",
       "\xD8\xAA\xD8\xB9\xD9\x84\xD9\x8A\xD9\x82\xD8\xA7\xD8\xAA \xD9\xA3"},
      {"\xE0\xA4\x95\xE0\xA5\x81\xE0\xA4\xB2 \xE0\xA5\xA7\xE0\xA5\xA8",
       "\xE0\xA4\x95\xE0\xA5\x81\xE0\xA4\xB2 \xE0\xA5\xA9"},
  };
  for (const auto& [a, b] : alike) {
    const PageBlock first = page_of(a).blocks[0];
    const PageBlock second = page_of(b).blocks[0];
    EXPECT_NE(first.hash, second.hash) << a;
    EXPECT_EQ(first.masked, second.masked) << a;
  }
}

TEST(PageBlocks, HaveTheMaskedFormThatTheTokenizerGives) {
  for (const std::uint64_t seed : seeds(100)) {
    const std::string text = random_text(seed);
    for (const PageBlock& block : page_of(text).blocks) {
      const std::string_view bytes = std::string_view(text).substr(block.block.offset, block.block.length);
      Tokenizer tokenizer;
      std::vector<TokenHash> plain;
      std::vector<TokenHash> masked;
      tokenizer.append(bytes, plain);
      tokenizer.append_masked(bytes, masked);
      EXPECT_EQ(plain == masked, block.hash == block.masked) << seed << ": " << bytes;
    }
  }
}

TEST(PageBlocks, CarryTheWordsOfTheirText) {
  for (const std::uint64_t seed : seeds(100)) {
    const std::string text = random_text(seed);
    const auto blocks = segment_lines(text);
    const Page page = page_of(text, "A headline");
    ASSERT_EQ(page.blocks.size(), blocks.size()) << seed;
    ASSERT_EQ(page.prose_before.size(), blocks.size()) << seed;
    std::uint32_t prose = 0;
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const PageBlock& block = page.blocks[i];
      EXPECT_EQ(block.block, blocks[i]) << seed;
      EXPECT_EQ(block.token_begin, begin) << seed;
      const auto expected = tokens_of(text.substr(block.block.offset, block.block.length));
      const auto found = std::span(page.tokens).subspan(block.token_begin, block.token_count);
      EXPECT_TRUE(std::ranges::equal(found, expected)) << seed;
      begin += block.token_count;
      EXPECT_EQ(page.prose_before[i], prose) << seed;
      if (block.running()) prose += block.facts.words;
    }
    EXPECT_EQ(page.tokens.size(), begin) << seed;
    EXPECT_EQ(page.prose_words, prose) << seed;
  }
}

TEST(PageAnalyser, GivesTheSameWhateverItSawBefore) {
  PageAnalyser used;
  for (const std::uint64_t seed : seeds(50)) {
    const std::string text = random_text(seed);
    const Page a = used.analyse(text, segment_lines(text), "Why did the bridge close?");
    const Page b = page_of(text, "Why did the bridge close?");
    ASSERT_EQ(a.blocks.size(), b.blocks.size());
    EXPECT_EQ(a.tokens, b.tokens) << seed;
    EXPECT_EQ(a.title, b.title) << seed;
    for (std::size_t i = 0; i < a.blocks.size(); ++i) {
      EXPECT_EQ(a.blocks[i].hash, b.blocks[i].hash) << seed;
      EXPECT_EQ(a.blocks[i].masked, b.blocks[i].masked) << seed;
      EXPECT_EQ(a.blocks[i].list, b.blocks[i].list) << seed;
      EXPECT_EQ(a.blocks[i].title, b.blocks[i].title) << seed;
    }
  }
}

TEST(PageAnalyser, TakesAnEmptyDocument) {
  const Page page = page_of("", "A headline");
  EXPECT_TRUE(page.blocks.empty());
  EXPECT_EQ(page.prose_words, 0U);
  EXPECT_TRUE(rows_of(page, WeightSet::zero()).empty());
  EXPECT_EQ(page_of(" \n\n ").blocks.size(), 1U);
}

TEST(PageBlanks, AreCountedByEveryLineEnd) {
  for (const std::string end : {"\n", "\r\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
    const Page page = page_of("one" + end + "two" + end + end + "three" + end + " \t" + end + end + end + end + "four");
    ASSERT_EQ(page.blocks.size(), 4U);
    EXPECT_EQ(page.blocks[0].blank_lines, 0);
    EXPECT_EQ(page.blocks[1].blank_lines, 1);
    EXPECT_EQ(page.blocks[2].blank_lines, 3) << "at most";
    EXPECT_EQ(page.blocks[3].blank_lines, 0);
  }
}

}  // namespace
}  // namespace presswash::testing
