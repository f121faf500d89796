#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cluster/text_changes.h"
#include "reference/story_maker.h"

namespace presswash {

void PrintTo(const Changes& changes, std::ostream* out) {
  *out << "relead " << changes.relead << ", added " << changes.added << ", cut " << changes.cut << ", edited "
       << changes.edited << ", moved " << changes.moved;
}

namespace {

using testing::joined;
using testing::part;
using testing::seeds;
using testing::StoryMaker;
using testing::Words;

using Text = std::vector<Words>;

/// Compares texts, numbering paragraphs by what they say.
Changes changes_of(const Text& original, const Text& copy) {
  std::map<Words, std::uint64_t> numbers;
  const auto paragraphs = [&](const Text& text) {
    std::vector<Paragraph> out;
    for (const Words& words : text)
      out.push_back({.text = numbers.try_emplace(words, numbers.size()).first->second, .words = words});
    return out;
  };
  const auto first = paragraphs(original);
  return TextChanges().compare(first, paragraphs(copy));
}

class TextChangesTest : public ::testing::Test {
 protected:
  Text story(std::size_t paragraphs, std::size_t words = 40) {
    Text out;
    for (std::size_t i = 0; i < paragraphs; ++i) out.push_back(maker.story(words));
    return out;
  }
  StoryMaker maker{11};
};

TEST_F(TextChangesTest, OfTheSameTextAreNone) {
  const Text text = story(8);
  EXPECT_EQ(changes_of(text, text), Changes{});
  EXPECT_EQ(changes_of({}, {}), Changes{});
}

TEST_F(TextChangesTest, CountTheWordsOfParagraphsCutAndAdded) {
  const Text text = story(8);
  Text copy(text.begin(), text.begin() + 5);
  EXPECT_EQ(changes_of(text, copy), (Changes{.cut = 120}));
  copy.insert(copy.begin() + 2, maker.story(33));
  EXPECT_EQ(changes_of(text, copy), (Changes{.added = 33, .cut = 120}));
}

TEST_F(TextChangesTest, CallAnOpeningOfItsOwnANewLead) {
  const Text text = story(6);
  Text copy = text;
  copy.front() = maker.story(25);
  EXPECT_EQ(changes_of(text, copy), (Changes{.relead = 25, .cut = 40}));
  copy = text;
  copy.insert(copy.begin(), maker.story(30));
  EXPECT_EQ(changes_of(text, copy), (Changes{.relead = 30}));
}

TEST_F(TextChangesTest, CallAShortOpeningAdded) {
  const Text text = story(6);
  Text copy = text;
  copy.insert(copy.begin(), maker.story(6));  // a dateline of its own line
  EXPECT_EQ(changes_of(text, copy), (Changes{.added = 6}));
}

TEST_F(TextChangesTest, CountWordsEditedWithinAParagraph) {
  const Text text = story(6);
  Text copy = text;
  copy[2][20] = 1;
  copy[4][10] = 2;
  copy[4][11] = 3;
  EXPECT_EQ(changes_of(text, copy), (Changes{.edited = 3}));
}

TEST_F(TextChangesTest, CountWordsOfParagraphsThatMoved) {
  const Text text = story(6);
  Text copy = text;
  std::rotate(copy.begin() + 1, copy.begin() + 2, copy.begin() + 5);  // the second goes behind the fifth
  EXPECT_EQ(changes_of(text, copy), (Changes{.moved = 40}));
}

TEST_F(TextChangesTest, AreNoneWhenLinesAreBrokenElsewhere) {
  const Text text = story(6);
  const Words all = joined({text[0], text[1], text[2], text[3], text[4], text[5]});
  Text copy;
  for (std::size_t at = 0; at < all.size(); at += 17) {
    copy.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(at),
                      all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), at + 17)));
  }
  EXPECT_EQ(changes_of(text, copy), Changes{});
  EXPECT_EQ(changes_of(copy, text), Changes{});
  const Text half = {part(all, 0, 0.5)};
  EXPECT_EQ(changes_of(text, half), (Changes{.cut = 120}));
}

TEST_F(TextChangesTest, FindASentencePutIntoAParagraph) {
  const Text text = story(4);
  Text copy = text;
  copy[1] = joined({part(text[1], 0, 0.5), maker.story(15), part(text[1], 0.5, 1)});
  EXPECT_EQ(changes_of(text, copy), (Changes{.added = 15}));
}

TEST(TextChanges, AddUpToTheDifferenceInLength) {
  for (const std::uint64_t seed : seeds(100)) {
    StoryMaker maker(seed);
    Text text;
    for (std::uint64_t i = 0; i < 3 + maker.below(12); ++i) text.push_back(maker.story(20 + maker.below(60)));
    Text copy = text;
    std::uint32_t cut = 0;
    std::uint32_t added = 0;
    for (std::uint64_t i = maker.below(3); i > 0 && copy.size() > 1; --i) {
      const auto at = 1 + maker.below(copy.size() - 1);
      cut += static_cast<std::uint32_t>(copy[at].size());
      copy.erase(copy.begin() + static_cast<std::ptrdiff_t>(at));
    }
    for (std::uint64_t i = maker.below(3); i > 0; --i) {
      const auto at = 1 + maker.below(copy.size());
      copy.insert(copy.begin() + static_cast<std::ptrdiff_t>(at), maker.story(15 + maker.below(50)));
      added += static_cast<std::uint32_t>(copy[at].size());
    }
    EXPECT_EQ(changes_of(text, copy), (Changes{.added = added, .cut = cut})) << seed;
    EXPECT_EQ(changes_of(copy, text), (Changes{.added = cut, .cut = added})) << seed;
  }
}

}  // namespace
}  // namespace presswash
