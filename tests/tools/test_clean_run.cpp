#include <algorithm>
#include <map>
#include <random>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_support.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CleanRun : public ::testing::Test {
 protected:
  static void clean(const std::string& input, const std::string& out, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"clean", input, "-o", out, "--quiet"});
    const Ran ran = presswash(more);
    ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  }

 private:
  ScratchFolder folder_;
};

TEST_F(CleanRun, WritesEveryFileThatTheFormatsPageNames) {
  clean(scrape_path(), "out");
  std::vector<std::string> described;
  for (const std::string& line : lines_of(contents(std::string(PRESSWASH_SOURCE_DIR) + "/docs/file-formats.md"))) {
    if (!line.starts_with("| [`") && !line.starts_with("| `report.html`")) continue;
    if (line.find("only with `--") != std::string::npos) continue;
    const std::size_t begin = line.find('`') + 1;
    described.push_back(line.substr(begin, line.find('`', begin) - begin));
  }
  std::ranges::sort(described);
  EXPECT_EQ(names_in("out"), described);
  EXPECT_THAT(names_in("."), ElementsAre("out"));
  EXPECT_NE(contents("out/report.html").find("</html>"), std::string::npos);
}

TEST_F(CleanRun, WritesTheSameBytesForAnyNumberOfThreads) {
  clean(scrape_path(), "one", {"--threads", "1"});
  const auto one = files_of("one");
  for (const char* threads : {"1", "2", "8"}) {
    const std::string out = std::string("threads-") + threads;
    clean(scrape_path(), out, {"--threads", threads});
    const auto other = files_of(out);
    ASSERT_EQ(one.size(), other.size());
    for (const auto& [name, bytes] : one) EXPECT_TRUE(bytes == other.at(name)) << name << ", threads " << threads;
  }
}

/// What was decided, without anything that the order of the input may change.
struct Decisions {
  std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> blocks;  ///< by id and offset
  std::set<std::tuple<std::set<std::string>, std::set<std::string>, std::string>> clusters;
  std::set<std::vector<std::string>> stories;             ///< canonical id, first, source, credit
  std::map<std::string, std::string> changes;             ///< by id
  std::set<std::pair<std::string, std::string>> removed;  ///< id and survivor
};

Decisions decisions_of(const std::string& run) {
  Decisions out;
  for (const std::string& row : lines_of(contents(run + "/boilerplate.jsonl")))
    out.blocks[{*field(row, "/id"), *field(row, "/offset")}] = {*field(row, "/kind"), *field(row, "/removed")};
  for (const std::string& row : lines_of(contents(run + "/clusters.jsonl"))) {
    std::set<std::string> members;
    for (const std::string& member : list(row, "/members")) {
      members.insert(*field(member, "/id"));
      out.changes[*field(member, "/id")] = member.substr(member.find("\"changes\""));
    }
    std::vector<std::string> story;
    for (const char* name : {"/canonical", "/first", "/source", "/source_by", "/credit"})
      story.push_back(field(row, name).value_or("null"));
    out.stories.insert(story);
    const auto survivors = list(row, "/survivors");
    out.clusters.insert({members, {survivors.begin(), survivors.end()}, *field(row, "/canonical")});
  }
  for (const std::string& row : lines_of(contents(run + "/duplicates.jsonl")))
    out.removed.insert({*field(row, "/id"), *field(row, "/survivor")});
  return out;
}

TEST_F(CleanRun, DecidesTheSameForAnyOrderOfTheInput) {
  clean(scrape_path(), "plain");
  const Decisions plain = decisions_of("plain");
  EXPECT_GT(plain.clusters.size(), 20U);
  EXPECT_GT(plain.blocks.size(), 1000U);
  for (const std::uint64_t seed : seeds(2)) {
    auto records = lines_of(contents(scrape_path()));
    Random random(seed);
    std::ranges::shuffle(records, random);
    std::string shuffled;
    for (const std::string& row : records) shuffled += row + "\n";
    put("shuffled.jsonl", shuffled);
    clean("shuffled.jsonl", "shuffled", {"--force"});
    const Decisions other = decisions_of("shuffled");
    EXPECT_TRUE(plain.blocks == other.blocks) << seed;
    EXPECT_TRUE(plain.clusters == other.clusters) << seed;
    EXPECT_TRUE(plain.stories == other.stories) << seed;
    EXPECT_TRUE(plain.changes == other.changes) << seed;
    EXPECT_TRUE(plain.removed == other.removed) << seed;
  }
}

