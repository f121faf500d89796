#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "example_run.h"
#include "write/run_folder.h"

namespace presswash::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

void write_bytes(const fs::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

Status restore_to_nowhere(const fs::path& run) {
  const auto result = restore(run, [](const RestoredRecord&) -> Status { return Done{}; });
  if (!result) return result.error();
  return Done{};
}

class DamagedRun : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    run_ = example_run(21, {.stories = 2, .most_copies = 2, .paragraphs = 2, .related = true});
    WriteOptions options = options_for(run_, out_);
    options.compress_zstd = GetParam();
    const Status status = write_run(run_, options);
    ASSERT_TRUE(status.ok()) << status.error().text();
  }

  /// Every reading function; those that read `name` to its end must fail, and none may crash. `named`: the damage must
  /// be laid to that file, and not to one that it contradicts.
  void expect_error(const std::string& name, std::size_t at, bool named) const {
    const bool restores = name.starts_with("clean") || name.starts_with("duplicates") ||
                          name.starts_with("boilerplate") || name.starts_with("rejected") || name == "summary.json";
    const Status status = restore_to_nowhere(out_);
    EXPECT_EQ(status.ok(), !restores) << name << " at byte " << at;
    if (!status) {
      EXPECT_THAT(status.error().file, HasSubstr(named ? name : out_.string()));
    }
    if (at % 8 == 0) {
      (void)why(out_, run_.labels.front().id, run_.labels.back().id);
      (void)why(out_, "no such id");
    }
    if (at % 32 == 0) {
      const auto text = report_text(out_);
      const bool tells = name.starts_with("sites") || name.starts_with("clusters") || name.starts_with("related") ||
                         name == "summary.json";
      EXPECT_EQ(text.ok(), !tells) << name << " at byte " << at;
      (void)redraw_report(out_);
    }
  }

  TemporaryFolder folder_;
  fs::path out_ = folder_.path() / "out";
  ExampleRun run_;
};

TEST_P(DamagedRun, CutAtAnyByteIsAnError) {
  for (const auto& entry : fs::directory_iterator(out_)) {
    const std::string name = entry.path().filename().string();
    if (name == "report.html" || name == "timings.json") continue;
    const std::string whole = slurp(entry.path());
    // The last line feed of summary.json alone is no loss.
    const std::size_t end = name == "summary.json" ? whole.size() - 1 : whole.size();
    for (std::size_t size = 0; size < end; size += (size < 24 || end - size < 24) ? 1 : 61) {
      write_bytes(entry.path(), std::string_view(whole).substr(0, size));
      expect_error(name, size, true);
    }
    write_bytes(entry.path(), whole);
  }
  EXPECT_TRUE(restore_to_nowhere(out_).ok());
}

TEST_P(DamagedRun, FlippedBitsAreNoticedAndNeverCrash) {
  for (const auto& entry : fs::directory_iterator(out_)) {
    const std::string name = entry.path().filename().string();
    if (name == "report.html" || name == "timings.json" || name == "summary.json") continue;
    const std::string whole = slurp(entry.path());
    for (std::size_t at = 0; at < whole.size(); at += 149) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ (1U << at % 8));
      write_bytes(entry.path(), damaged);
      // Not every bit of a zstd frame bears on what comes out of it.
      if (!name.ends_with(".zst")) {
        expect_error(name, at, false);
      } else {
        (void)restore_to_nowhere(out_);
        (void)why(out_, run_.labels.front().id, run_.labels.back().id);
      }
    }
    write_bytes(entry.path(), whole);
  }
}

TEST_P(DamagedRun, MissingFilesAreNamed) {
  for (const auto& entry : fs::directory_iterator(out_)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("clean") && !name.starts_with("boilerplate") && !name.starts_with("rejected")) continue;
    const std::string whole = slurp(entry.path());
    fs::remove(entry.path());
    const Status status = restore_to_nowhere(out_);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, ErrorCode::NotFound);
    EXPECT_THAT(status.error().text(), AllOf(HasSubstr(out_.string()), HasSubstr(name.substr(0, name.find('.')))));
    write_bytes(entry.path(), whole);
  }
}

TEST_P(DamagedRun, AnotherFormatNamesBothVersions) {
  std::string summary = slurp(out_ / "summary.json");
  const std::size_t at = summary.find("\"format\": 2");
  ASSERT_NE(at, std::string::npos);
  summary.replace(at, 11, "\"format\": 7");
  write_bytes(out_ / "summary.json", summary);
  const Status status = restore_to_nowhere(out_);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::VersionMismatch);
  EXPECT_THAT(status.error().message, AllOf(HasSubstr("format 7"), HasSubstr("format 2")));
}

TEST_P(DamagedRun, RowsTakenOutAreNoticed) {
  const fs::path clean = out_ / (GetParam() ? "clean.jsonl.zst" : "clean.jsonl");
  if (GetParam()) return;
  const std::string whole = slurp(clean);
  write_bytes(clean, whole.substr(whole.find('\n') + 1));
  const Status status = restore_to_nowhere(out_);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::CorruptInput);
}

INSTANTIATE_TEST_SUITE_P(PlainAndZstd, DamagedRun, ::testing::Bool());

TEST(RunFolder, ThatDoesNotExistIsSaidSo) {
  TemporaryFolder folder;
  const auto missing = report_text(folder.path() / "nowhere");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
  EXPECT_THAT(missing.error().text(), HasSubstr("no such folder"));
  const auto empty = report_text(folder.path());
  ASSERT_FALSE(empty.ok());
  EXPECT_THAT(empty.error().text(), HasSubstr("not a finished run"));
}

}  // namespace
}  // namespace presswash::testing
