#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_support.h"

namespace presswash {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Two reports of one event in different words, a copy of the first, and a report of something else.
const std::string first =
    "Divers in the harbour of Ostrava Bay raised the bell of the Corvina on Tuesday, 118 years after the steamer "
    "sank.\n"
    "The team led by Marit Holloway of the Lindqvist Institute used four cranes and a barge that the port lent it. The "
    "bell weighs 340 kilograms, said Holloway, and will go to the museum of Tarnholm once the salt has been washed "
    "out.\n"
    "The Corvina went down in 1912 with 61 passengers on its way from Tarnholm to Ostrava Bay.\n";
const std::string second =
    "After more than a century on the sea floor, the ship's bell of the steamer Corvina is back above water. At noon "
    "on "
    "Tuesday a barge brought it to the quay of Ostrava Bay, where hundreds had waited since dawn.\n"
    "It was found by the Lindqvist Institute last spring; Marit Holloway, who leads its divers, spoke of a day that "
    "she "
    "would not forget. Visitors of the museum in Tarnholm can see the 340 kilograms of bronze from next year, 118 "
    "years "
    "after the loss of the Corvina in 1912.\n";
const std::string other =
    "The council of Brackwater has put off its vote on the tram to Quillon until the autumn. Councillor Edda Farrow "
    "asked for new figures after the price had risen to 212 million crowns, and the party of Jonas Threlkeld agreed.\n"
    "Shopkeepers on Ferrier Street fear that works of 30 months would ruin them. The tram was first proposed in "
    "1998.\n";

class RelatedStories : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string copy = first + "This report was changed on Wednesday.\n";
    rows_ = {record("a", "east.example", first), record("b", "west.example", second),
             record("c", "north.example", copy), record("d", "south.example", other)};
  }
  void write() {
    std::string all;
    for (const std::string& row : rows_) all += row;
    put("scrape.jsonl", all);
  }
  ScratchFolder folder_;
  std::vector<std::string> rows_;
};

std::vector<std::string> ids(const std::string& file) {
  std::vector<std::string> out;
  for (const std::string& row : lines_of(contents(file))) out.push_back(field(row, "/id").value_or("(none)"));
  return out;
}

TEST_F(RelatedStories, AreListedAndNoneIsRemoved) {
  write();
  ASSERT_EQ(presswash({"clean", "scrape.jsonl", "-o", "out", "--related", "--quiet"}).exit_code, 0);
  const auto rows = lines_of(contents("out/related.jsonl"));
  ASSERT_EQ(rows.size(), 2U);
  for (const std::string& row : rows) {
    EXPECT_GE(std::stod(field(row, "/related/0/similarity").value_or("0")), 0.55);
    EXPECT_THAT(list(row, "/related/0/names"), Not(IsEmpty()));
    EXPECT_FALSE(field(row, "/related/1/id")) << "a copy is no related story of its own";
  }
  EXPECT_EQ(lines_of(contents("out/duplicates.jsonl")).size(), 1U) << "the copy alone";
  EXPECT_EQ(field(contents("out/summary.json"), "/counts/related_stories"), "2");
}

TEST_F(RelatedStories, AreTheSameForAnyOrderAndThreads) {
  write();
  ASSERT_EQ(presswash({"clean", "scrape.jsonl", "-o", "out", "--related", "--quiet", "--threads", "1"}).exit_code, 0);
  ASSERT_EQ(presswash({"clean", "scrape.jsonl", "-o", "out8", "--related", "--quiet", "--threads", "8"}).exit_code, 0);
  EXPECT_EQ(contents("out/related.jsonl"), contents("out8/related.jsonl"));
  auto before = lines_of(contents("out/related.jsonl"));
  std::ranges::reverse(rows_);
  write();
  ASSERT_EQ(presswash({"clean", "scrape.jsonl", "-o", "turned", "--related", "--quiet"}).exit_code, 0);
  auto after = lines_of(contents("turned/related.jsonl"));
  std::ranges::reverse(after);
  EXPECT_EQ(before, after);
}

TEST_F(RelatedStories, AreShownByReportAndWhy) {
  write();
  ASSERT_EQ(presswash({"clean", "scrape.jsonl", "-o", "out", "--related", "--quiet"}).exit_code, 0);
  EXPECT_THAT(contents("out/report.html"), HasSubstr("Related stories"));
  EXPECT_THAT(presswash({"report", "out", "--format", "text"}).output, HasSubstr("2 stories have related ones"));
  const std::string standing = field(lines_of(contents("out/clusters.jsonl")).at(0), "/canonical").value_or("");
  EXPECT_THAT(presswash({"why", "out", "b"}).output, AllOf(HasSubstr("Related stories"), HasSubstr("  " + standing)));
  EXPECT_THAT(presswash({"why", "out", "a", "b"}).output, HasSubstr("tell of the same event in different words"));
  EXPECT_THAT(presswash({"why", "out", "a", "d"}).output, Not(HasSubstr("same event")));
}

TEST_F(RelatedStories, AreOnlyLookedForWhenAsked) {
  write();
  ASSERT_EQ(presswash({"clean", "scrape.jsonl", "-o", "out", "--quiet"}).exit_code, 0);
  EXPECT_THAT(names_in("out"), Not(Contains("related.jsonl")));
}

TEST_F(RelatedStories, StandInAFolderThatCanBeReplaced) {
  write();
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(presswash({"clean", "scrape.jsonl", "-o", "out", "--related", "--force", "--quiet"}).exit_code, 0);
  EXPECT_THAT(ids("out/related.jsonl").size(), 2U);
}

}  // namespace
}  // namespace presswash
