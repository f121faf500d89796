#include <gtest/gtest.h>

#include "classify/classify_support.h"
#include "classify/rules.h"

namespace presswash::testing {
namespace {

RuleSet parsed(std::string_view text) {
  auto rules = RuleSet::parse(text, "my.rules");
  EXPECT_TRUE(rules) << rules.error().text();
  return rules ? std::move(*rules) : RuleSet{};
}

RuleVerdict match(const RuleSet& rules, std::string_view site, std::string_view text) {
  return rules.match(site, tokens_of(text));
}

TEST(Rules, DecideOnTheBlocksOfTheirSite) {
  const RuleSet rules = parsed("a.example strip Read more\nb.example keep Read more\n");
  EXPECT_EQ(match(rules, "a.example", "READ  more!"), RuleVerdict::Strip);
  EXPECT_EQ(match(rules, "b.example", "Read more"), RuleVerdict::Keep);
  EXPECT_EQ(match(rules, "c.example", "Read more"), RuleVerdict::None);
  EXPECT_EQ(match(rules, "a.example", "Read more of it"), RuleVerdict::None);
  EXPECT_EQ(match(rules, "a.example", ""), RuleVerdict::None);
}

TEST(Rules, WithAStarFitTheBeginning) {
  const RuleSet rules = parsed("a.example strip Read more*");
  EXPECT_EQ(match(rules, "a.example", "Read more"), RuleVerdict::Strip);
  EXPECT_EQ(match(rules, "a.example", "Read more of it"), RuleVerdict::Strip);
  EXPECT_EQ(match(rules, "a.example", "Read"), RuleVerdict::None);
  EXPECT_EQ(match(rules, "a.example", "I read more"), RuleVerdict::None);
}

TEST(Rules, OfTheSiteGoBeforeThoseOfEverySite) {
  const RuleSet rules = parsed("* keep Read more\na.example strip Read more\n");
  EXPECT_EQ(match(rules, "a.example", "Read more"), RuleVerdict::Strip);
  EXPECT_EQ(match(rules, "b.example", "Read more"), RuleVerdict::Keep);
  EXPECT_EQ(match(rules, "", "Read more"), RuleVerdict::Keep);
}

TEST(Rules, KeepGoesBeforeStrip) {
  for (const auto* text :
       {"a.example keep Read more now\na.example strip Read*", "a.example strip Read*\na.example keep Read more now"})
    EXPECT_EQ(match(parsed(text), "a.example", "Read more now"), RuleVerdict::Keep);
}

TEST(Rules, OfASiteAreFoundHoweverItIsWritten) {
  for (const std::string_view site : {"A.Example", "www.a.example", "https://www.a.example/", "m.a.example"})
    EXPECT_EQ(match(parsed(std::string(site) + " strip Read more"), "a.example", "Read more"), RuleVerdict::Strip)
        << site;
}

TEST(Rules, SkipEmptyLinesAndComments) {
  const RuleSet rules = parsed("# a comment\n\n  \t\r\n  # another\n\ta.example \t strip \t Read more \r\n");
  EXPECT_EQ(match(rules, "a.example", "Read more"), RuleVerdict::Strip);
  EXPECT_TRUE(parsed("").empty());
  EXPECT_TRUE(parsed("# only a comment").empty());
}

TEST(Rules, MayBeginWithAByteOrderMark) {
  EXPECT_TRUE(parsed("\xEF\xBB\xBF# a comment\n").empty());
  EXPECT_EQ(match(parsed("\xEF\xBB\xBF"
                         "a.example strip Read more\n"),
                  "a.example", "Read more"),
            RuleVerdict::Strip);
}

TEST(Rules, ThatCannotBeReadNameTheirLine) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"a.example drop Read more", "line 1: \"drop\" is neither keep nor strip; write SITE keep|strip TEXT"},
      {"# x\n\na.example\n", "line 3: \"\" is neither keep nor strip"},
      {"a.example strip", "line 1: the rule has no words to compare"},
      {"a.example strip *", "line 1: the rule has no words to compare"},
      {"a.example strip ...", "line 1: the rule has no words to compare"},
      {"* keep Read more\n* STRIP Read more", "line 2: \"STRIP\" is neither keep nor strip"},
  };
  for (const auto& [text, message] : cases) {
    const auto rules = RuleSet::parse(text, "my.rules");
    ASSERT_FALSE(rules) << text;
    EXPECT_EQ(rules.error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(rules.error().file, "my.rules");
    EXPECT_EQ(rules.error().message.substr(0, message.size()), message);
  }
}

TEST(Rules, HaveTheFingerprintOfWhatTheyDecide) {
  const std::string one = "a.example strip Read more*\n* keep Other text\n";
  const std::string same = "# ours\n*  keep  OTHER text!\n\na.example strip read More*\na.example strip Read more*\n";
  EXPECT_EQ(parsed(one).fingerprint(), parsed(same).fingerprint());
  EXPECT_EQ(parsed("").fingerprint(), RuleSet{}.fingerprint());
  for (const std::string_view other :
       {"", "a.example strip Read more*", "a.example strip Read more\n* keep Other text",
        "b.example strip Read more*\n* keep Other text", "a.example keep Read more*\n* keep Other text",
        "a.example strip Read most*\n* keep Other text"})
    EXPECT_NE(parsed(one).fingerprint(), parsed(other).fingerprint()) << other;
}

TEST(Rules, OfNoiseAreReadOrRefused) {
  for (const std::uint64_t seed : seeds(200)) {
    Random random(seed);
    static constexpr std::string_view pieces[] = {"a.example",    "keep",
                                                  "strip",        " ",
                                                  "\n",           "*",
                                                  "\t",           "x",
                                                  "\r\n",         "\xFF",
                                                  "\xC3",         "\xE2\x80",
                                                  "\xF0\x9F\x98", std::string_view("\0", 1)};
    std::string text;
    for (std::size_t i = 0; i < below(random, 40); ++i) text += pieces[below(random, std::size(pieces))];
    const auto rules = RuleSet::parse(text, "my.rules");
    if (rules) (void)match(*rules, "a.example", "x");
  }
}

TEST(Rules, ReachTheRowsOfAPage) {
  const Page page = page_of("Read more\nOther text\nRead more of it");
  const auto rows =
      rows_of(page, WeightSet::zero(), parsed("a.example strip Read more*\n* keep other text"), "a.example");
  EXPECT_EQ(rows[0].rule, RuleVerdict::Strip);
  EXPECT_EQ(rows[1].rule, RuleVerdict::Keep);
  EXPECT_EQ(rows[2].rule, RuleVerdict::Strip);
  for (const BlockRow& row : rows_of(page, WeightSet::zero())) EXPECT_EQ(row.rule, RuleVerdict::None);
}

}  // namespace
}  // namespace presswash::testing
