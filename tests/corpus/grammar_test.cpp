#include "generator/grammar.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "generator/language.h"

namespace presswash::corpus {
namespace {

using testing::HasSubstr;

Grammar compiled(std::string_view source) {
  auto grammar = Grammar::compile(source, {});
  EXPECT_TRUE(grammar.ok()) << grammar.error().text();
  return std::move(grammar).value();
}

std::string phrase(const Grammar& grammar, std::string_view list, Seed seed, const Scope& scope = {}) {
  std::string out;
  grammar.expand(*grammar.find(list), seed, scope, out);
  return out;
}

TEST(Grammar, PutsPhrasesOfNamedListsTogether) {
  const auto grammar = compiled("[a]\nx {b} y{b}\n[b]\nmm\n");
  EXPECT_EQ(phrase(grammar, "a", 1), "x mm ymm");
}

TEST(Grammar, UsesEveryEntryOfAList) {
  const auto grammar = compiled("[a]\none | two | three\nfour\n");
  std::set<std::string> seen;
  for (Seed seed = 0; seed < 100; ++seed) seen.insert(phrase(grammar, "a", mix64(seed)));
  EXPECT_EQ(seen, (std::set<std::string>{"one", "two", "three", "four"}));
}

TEST(Grammar, ChoosesTheFirstWordsOfASkewedListMoreOften) {
  const auto grammar = compiled("[a ~]\nw0 | w1 | w2 | w3 | w4 | w5 | w6 | w7 | w8 | w9\n");
  int first = 0;
  int last = 0;
  for (Seed seed = 0; seed < 4000; ++seed) {
    const auto word = phrase(grammar, "a", mix64(seed));
    first += word == "w0";
    last += word == "w9";
  }
  EXPECT_GT(first, 2 * last);
  EXPECT_GT(last, 150);
}

TEST(Grammar, KeepsVariablesThroughoutAStory) {
  const auto grammar = compiled("[a]\n{$p}-{$p}\n[$p]\n{n}\n[n]\n{#1-100000}\n");
  Scope scope;
  scope.story = 7;
  const auto text = phrase(grammar, "a", 1, scope);
  EXPECT_EQ(text.substr(0, text.find('-')), text.substr(text.find('-') + 1));
  EXPECT_EQ(text, phrase(grammar, "a", 2, scope));
  scope.story = 8;
  EXPECT_NE(text, phrase(grammar, "a", 1, scope));
}

TEST(Grammar, ChoosesAOrAnAndCapitals) {
  const auto grammar =
      compiled("[a]\n{an v}, {^an v}, {^w}, {!v}, {^e}, {^s}\n[v]\napple\n[w]\nunder\n[e]\nécole\n[s]\nşehir\n");
  EXPECT_EQ(phrase(grammar, "a", 1), "an apple, An apple, Under, APPLE, École, Şehir");
}

TEST(Grammar, WritesNumbersAsTheLanguageDoes) {
  const auto grammar = Grammar::compile("[a]\n{#12345-12345} {=1999-1999} {#3-3.}\n", {".", ","});
  ASSERT_TRUE(grammar.ok());
  EXPECT_THAT(phrase(*grammar, "a", 1), testing::MatchesRegex("12\\.345 1999 3,[0-9]"));
}

TEST(Grammar, NamesTheLineOfAMistake) {
  EXPECT_THAT(Grammar::compile("[a]\n{b}\n", {}).error().message, HasSubstr("line 2: no list [b]"));
  EXPECT_THAT(Grammar::compile("[a]\n{b\n", {}).error().message, HasSubstr("line 2"));
  EXPECT_THAT(Grammar::compile("[a]\n{#9-1}\n", {}).error().message, HasSubstr("{#low-high}"));
  EXPECT_THAT(Grammar::compile("[a]\n{@nothing}\n", {}).error().message, HasSubstr("no field"));
  EXPECT_THAT(Grammar::compile("[a]\n[b]\nx\n", {}).error().message, HasSubstr("[a] is empty"));
  EXPECT_THAT(Grammar::compile("[a]\nx\n[a]\ny\n", {}).error().message, HasSubstr("stands twice"));
  EXPECT_THAT(Grammar::compile("x\n", {}).error().message, HasSubstr("before the first"));
}

TEST(Grammar, RefusesListsThatNameThemselves) {
  EXPECT_THAT(Grammar::compile("[a]\n{b}\n[b]\nx {a}\n", {}).error().message, HasSubstr("names itself"));
}

TEST(Grammar, VariationChangesSomeWordsAndNeverWhoItIsAbout) {
  const auto grammar = compiled(
      "[a]\n{$p}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}\n[$p]\n{w}{w}\n[w]\na | b | c | d | e | f "
      "| g | h\n");
  Scope plain;
  Scope varied;
  varied.variation = {99, 200, 0};
  std::size_t changed = 0;
  for (Seed seed = 0; seed < 200; ++seed) {
    const auto before = phrase(grammar, "a", mix64(seed), plain);
    const auto after = phrase(grammar, "a", mix64(seed), varied);
    ASSERT_EQ(before.size(), after.size());
    EXPECT_EQ(before.substr(0, 2), after.substr(0, 2));
    for (std::size_t i = 2; i < before.size(); ++i) changed += before[i] != after[i];
  }
  // 200 of 1000 of 4000 words, an eighth of which is drawn again: 700, deviation 24.
  EXPECT_NEAR(static_cast<double>(changed), 700, 150);
}

TEST(Languages, AllLoadWithTheirMonthsAndDays) {
  for (const auto code : language_codes()) {
    const auto language = load_language(code);
    ASSERT_TRUE(language.ok()) << language.error().text();
    EXPECT_EQ(language->grammar.size(language->months), 12U) << code;
    EXPECT_EQ(language->grammar.size(language->weekdays), 7U) << code;
    EXPECT_GE(language->topics.size(), 4U) << code;
    EXPECT_GE(language->templates.size(), 1U) << code;
  }
}

TEST(Languages, NamesThoseThereAreWhenAskedForAnother) {
  EXPECT_THAT(load_language("xx").error().message, HasSubstr("there are en, de"));
}

}  // namespace
}  // namespace presswash::corpus