TEST_F(CleanRun, HasEveryRecordOnceInCleanDuplicatesOrRejected) {
  const std::string whole = contents(scrape_path()) + "not JSON\n{\"id\":\"x\"}\n";
  put("scrape.jsonl", whole);
  EXPECT_EQ(presswash({"clean", "scrape.jsonl", "-o", "out"}).exit_code, 3);
  std::multiset<std::size_t> seen;
  for (const auto& [file, where] :
       {std::pair{"clean", "/presswash/source/record"}, {"duplicates", "/source/record"}, {"rejected", "/record"}}) {
    const auto rows = lines_of(contents(std::string("out/") + file + ".jsonl"));
    EXPECT_FALSE(rows.empty()) << file;
    for (const std::string& row : rows) seen.insert(std::stoul(*field(row, where)));
  }
  std::multiset<std::size_t> expected;
  for (std::size_t i = 1; i <= lines_of(whole).size(); ++i) expected.insert(i);
  EXPECT_EQ(seen, expected);
}

TEST_F(CleanRun, IsUndoneByRestoreByteForByte) {
  clean(scrape_path(), "out");
  const Ran ran = presswash({"restore", "out"});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  const auto expected = lines_of(contents(scrape_path()));
  const auto restored = lines_of(ran.output);
  ASSERT_EQ(restored.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    for (const char* name : {"/id", "/url", "/site", "/title", "/published", "/text"})
      ASSERT_EQ(field(restored[i], name), field(expected[i], name)) << "record " << i + 1 << " " << name;
  }
}

TEST_F(CleanRun, IsUndoneFromCompressedFilesToo) {
  clean(scrape_path(), "plain");
  clean(scrape_path(), "packed", {"--compress", "zstd"});
  EXPECT_TRUE(std::filesystem::exists("packed/clean.jsonl.zst"));
  EXPECT_TRUE(presswash({"restore", "plain"}).output == presswash({"restore", "packed"}).output);
}

TEST_F(CleanRun, OfRecordsWithRejectsGivesTheRejectsBackRaw) {
  const std::string input = record("a", "s.example", story(1)) + "not JSON\n" + record("b", "s.example", story(2));
  put("in.jsonl", input);
  EXPECT_EQ(presswash({"clean", "in.jsonl", "-o", "out"}).exit_code, 3);
  EXPECT_EQ(presswash({"restore", "out"}).output, input);
  EXPECT_EQ(presswash({"clean", "in.jsonl", "-o", "allowed", "--allow-rejects"}).exit_code, 0);
}

TEST_F(CleanRun, RemovesCopiesAndKeepsTheOneThatIsWanted) {
  const auto dated = [](const std::string& id, const std::string& published, const std::string& text) {
    std::string row = record(id, id + ".example", text);
    return row.insert(1, "\"published\":\"" + published + "\",");
  };
  put("in.jsonl", dated("late", "2031-03-03", story(1)) + dated("early", "2031-03-01", story(1)) +
                      dated("long", "2031-03-02", story(1) + story(2, 1)) + dated("other", "2031-03-01", story(3)));
  for (const auto& [keep, survivor] : {std::pair{"earliest", "early"}, {"latest", "late"}, {"longest", "long"}}) {
    clean("in.jsonl", keep, {"--keep", keep});
    const auto clusters = lines_of(contents(std::string(keep) + "/clusters.jsonl"));
    ASSERT_EQ(clusters.size(), 1U) << keep;
    EXPECT_EQ(field(clusters[0], "/canonical"), survivor);
    EXPECT_EQ(list(clusters[0], "/members").size(), 3U);
  }
}

TEST_F(CleanRun, WritesNothingOnADryRunAndSaysTheCounts) {
  const Ran ran = presswash({"clean", scrape_path(), "-o", "out", "--dry-run"});
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_THAT(names_in("."), IsEmpty());
  EXPECT_NE(ran.errors.find("removed as copies"), std::string::npos);
  EXPECT_EQ(presswash({"clean", scrape_path(), "--dry-run"}).exit_code, 0);
}

}  // namespace
}  // namespace presswash
