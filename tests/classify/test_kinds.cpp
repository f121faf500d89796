#include <gtest/gtest.h>

#include "classify/classify_support.h"
#include "classify/kinds.h"

namespace presswash::testing {
namespace {

BlockRow row_of(std::uint16_t words, Place place = Place::Within) {
  BlockRow row;
  row.words = words;
  row.place = place;
  return row;
}

BlockRow with_cue(Kind kind, std::uint16_t words = 3, Place place = Place::Within) {
  BlockRow row = row_of(words, place);
  row.cues.add(kind);
  row.cue = kind;
  return row;
}

std::vector<Kind> kinds_of(const std::vector<BlockRow>& rows, const std::vector<bool>& boilerplate,
                           std::vector<Evidence> evidence = {}) {
  std::vector<Verdict> verdicts(rows.size());
  for (std::size_t i = 0; i < evidence.size(); ++i) verdicts[i].evidence = evidence[i];
  assign_kinds(rows, boilerplate, verdicts);
  std::vector<Kind> kinds;
  for (const Verdict& verdict : verdicts) kinds.push_back(verdict.kind);
  return kinds;
}

Kind kind_of_one(const BlockRow& row, Evidence evidence = {}) { return kinds_of({row}, {true}, {evidence})[0]; }

TEST(Kinds, BlocksThatAreNotBoilerplateStayArticles) {
  EXPECT_EQ(kinds_of({with_cue(Kind::Share), row_of(20)}, {false, false}), (std::vector{Kind::Article, Kind::Article}));
}

TEST(Kinds, EveryBoilerplateBlockHasAKindThatIsNotArticle) {
  for (const std::uint64_t seed : seeds(300)) {
    Random random(seed);
    std::vector<BlockRow> rows;
    std::vector<bool> boilerplate;
    std::vector<Evidence> evidence;
    for (std::size_t i = 0; i < below(random, 20); ++i) {
      BlockRow row = row_of(static_cast<std::uint16_t>(below(random, 80)), static_cast<Place>(below(random, 4)));
      row.shape = static_cast<std::uint32_t>(random()) & ((1U << 26U) - 1U);
      if (below(random, 3) == 0) {
        row.cue = static_cast<Kind>(1 + below(random, kind_count - 1));
        row.cues.add(row.cue);
        row.whole_cue = below(random, 2) == 0;
      }
      if (below(random, 3) == 0) row.list = static_cast<Kind>(below(random, kind_count));
      row.title = static_cast<TitleRelation>(below(random, 4));
      rows.push_back(row);
      boilerplate.push_back(below(random, 2) == 0);
      const auto count = [&] { return static_cast<std::uint16_t>(below(random, 3)); };
      evidence.push_back({count(), count(), count(), count(), count(), count()});
    }
    const auto kinds = kinds_of(rows, boilerplate, evidence);
    bool headline_seen = false;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const bool first_title = rows[i].title == TitleRelation::Equal && !headline_seen;
      headline_seen = headline_seen || first_title;
      EXPECT_EQ(kinds[i] != Kind::Article, boilerplate[i] || first_title) << seed << " block " << i;
      EXPECT_EQ(first_title, first_title && kinds[i] == Kind::Headline) << seed << " block " << i;
    }
  }
}

TEST(Kinds, ComeFromTheCue) {
  for (const Kind kind : {Kind::Comments, Kind::Subscribe, Kind::Share, Kind::Cookie, Kind::Paywall, Kind::Bio})
    EXPECT_EQ(kind_of_one(with_cue(kind)), kind);
  EXPECT_NE(kind_of_one(with_cue(Kind::Share, 61)), Kind::Share);  // too long for a word in it to name it
  BlockRow whole = with_cue(Kind::Legal, 80);
  whole.whole_cue = true;
  EXPECT_EQ(kind_of_one(whole), Kind::Legal);
}

TEST(Kinds, ComeFromTheListThatTheBlockStandsIn) {
  BlockRow row = row_of(25);
  row.list = Kind::Comments;
  EXPECT_EQ(kind_of_one(row), Kind::Comments);
}

TEST(Kinds, AHeadlineOfAnotherStoryIsARelatedLink) {
  EXPECT_EQ(kind_of_one(row_of(7), {.headlines = 1}), Kind::Related);
  EXPECT_NE(kind_of_one(row_of(2), {.clusters = 1, .headlines = 1}), Kind::Related);
}

TEST(Kinds, ComeFromTheShape) {
  BlockRow row = row_of(6, Place::After);
  row.shape = static_cast<std::uint32_t>(Shape::HasCopyright);
  EXPECT_EQ(kind_of_one(row), Kind::Legal);
  row.shape = static_cast<std::uint32_t>(Shape::HasEmail);
  EXPECT_EQ(kind_of_one(row), Kind::Byline);
  row.shape = static_cast<std::uint32_t>(Shape::HasDate);
  EXPECT_NE(kind_of_one(row), Kind::Byline);
  row.place = Place::Before;
  EXPECT_EQ(kind_of_one(row), Kind::Byline);
}

TEST(Kinds, ComeFromNeighboursThatAgree) {
  const auto kinds = kinds_of({with_cue(Kind::Share), row_of(3), with_cue(Kind::Share)}, {true, true, true});
  EXPECT_EQ(kinds[1], Kind::Share);
  EXPECT_EQ(kinds_of({with_cue(Kind::Share), row_of(3), with_cue(Kind::Share)}, {true, true, false})[1], Kind::Caption);
}

TEST(Kinds, ComeFromThePlace) {
  BlockRow trail = row_of(9, Place::Before);
  trail.shape = static_cast<std::uint32_t>(Shape::HasSeparator);
  EXPECT_EQ(kind_of_one(trail), Kind::Navigation);
  EXPECT_EQ(kind_of_one(row_of(2, Place::Before)), Kind::Navigation);
  EXPECT_EQ(kind_of_one(row_of(20, Place::Within)), Kind::Caption);
  EXPECT_EQ(kind_of_one(row_of(20, Place::After)), Kind::Related);
  EXPECT_EQ(kind_of_one(row_of(20, Place::After), {.masked_clusters = 2}), Kind::Other);
}

TEST(Signs, AreCountedOneByOne) {
  BlockRow row = row_of(20);
  row.shape = static_cast<std::uint32_t>(Shape::EndsSentence);
  EXPECT_EQ(signs_of(row), SignSet{});
  SignSet expected;
  const auto now = [&](Sign sign) {
    expected.add(sign);
    EXPECT_EQ(signs_of(row), expected) << name_of(sign);
  };
  row.cues.add(Kind::Share);
  now(Sign::Cue);
  row.list = Kind::Related;
  now(Sign::List);
  row.repeated = true;
  now(Sign::Repetition);
  row.place = Place::After;
  now(Sign::Place);
  row.shape = static_cast<std::uint32_t>(Shape::HasUrl);
  now(Sign::Shape);
}

TEST(Signs, RunningTextIsNotOutOfPlace) {
  BlockRow row = row_of(40, Place::After);
  row.prose = true;
  EXPECT_EQ(signs_of(row), SignSet{});
}

TEST(Signs, ASentenceIsNoFragment) {
  BlockRow row = row_of(25);
  EXPECT_TRUE(signs_of(row).has(Sign::Shape));
  row.shape = static_cast<std::uint32_t>(Shape::EndsSentence);
  EXPECT_FALSE(signs_of(row).has(Sign::Shape));
  row.shape = static_cast<std::uint32_t>(Shape::EndsColon);
  EXPECT_FALSE(signs_of(row).has(Sign::Shape));
  row = row_of(26);
  row.shape = static_cast<std::uint32_t>(Shape::HasSeparator);
  EXPECT_FALSE(signs_of(row).has(Sign::Shape));
}

}  // namespace
}  // namespace presswash::testing
