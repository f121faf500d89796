#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classify/page_echoes.h"
#include "classify_support.h"

namespace presswash::testing {
namespace {

std::vector<std::uint32_t> echoes(const std::string& text) {
  const Page page = page_of(text);
  return echoes_of(page, std::vector<float>(page.blocks.size(), -1.0F));
}

TEST(PageEchoes, AreFoundWhereAPageSaysItsTextTwice) {
  const std::string text = sentence(1) + "\n" + sentence(2) + "\n" + sentence(3) + "\n";
  EXPECT_EQ(echoes(text + text), (std::vector<std::uint32_t>{no_echo, no_echo, no_echo, 0, 1, 2}));
}

TEST(PageEchoes, AreNotSingleSentencesThatComeAgain) {
  std::string text = sentence(1) + "\n";
  for (std::size_t k = 2; k < 7; ++k) text += sentence(k) + "\n" + sentence(1) + "\n";
  text += sentence(8, 300) + "\n";
  for (const std::uint32_t echo : echoes(text)) EXPECT_EQ(echo, no_echo);
}

TEST(PageEchoes, OfAWholeTextInOneLineAreReferredToItsLongestPart) {
  const std::string title = "Residents slowly crossed the river after";
  const std::string text = title + "\n" + sentence(2, 60) + "\n" + sentence(3) + "\n";
  const std::string once = title + " " + sentence(2, 60) + " " + sentence(3) + "\n";
  EXPECT_EQ(echoes(text + once).back(), 1U);
}

TEST(PageEchoes, OfWhatLikelyIsNoArticleTextAreNone) {
  const std::string text = sentence(1) + "\n" + sentence(2) + "\n";
  const Page page = page_of(text + text);
  EXPECT_EQ(echoes_of(page, std::vector<float>{1.0F, 1.0F, -1.0F, -1.0F}), std::vector<std::uint32_t>(4, no_echo));
}

TEST(PageRepeats, CountWhatStoodBeforeAndWhatComesLater) {
  const Page page = page_of(sentence(1) + "\n" + sentence(2) + "\n" + sentence(1) + "\n");
  const PageRepeats repeats = repeats_of(page);
  EXPECT_EQ(repeats.before[0], 0.0F);
  EXPECT_EQ(repeats.later[0], 1.0F);
  EXPECT_EQ(repeats.before[2], 1.0F);
  EXPECT_EQ(repeats.later[2], 0.0F);
}

}  // namespace
}  // namespace presswash::testing
