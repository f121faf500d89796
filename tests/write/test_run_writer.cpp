#include <csignal>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "example_run.h"
#include "write/run_files.h"
#include "write/summary.h"

namespace presswash::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.insert(entry.path().filename().string());
  return out;
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

class RunWriterTest : public ::testing::Test {
 protected:
  [[nodiscard]] Status write(bool force = false, bool compress = false) const {
    WriteOptions options = options_for(run_, out_);
    options.force = force;
    options.compress_zstd = compress;
    return write_run(run_, options);
  }
  /// The message of a write that must fail and leave nothing new behind.
  [[nodiscard]] std::string refusal(bool force, ErrorCode code) const {
    const std::set<std::string> before = names_in(folder_.path());
    const Status status = write(force);
    EXPECT_FALSE(status.ok());
    if (status.ok()) return {};
    EXPECT_EQ(status.error().code, code);
    EXPECT_EQ(names_in(folder_.path()), before);
    return status.error().text();
  }

  TemporaryFolder folder_;
  fs::path out_ = folder_.path() / "out";
  ExampleRun run_ = example_run(11, {.stories = 12});
};

TEST_F(RunWriterTest, LeavesEveryFileAndNothingElse) {
  ASSERT_TRUE(write().ok());
  EXPECT_EQ(names_in(folder_.path()), std::set<std::string>{"out"});
  EXPECT_EQ(names_in(out_),
            (std::set<std::string>{"clean.jsonl", "duplicates.jsonl", "boilerplate.jsonl", "clusters.jsonl",
                                   "edges.jsonl.zst", "blocks.jsonl.zst", "rejected.jsonl", "sites.jsonl",
                                   "summary.json", "timings.json", "report.html"}));
}

TEST_F(RunWriterTest, CompressesWhenAskedTo) {
  ASSERT_TRUE(write(false, true).ok());
  EXPECT_EQ(names_in(out_),
            (std::set<std::string>{"clean.jsonl.zst", "duplicates.jsonl.zst", "boilerplate.jsonl.zst",
                                   "clusters.jsonl.zst", "edges.jsonl.zst", "blocks.jsonl.zst", "rejected.jsonl.zst",
                                   "sites.jsonl", "summary.json", "timings.json", "report.html"}));
}

TEST_F(RunWriterTest, PutsEveryRecordInExactlyOneFile) {
  ASSERT_TRUE(write().ok());
  const std::size_t kept = lines_in(slurp(out_ / "clean.jsonl"));
  const std::size_t copies = lines_in(slurp(out_ / "duplicates.jsonl"));
  EXPECT_EQ(kept + copies, run_.documents.size());
  EXPECT_GT(copies, 0U);
  EXPECT_EQ(lines_in(slurp(out_ / "rejected.jsonl")), run_.rejects.size());
  const auto summary = read_summary(out_);
  ASSERT_TRUE(summary.ok()) << summary.error().text();
  EXPECT_EQ(summary->kept, kept);
  EXPECT_EQ(summary->copies, copies);
  EXPECT_EQ(summary->records(), run_.documents.size() + run_.rejects.size());
  EXPECT_EQ(summary->text.read, summary->text.kept + summary->text.copies + summary->text.boilerplate);
}

TEST_F(RunWriterTest, WritesTheSameBytesTwice) {
  ASSERT_TRUE(write().ok());
  const fs::path first = folder_.path() / "first";
  fs::rename(out_, first);
  ASSERT_TRUE(write().ok());
  for (const std::string& name : names_in(first)) EXPECT_EQ(slurp(first / name), slurp(out_ / name)) << name;
}

