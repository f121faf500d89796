#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sketch/names.h"

namespace presswash {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  for (const NamedWord& name : names_of(text)) out.push_back(name.text);
  return out;
}

TEST(Names, AreCapitalisedWhereNoSentenceBegins) {
  EXPECT_THAT(words("The mayor of Harrowgate met Ines Quillfeather. She said little.\nNothing came of it."),
              UnorderedElementsAre("harrowgate", "ines", "quillfeather"));
  EXPECT_THAT(words("“Nobody knows,” said Quillfeather’s aide: “We wait.”"), UnorderedElementsAre("quillfeather"));
}

TEST(Names, TakeFiguresOfTwoDigitsWithoutTheirSeparators) {
  EXPECT_THAT(words("it sold 8,000 lamps in 1987 for 3 crowns and 1.25 each"),
              UnorderedElementsAre("8000", "1987", "125"));
}

TEST(Names, KeepAnApostropheAndAHyphenInside) {
  EXPECT_THAT(words("he met O'Dwyer and Saint-Lou."), UnorderedElementsAre("o'dwyer", "saint-lou"));
}

TEST(Names, AreCountedAndSorted) {
  const std::vector<NamedWord> names = names_of("in Tarn, then Tarn again, and in Elb");
  ASSERT_EQ(names.size(), 2U);
  EXPECT_TRUE(std::ranges::is_sorted(names, {}, &NamedWord::hash));
  for (const NamedWord& name : names) EXPECT_EQ(name.times, name.text == "tarn" ? 2U : 1U);
}

TEST(Names, AreEveryWordOfAScriptWithoutCapitals) {
  EXPECT_THAT(words("أعلن الوزير"), UnorderedElementsAre("أعلن", "الوزير"));
  EXPECT_THAT(words("港の橋"), UnorderedElementsAre("港の", "の橋"));
}

TEST(Names, OfNoTextAreNone) {
  EXPECT_THAT(words(""), IsEmpty());
  EXPECT_THAT(words("... 5 — !\n\n"), IsEmpty());
}

}  // namespace
}  // namespace presswash
