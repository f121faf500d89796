#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "example_run.h"
#include "write/edit_distance.h"
#include "write/run_folder.h"

namespace presswash::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

class Why : public ::testing::Test {
 protected:
  void SetUp() override {
    const Status status = write_run(run_, options_for(run_, out_));
    ASSERT_TRUE(status.ok()) << status.error().text();
  }
  [[nodiscard]] std::string text(std::string_view id) const {
    const auto result = why(out_, id);
    EXPECT_TRUE(result.ok()) << result.error().text();
    return result ? *result : std::string();
  }
  [[nodiscard]] std::string text(std::string_view id, std::string_view other) const {
    const auto result = why(out_, id, other);
    EXPECT_TRUE(result.ok()) << result.error().text();
    return result ? *result : std::string();
  }
  /// The first document with that role.
  [[nodiscard]] std::size_t with_role(Role role) const {
    const auto found = std::find_if(run_.outcomes.begin(), run_.outcomes.end(),
                                    [&](const Outcome& outcome) { return outcome.membership.role == role; });
    return static_cast<std::size_t>(found - run_.outcomes.begin());
  }

  TemporaryFolder folder_;
  std::filesystem::path out_ = folder_.path() / "out";
  ExampleRun run_ = example_run(31, {.stories = 40});
};

TEST_F(Why, TellsTheFateOfACopyAndItsSurvivor) {
  const std::size_t copy = with_role(Role::Removed);
  const Membership& membership = run_.outcomes[copy].membership;
  EXPECT_THAT(text(run_.labels[copy].id),
              AllOf(HasSubstr("removed: a copy of " + run_.labels[membership.survivor.value].id), HasSubstr("jaccard"),
                    HasSubstr("Its cluster"), HasSubstr("record " + std::to_string(copy + 1))));
}

TEST_F(Why, TellsEveryBlockWithItsTextAndReasons) {
  const std::size_t kept = with_role(Role::Survivor);
  const std::string told = text(run_.labels[kept].id);
  EXPECT_THAT(told, AllOf(HasSubstr("the canonical document"), HasSubstr("Home > News > Region > Upper Town"),
                          HasSubstr("navigation"), HasSubstr("other stories of paper"),
                          HasSubstr("its place on the page"), HasSubstr("By Orsolya Brandt")));
  EXPECT_THAT(told, HasSubstr("Its " + std::to_string(run_.outcomes[kept].blocks.size()) + " blocks"));
}

TEST_F(Why, SaysThatADocumentStandsAlone) {
  EXPECT_THAT(text(run_.labels[with_role(Role::Alone)].id), HasSubstr("no copy of it was found"));
}

TEST_F(Why, TellsWhatTheBrakeHeldBack) {
  const auto found = std::find_if(run_.outcomes.begin(), run_.outcomes.end(),
                                  [](const Outcome& outcome) { return outcome.held_back; });
  ASSERT_NE(found, run_.outcomes.end());
  EXPECT_THAT(text(found->id), AllOf(HasSubstr("brake"), HasSubstr("held back comments")));
}

TEST_F(Why, TellsTheFiguresOfAPairInEitherOrder) {
  const Edge& edge = run_.edges.front();
  const std::string& a = run_.labels[edge.a.value].id;
  const std::string& b = run_.labels[edge.b.value].id;
  EXPECT_THAT(text(a, b), AllOf(HasSubstr("Verified pair"), HasSubstr("200 shingles"), HasSubstr("in one cluster")));
  EXPECT_THAT(text(b, a), HasSubstr("Verified pair"));
}

TEST_F(Why, TellsWhoWasFirstAndHowTheMembersDiffer) {
  const Cluster& cluster = run_.clustering.clusters.front();
  const StoryDetails& details = run_.details.front();
  const std::string told = text(run_.labels[cluster.members.front().value].id);
  EXPECT_THAT(told, AllOf(HasSubstr("first      " + run_.labels[details.first.value].id),
                          HasSubstr("source     " + run_.labels[details.source.value].id), HasSubstr("120 words cut"),
                          HasSubstr("41 words of a new lead")));
  EXPECT_THAT(text(run_.labels[cluster.members[1].value].id), HasSubstr("differs    from "));
}

TEST_F(Why, TellsHowTheTextsOfAPairDiffer) {
  const Edge& edge = run_.edges.front();
  EXPECT_THAT(text(run_.labels[edge.a.value].id, run_.labels[edge.b.value].id),
              HasSubstr("differs    the second from the first: "));
}

TEST_F(Why, TellsOfRelatedStories) {
  const ExampleRun run = example_run(31, {.stories = 40, .related = true});
  const fs::path out = folder_.path() / "related";
  ASSERT_TRUE(write_run(run, options_for(run, out)).ok());
  const auto id = [&](std::size_t story, std::size_t member) {
    return run.labels[run.clustering.clusters[story].members[member].value].id;
  };
  const auto one = why(out, id(0, 1));
  ASSERT_TRUE(one.ok());
  EXPECT_THAT(*one,
              AllOf(HasSubstr("Related stories"), HasSubstr("0.71  " + id(1, 0)), HasSubstr("both say tarnholm, 340")));
  const auto pair = why(out, id(1, 1), id(0, 0));
  ASSERT_TRUE(pair.ok());
  EXPECT_THAT(*pair, AllOf(HasSubstr("tell of the same event in different words"), HasSubstr("similarity 0.71")));
  const auto other = why(out, id(1, 0), id(2, 0));
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(other->find("same event"), std::string::npos);
}

TEST_F(Why, TellsWhyThereIsNoPair) {
  const std::string& join = run_.labels[run_.joins.front().value].id;
  EXPECT_THAT(text(run_.labels.front().id, join),
              AllOf(HasSubstr("No verified pair"), HasSubstr("thresholds of the run: jaccard 0.3, containment 0.6"),
                    HasSubstr("why: "), HasSubstr(join + " joins parts of several stories")));
}

TEST_F(Why, OfAnUnknownIdNamesTheClosest) {
  std::string id = run_.labels[3].id;
  id[2] = 'X';
  const auto result = why(out_, id);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::NotFound);
  EXPECT_THAT(result.error().message, AllOf(HasSubstr(id), HasSubstr("Closest: "), HasSubstr(run_.labels[3].id)));
}

TEST_F(Why, OfAnIdLikeNoOtherSaysWhereIdsStand) {
  const auto result = why(out_, "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq");
  ASSERT_FALSE(result.ok());
  EXPECT_THAT(result.error().message, HasSubstr("clean.jsonl"));
}

TEST(WhyHostile, NeverPrintsControlCharacters) {
  TemporaryFolder folder;
  const ExampleRun run = example_run(8, {.stories = 30, .hostile = true});
  ASSERT_TRUE(write_run(run, options_for(run, folder.path() / "out")).ok());
  for (const DocumentLabel& label : run.labels) {
    const auto told = why(folder.path() / "out", label.id);
    ASSERT_TRUE(told.ok()) << told.error().text();
    for (const char c : *told) ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << label.id;
    EXPECT_EQ(told->find("\xE2\x80\xAE"), std::string::npos);
  }
}

TEST(EditDistance, CountsChangesUpToItsLimit) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 10), 3U);
  EXPECT_EQ(edit_distance("Paper", "paper", 10), 0U);
  EXPECT_EQ(edit_distance("", "abc", 10), 3U);
  EXPECT_GT(edit_distance("abcdefgh", "zzzzzzzz", 2), 2U);
}

}  // namespace
}  // namespace presswash::testing