TEST_F(RunWriterTest, PreparesTheSameRowsFromManyThreads) {
  auto writer = RunWriter::create(options_for(run_, out_));
  ASSERT_TRUE(writer.ok());
  const auto rows_of = [&](std::size_t i) {
    const RunWriter::Rows rows = writer->prepare(run_.documents[i], run_.outcomes[i], run_.labels);
    return rows.clean + rows.duplicates + rows.boilerplate + rows.blocks;
  };
  std::vector<std::string> alone(run_.documents.size());
  for (std::size_t i = 0; i < alone.size(); ++i) alone[i] = rows_of(i);
  std::vector<std::vector<std::string>> together(4, std::vector<std::string>(alone.size()));
  std::vector<std::thread> threads;
  for (auto& mine : together) {
    threads.emplace_back([&] {
      for (std::size_t i = 0; i < mine.size(); ++i) mine[i] = rows_of(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& rows : together) EXPECT_EQ(rows, alone);
}

TEST_F(RunWriterTest, WritesTheSameFilesDocumentByDocumentAndTogether) {
  const auto write_all = [&](bool together) {
    auto writer = RunWriter::create(options_for(run_, out_));
    ASSERT_TRUE(writer.ok()) << writer.error().text();
    RunWriter::Rows rows;
    for (std::size_t i = 0; i < run_.documents.size(); ++i) {
      writer->prepare(run_.documents[i], run_.outcomes[i], run_.labels, rows);
      if (together) continue;
      ASSERT_TRUE(writer->write(rows).ok());
      rows.clear();
    }
    if (together) {
      ASSERT_TRUE(writer->write(rows).ok());
    }
    ASSERT_TRUE(writer->finish({.version = "test"}).ok());
  };
  write_all(false);
  const fs::path first = folder_.path() / "first";
  fs::rename(out_, first);
  write_all(true);
  for (const std::string& name : names_in(first)) EXPECT_EQ(slurp(first / name), slurp(out_ / name)) << name;
}

TEST_F(RunWriterTest, DestroyedBeforeItsEndLeavesNothing) {
  out_ = folder_.path() / "new/deep/out";
  {
    auto writer = RunWriter::create(options_for(run_, out_));
    ASSERT_TRUE(writer.ok()) << writer.error().text();
    ASSERT_TRUE(writer->write(writer->prepare(run_.documents[0], run_.outcomes[0], run_.labels)).ok());
    EXPECT_FALSE(fs::exists(out_));
    EXPECT_EQ(names_in(folder_.path() / "new/deep").size(), 1U);
  }
  EXPECT_TRUE(names_in(folder_.path()).empty());
}

TEST_F(RunWriterTest, MakesTheFoldersAboveOut) {
  out_ = folder_.path() / "new/deep/out/";
  ASSERT_TRUE(write().ok());
  EXPECT_TRUE(fs::exists(folder_.path() / "new/deep/out/summary.json"));
}

TEST_F(RunWriterTest, RefusesAnOutThatExistsAndNamesForce) {
  ASSERT_TRUE(write().ok());
  EXPECT_THAT(refusal(false, ErrorCode::AlreadyExists), AllOf(HasSubstr(out_.string()), HasSubstr("--force")));
  fs::remove_all(out_);
  fs::create_directory(out_);
  EXPECT_THAT(refusal(false, ErrorCode::AlreadyExists), HasSubstr("--force"));
}

TEST_F(RunWriterTest, WithForceReplacesARunAndAnEmptyFolder) {
  fs::create_directory(out_);
  ASSERT_TRUE(write(true).ok());
  const std::string before = slurp(out_ / "clean.jsonl");
  run_ = example_run(12, {.stories = 3});
  const Status status = write(true);
  ASSERT_TRUE(status.ok()) << status.error().text();
  EXPECT_NE(slurp(out_ / "clean.jsonl"), before);
  EXPECT_EQ(names_in(folder_.path()), std::set<std::string>{"out"});
}

TEST_F(RunWriterTest, NeverReplacesWhatItDidNotWrite) {
  fs::create_directory(out_);
  std::ofstream(out_ / "summary.json") << "{\"total\": 3}";
  EXPECT_THAT(refusal(true, ErrorCode::AlreadyExists), HasSubstr("not written by presswash"));
  fs::remove_all(out_);
  ASSERT_TRUE(write().ok());
  std::ofstream(out_ / "notes.txt") << "mine";
  EXPECT_THAT(refusal(true, ErrorCode::AlreadyExists), HasSubstr("notes.txt"));
  EXPECT_EQ(slurp(out_ / "notes.txt"), "mine");
  fs::remove(out_ / "notes.txt");
  fs::create_directory(out_ / "clean.jsonl.zst");
  EXPECT_THAT(refusal(true, ErrorCode::AlreadyExists), HasSubstr("clean.jsonl.zst"));
  fs::remove_all(out_);
  std::ofstream(out_) << "a file";
  EXPECT_THAT(refusal(true, ErrorCode::AlreadyExists), HasSubstr("is a file"));
  EXPECT_EQ(slurp(out_), "a file");
}

TEST_F(RunWriterTest, NoticesAnOutThatCameIntoBeingDuringTheRun) {
  {
    auto writer = RunWriter::create(options_for(run_, out_));
    ASSERT_TRUE(writer.ok());
    fs::create_directory(out_);
    std::ofstream(out_ / "mine") << "x";
    const Status status = writer->finish({.version = "0"});
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, ErrorCode::AlreadyExists);
  }
  EXPECT_EQ(names_in(out_), std::set<std::string>{"mine"});
  EXPECT_EQ(names_in(folder_.path()), std::set<std::string>{"out"});
}

TEST_F(RunWriterTest, NamesThePathWhenThereIsNoPermission) {
  constexpr uid_t nobody = 65534;
  const uid_t before = ::geteuid();
  ::chmod(folder_.path().c_str(), before == 0 ? 0755 : 0555);
  if (before == 0 && ::seteuid(nobody) != 0) GTEST_SKIP() << "root may write everywhere";
  EXPECT_THAT(refusal(false, ErrorCode::PermissionDenied), HasSubstr(folder_.path().string()));
  ASSERT_EQ(::seteuid(before), 0);
  ::chmod(folder_.path().c_str(), 0755);
}

TEST_F(RunWriterTest, RefusesAFolderInsideAFile) {
  std::ofstream(folder_.path() / "file") << "x";
  out_ = folder_.path() / "file/out";
  const Status status = write();
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(slurp(folder_.path() / "file"), "x");
}

// A file size limit stands for a full disk: write(2) fails in the same way.
TEST_F(RunWriterTest, ReportsAWriteThatFailsAndLeavesNothing) {
  run_ = example_run(13, {.stories = 200});
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{.rlim_cur = 100000, .rlim_max = before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const Status status = write();
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().text(), AllOf(HasSubstr(".jsonl"), HasSubstr("cannot be written")));
  EXPECT_TRUE(names_in(folder_.path()).empty());
}

TEST_F(RunWriterTest, RefusesRowsOutOfOrder) {
  auto writer = RunWriter::create(options_for(run_, out_));
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer->write(writer->prepare(run_.documents[1], run_.outcomes[1], run_.labels)).ok());
  EXPECT_FALSE(writer->write(writer->prepare(run_.documents[0], run_.outcomes[0], run_.labels)).ok());
}

TEST_F(RunWriterTest, MarksAndCountsADocumentLeftEmpty) {
  ExampleRun run;
  add_document(run, "a.txt", "", {{"Share\n", verdict_of(Kind::Share, 0.9F, true)}, {" \xC2\xA0\n", {}}});
  run_ = run;
  ASSERT_TRUE(write().ok());
  EXPECT_EQ(slurp(out_ / "clean.jsonl"),
            "{\"id\":\"a.txt\",\"text\":\" \xC2\xA0\\n\",\"presswash\":{\"id\":\"a.txt\",\"cluster\":null,\"copies\":0,"
            "\"removed_bytes\":6,\"held_back\":false,\"empty\":true,"
            "\"source\":{\"input\":0,\"record\":1,\"file\":true}}}\n");
  EXPECT_EQ(read_summary(out_)->empty, 1U);
}

TEST_F(RunWriterTest, WritesARowForEveryBlockThatIsNotArticleText) {
  ASSERT_TRUE(write().ok());
  std::size_t expected = 0;
  std::size_t left = 0;
  for (const Outcome& outcome : run_.outcomes) {
    for (const JudgedBlock& judged : outcome.blocks) {
      expected += judged.verdict.kind != Kind::Article ? 1U : 0U;
      left += judged.verdict.kind != Kind::Article && !judged.verdict.removed ? 1U : 0U;
    }
  }
  const std::string rows = slurp(out_ / "boilerplate.jsonl");
  EXPECT_EQ(lines_in(rows), expected);
  std::size_t not_removed = 0;
  for (std::size_t at = rows.find("\"removed\":false"); at != std::string::npos;
       at = rows.find("\"removed\":false", at + 1)) {
    ++not_removed;
  }
  EXPECT_EQ(not_removed, left);
  EXPECT_GT(left, 0U);
}

TEST_F(RunWriterTest, CreditsAStoryToTheWireServiceThatMostMembersName) {
  const Verdict kept = verdict_of(Kind::Article, 0.01F, false);
  const std::string_view story = "The ferry of Port Callis stays moored until the towers are painted.\n";
  const std::vector<std::vector<ExampleBlock>> pages = {
      {{"Home > News\n", verdict_of(Kind::Navigation, 0.99F, true)},
       {"PORT CALLIS (AP) - The ferry stays moored.\n", kept}},
      {{"PORT CALLIS (AFP) - The ferry stays moored.\n", kept}},
      {{story, kept}, {"(dpa)\n", verdict_of(Kind::Byline, 0.95F, true)}},
      {{story, kept}, {"(Reuters)\n", verdict_of(Kind::Related, 0.95F, true)}},
  };
  ExampleRun run;
  run.inputs = {"scrape.jsonl"};
  for (std::uint32_t story_number = 0; story_number < 3; ++story_number) {
    // The canonical document is the second that was read.
    Cluster cluster{
        .id = {story_number + 1U}, .members = {{2 * story_number + 1}, {2 * story_number}}, .survivors = {}};
    cluster.survivors = {cluster.members[0], cluster.members[1]};
    for (std::uint32_t i = 0; i < 2; ++i) {
      const std::string id = std::to_string(2 * story_number + i);
      add_document(run, id, "", i == 0 ? pages[0] : pages[story_number + 1]);
      run.documents.back().source.input = 0;
      Membership& membership = run.outcomes.back().membership;
      membership = {.cluster = cluster.id, .role = Role::Survivor};
      run.clustering.of.back() = membership;
    }
    run.clustering.clusters.push_back(cluster);
  }
  ASSERT_TRUE(write_run(run, options_for(run, out_)).ok());
  std::istringstream rows(slurp(out_ / "clusters.jsonl"));
  for (const std::string_view credit :
       {R"("credit":"AFP","members")", R"("credit":"dpa","members")", R"("credit":"AP","members")"}) {
    std::string row;
    ASSERT_TRUE(std::getline(rows, row));
    EXPECT_NE(row.find(credit), std::string::npos) << row;
  }
}

TEST(Summary, SurvivesItsOwnText) {
  TemporaryFolder folder;
  const ExampleRun run = example_run(5, {.stories = 9, .hostile = true});
  ASSERT_TRUE(write_run(run, options_for(run, folder.path() / "out")).ok());
  const auto summary = read_summary(folder.path() / "out");
  ASSERT_TRUE(summary.ok()) << summary.error().text();
  EXPECT_EQ(to_json(*summary), slurp(folder.path() / "out/summary.json"));
}

}  // namespace
}  // namespace presswash::testing
