#include <algorithm>
#include <fstream>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_support.h"

namespace presswash {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Calibrate : public ::testing::Test {
 protected:
  Ran calibrate(const std::string& input, const std::string& out, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"calibrate", input, "-o", out, "--progress", "never"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return presswash(arguments);
  }
  Ran advice(const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"calibrate", "-o", "out", "--judgements", "judgements.jsonl"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return presswash(arguments);
  }

 private:
  ScratchFolder folder_;
};

/// The story of every document of the small scrape.
std::map<std::string, std::string> truth() {
  std::map<std::string, std::string> out;
  for (const std::string& row : lines_of(contents(std::string(PRESSWASH_SOURCE_DIR) + "/corpus/truth.jsonl")))
    out[field(row, "/id").value_or("")] = field(row, "/cluster").value_or("");
  return out;
}

/// Judges every pair as somebody would who knows the truth.
std::string judged_by_truth(const std::string& pairs) {
  const auto stories = truth();
  std::string rows;
  for (const std::string& row : lines_of(pairs)) {
    const bool copy = stories.at(*field(row, "/a")) == stories.at(*field(row, "/b"));
    rows += "{\"pair\":" + *field(row, "/pair") + ",\"verdict\":\"" + (copy ? "copy" : "other") + "\"}\n";
  }
  return rows;
}

TEST_F(Calibrate, SamplesShowsAndAdvises) {
  const Ran ran = calibrate(scrape_path(), "out");
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_THAT(names_in("out"), ElementsAre("calibration.html", "pairs.jsonl", "thresholds.json"));
  EXPECT_THAT(names_in("."), ElementsAre("out"));
  EXPECT_THAT(ran.output, HasSubstr("by --containment (with --jaccard 0.25)"));
  EXPECT_THAT(ran.errors, HasSubstr("open out/calibration.html in a browser"));
  const std::string pairs = contents("out/pairs.jsonl");
  ASSERT_GT(lines_of(pairs).size(), 100U);

  put("judgements.jsonl", judged_by_truth(pairs));
  const Ran advised = advice();
  ASSERT_EQ(advised.exit_code, 0) << advised.errors;
  EXPECT_THAT(advised.errors, IsEmpty());
  EXPECT_THAT(advised.output, HasSubstr("Use --jaccard "));
  EXPECT_THAT(advised.output, HasSubstr("Use --containment "));

  // A handful says too little, and is said to.
  put("judgements.jsonl", lines_of(judged_by_truth(pairs)).front());
  EXPECT_THAT(advice().output, HasSubstr("Too few judgements to say anything of --jaccard"));
}

// The line of the threshold that is set is what a run with it does.
TEST_F(Calibrate, CountsWhatARunRemoves) {
  ASSERT_EQ(presswash({"clean", scrape_path(), "-o", "run", "--quiet"}).exit_code, 0);
  ASSERT_EQ(calibrate(scrape_path(), "out", {"--quiet"}).exit_code, 0);
  const std::string removed = std::to_string(lines_of(contents("run/duplicates.jsonl")).size());
  const std::string clusters = std::to_string(lines_of(contents("run/clusters.jsonl")).size());
  const std::string table = contents("out/thresholds.json");
  EXPECT_THAT(table, HasSubstr("{\"threshold\":0.25,\"removed\":" + removed + ",\"clusters\":" + clusters + ","));
  EXPECT_THAT(table, HasSubstr("{\"threshold\":0.5,\"removed\":" + removed + ",\"clusters\":" + clusters + ","));
}

TEST_F(Calibrate, WritesTheSameBytesForAnyNumberOfThreads) {
  for (const std::string threads : {"1", "2", "8"})
    ASSERT_EQ(calibrate(scrape_path(), "out" + threads, {"--threads", threads, "--pairs", "60"}).exit_code, 0);
  EXPECT_EQ(files_of("out1"), files_of("out2"));
  EXPECT_EQ(files_of("out1"), files_of("out8"));
}

TEST_F(Calibrate, SamplesTheSamePairsForAnyOrderOfTheInput) {
  std::vector<std::string> records = lines_of(contents(scrape_path()));
  std::mt19937_64 random(3);
  std::ranges::shuffle(records, random);
  std::ofstream shuffled("shuffled.jsonl");
  for (const std::string& row : records) shuffled << row << '\n';
  shuffled.close();
  ASSERT_EQ(calibrate(scrape_path(), "straight").exit_code, 0);
  ASSERT_EQ(calibrate("shuffled.jsonl", "shuffled").exit_code, 0);
  EXPECT_EQ(files_of("straight"), files_of("shuffled"));
  ASSERT_EQ(calibrate(scrape_path(), "other", {"--seed", "2"}).exit_code, 0);
  EXPECT_NE(contents("other/pairs.jsonl"), contents("straight/pairs.jsonl"));
}

TEST_F(Calibrate, ShowsHostileTextAsText) {
  const std::string nasty = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";
  put("scrape.jsonl", record(nasty + "a", "s.example", story(1) + nasty + "\n" + story(3, 2)) +
                          record(nasty + "b", "t.example", story(1) + story(2, 2) + nasty));
  ASSERT_EQ(calibrate("scrape.jsonl", "out", {"--quiet"}).exit_code, 0);
  const std::string page = contents("out/calibration.html");
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_EQ(page.find("<script"), page.rfind("<script"));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
}

TEST_F(Calibrate, OfNothingSaysSo) {
  put("scrape.jsonl", record("a", "s.example", story(1)));
  const Ran ran = calibrate("scrape.jsonl", "out");
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(contents("out/pairs.jsonl"), "");
  EXPECT_THAT(contents("out/calibration.html"), HasSubstr("No two documents share enough text"));
}

TEST_F(Calibrate, GoesOnWithoutRecordsThatCannotBeRead) {
  put("scrape.jsonl", record("a", "s.example", story(1)) + "nonsense\n" + record("b", "t.example", story(1)));
  const Ran ran = calibrate("scrape.jsonl", "out");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.errors, HasSubstr("scrape.jsonl: record 2: not a JSON object"));
  EXPECT_EQ(calibrate("scrape.jsonl", "out2", {"--allow-rejects"}).exit_code, 0);
}

}  // namespace
}  // namespace presswash
