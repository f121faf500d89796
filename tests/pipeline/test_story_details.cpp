#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "pipeline/learn.h"
#include "read/json_text.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> paragraphs = {
    "The harbour board of Port Callis voted on Tuesday to raise the old ferry towers by four metres before winter.",
    "Engineers had warned since spring that the cables sag whenever the tide and the wind come from the same side.",
    "The work will cost nine million crowns, of which the town pays a third and the shipping line the remainder.",
    "Residents of the quay asked for a temporary footbridge, and the board promised an answer within three weeks.",
    "The ferry carried forty thousand people last year, more than at any time since the mill at Oster closed.",
    "Work begins in September, when the last of the summer sailings has ended and the yard at Lund is free."};
const std::string own =
    "In our valley the school bus of Upper Dunmore crosses twice a day, and parents fear for the timetable there.";
const std::string lead =
    "Four metres of new steel are to save the ferry at Port Callis, after months in which nobody wanted to pay them.";

std::string text_of(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + '\n';
  return out;
}

std::string record(const std::string& id, const std::string& day, const std::vector<std::string>& lines) {
  return "{\"id\":\"" + id + "\",\"site\":\"" + id + ".example\"," +
         (day.empty() ? "" : "\"published\":\"2031-10-" + day + "T06:00:00Z\",") +
         "\"text\":" + json_string(text_of(lines)) + "}\n";
}

/// The details of one story by the ids of its members.
struct Told {
  std::string first;
  std::string source;
  bool by_text = false;
  std::map<std::string, Changes> changes;
  friend bool operator==(const Told&, const Told&) = default;
};

class StoryDetailsTest : public ::testing::Test {
 protected:
  StoryDetailsTest() {
    std::string path = (fs::temp_directory_path() / "presswash-story-XXXXXX").string();
    folder_ = ::mkdtemp(path.data());
  }
  ~StoryDetailsTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  /// The only story of these records, the longest text being canonical.
  [[nodiscard]] Told told(const std::vector<std::string>& records) const {
    std::ofstream(folder_ / "scrape.jsonl", std::ios::binary | std::ios::trunc) << [&] {
      std::string all;
      for (const std::string& row : records) all += row;
      return all;
    }();
    const auto inputs = InputSet::open({folder_ / "scrape.jsonl"}, {});
    LearnOptions options;
    options.rounds.copies.keep = Keep::Longest;
    const auto state = learn(*inputs, {}, options);
    EXPECT_TRUE(state.ok());
    const auto& clusters = state->copies().clustering.clusters;
    const std::vector<StoryDetails> details = state->story_details();
    EXPECT_EQ(clusters.size(), 1U);
    EXPECT_EQ(details.size(), 1U);
    const auto id = [&](DocumentIndex d) { return d == no_document ? std::string() : state->id(d.value); };
    Told out{.first = id(details[0].first),
             .source = id(details[0].source),
             .by_text = details[0].source_by_text,
             .changes = {}};
    for (std::size_t i = 1; i < clusters[0].members.size(); ++i)
      out.changes[id(clusters[0].members[i])] = details[0].changes[i];
    return out;
  }

 private:
  fs::path folder_;
};

std::vector<std::string> with(std::vector<std::string> lines, std::size_t at, const std::string& line) {
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), line);
  return lines;
}

TEST_F(StoryDetailsTest, TellTheSourceByItsTextAndTheFirstByTime) {
  std::vector<std::string> relead = paragraphs;
  relead[0] = lead;
  const std::vector<std::string> cut(paragraphs.begin(), paragraphs.begin() + 3);
  const Told story = told({record("a", "12", cut), record("b", "13", paragraphs), record("c", "14", paragraphs),
                           record("d", "15", with(paragraphs, 4, own)), record("e", "16", relead)});
  EXPECT_EQ(story.first, "a");
  EXPECT_EQ(story.source, "b") << "of the two that print the text the earlier";
  EXPECT_TRUE(story.by_text);
}

TEST_F(StoryDetailsTest, TellHowEachMemberDiffersFromItsSurvivor) {
  std::vector<std::string> relead = paragraphs;
  relead[0] = lead;
  const std::vector<std::string> cut(paragraphs.begin(), paragraphs.begin() + 3);
  const Told story =
      told({record("a", "12", cut), record("d", "15", with(paragraphs, 4, own)), record("e", "16", relead)});
  EXPECT_EQ(story.changes.at("a").added, 0U);
  EXPECT_GT(story.changes.at("a").cut, 55U);
  EXPECT_EQ(story.changes.at("e").relead, 22U);
  EXPECT_GT(story.changes.at("e").cut, 30U) << "its survivor's lead and local paragraph";
}

TEST_F(StoryDetailsTest, LeaveWhatTextsDoNotTellToTheTime) {
  const Told timed = told({record("b", "14", paragraphs), record("a", "15", paragraphs)});
  EXPECT_EQ(timed.first, "b");
  EXPECT_EQ(timed.source, "b");
  EXPECT_FALSE(timed.by_text);
  EXPECT_EQ(timed.changes.at("a"), Changes{});
}

TEST_F(StoryDetailsTest, SayUnknownWhenNothingTells) {
  const Told untimed = told({record("a", "", paragraphs), record("b", "", paragraphs)});
  EXPECT_EQ(untimed.first, "");
  EXPECT_EQ(untimed.source, "");
}

TEST_F(StoryDetailsTest, OfEqualTimesTakeTheSmallerId) {
  EXPECT_EQ(told({record("y", "12", paragraphs), record("x", "12", paragraphs)}).first, "x");
}

TEST_F(StoryDetailsTest, AreTheSameForAnyOrderOfTheInput) {
  std::vector<std::string> relead = paragraphs;
  relead[0] = lead;
  std::vector<std::string> records = {record("a", "12", {paragraphs[0], paragraphs[1], paragraphs[2]}),
                                      record("b", "13", paragraphs), record("c", "13", paragraphs),
                                      record("d", "", with(paragraphs, 4, own)), record("e", "16", relead)};
  const Told story = told(records);
  for (const std::uint64_t seed : seeds(4)) {
    Random random(seed);
    std::ranges::shuffle(records, random);
    EXPECT_EQ(told(records), story) << seed;
  }
}

}  // namespace
}  // namespace presswash::testing
