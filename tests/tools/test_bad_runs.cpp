#include <algorithm>
#include <cctype>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bad_run_cases.h"
#include "command_support.h"

namespace presswash {
namespace {

using namespace testing;

/// What only a run in the midst of its work meets; tests/tools/test_interrupted_run.cpp shows it.
const std::string interrupted_row =
    "| Ctrl-C, or SIGTERM | `` presswash: stopped before the end; nothing was kept `` | 130 | writes nothing; an "
    "earlier run of that name stays |";

class BadRuns : public ::testing::TestWithParam<BadRun> {
 protected:
  ScratchFolder folder_;
};

TEST_P(BadRuns, SayAndDoWhatIsWrittenOfThem) {
  const BadRun& run = GetParam();
  run.prepare();
  const auto before = std::filesystem::is_directory("out") ? files_of("out") : std::map<std::string, std::string>{};
  const Ran ran = presswash(run.arguments);
  EXPECT_EQ(ran.exit_code, run.exit_code);
  const auto lines = lines_of(ran.errors);
  std::string first = lines.empty() ? "" : lines.front();
  const std::string here = std::filesystem::current_path().string();
  if (const std::size_t at = first.find(here); at != std::string::npos) first.replace(at, here.size(), "RUN");
  EXPECT_EQ(first, run.says);
  EXPECT_EQ(names_in("."), run.leaves);
  if (!before.empty()) {
    EXPECT_EQ(files_of("out"), before);
  }
}

INSTANTIATE_TEST_SUITE_P(Table, BadRuns, ::testing::ValuesIn(bad_runs()), [](const auto& test) {
  std::string name = test.param.kind;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

std::string row_of(const BadRun& run) {
  std::string message;
  for (const char c : run.says) message += c == '|' ? "\\|" : std::string(1, c);
  if (run.exit_code == 3) message.clear();
  return "| " + run.kind + " | " + (message.empty() ? "the counts" : "`` " + message + " ``") + " | " +
         std::to_string(run.exit_code) + " | " + run.does + " |";
}

TEST(BadRunDocs, HaveARowForEveryKindAndNoOther) {
  std::vector<std::string> documented;
  bool inside = false;
  for (const std::string& line : lines_of(contents(std::string(PRESSWASH_SOURCE_DIR) + "/docs/bad-input.md"))) {
    if (line.starts_with("## ")) inside = line == "## Runs";
    if (inside && line.starts_with("| ")) documented.push_back(line);
  }
  if (!documented.empty()) documented.erase(documented.begin());  // the table's head
  std::vector<std::string> expected;
  for (const BadRun& run : bad_runs()) expected.push_back(row_of(run));
  expected.push_back(interrupted_row);
  std::ostringstream table;
  for (const std::string& row : expected) table << row << '\n';
  EXPECT_EQ(documented, expected) << "the table should be:\n" << table.str();
}

}  // namespace
}  // namespace presswash
