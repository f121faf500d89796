#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_support.h"
#include "generator/generator.h"

namespace presswash {
namespace {

using namespace testing;
using ::testing::ElementsAre;

void generate(const std::string& path, std::uint64_t documents) {
  corpus::Options options;
  options.documents = documents;
  const auto generator = corpus::Generator::make(options);
  ASSERT_TRUE(generator.ok());
  std::ofstream out(path, std::ios::binary);
  corpus::GeneratedDocument document;
  for (std::uint64_t i = 0; i < generator->documents(); ++i) {
    generator->document(i, document);
    out << record(document.id, document.site, document.text);
  }
}

/// Waits until the run's working folder is there, so that it is stopped in the middle of its work.
bool wait_for_working_folder() {
  for (int i = 0; i < 2000; ++i) {
    for (const std::string& name : names_in("."))
      if (name.starts_with(".out.presswash-")) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

class InterruptedRun : public ::testing::TestWithParam<int> {
  ScratchFolder folder_;
};

TEST_P(InterruptedRun, LeavesNothingBehind) {
  generate("scrape.jsonl", 12'000);
  for (const int delay : {0, 40, 400}) {
    Running run(PRESSWASH_BINARY, {"clean", "scrape.jsonl", "-o", "out", "--threads", "1"});
    ASSERT_TRUE(wait_for_working_folder());
    std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    run.send(GetParam());
    EXPECT_EQ(run.wait(), 130) << run.errors();
    EXPECT_EQ(lines_of(run.errors()).back(), "presswash: stopped before the end; nothing was kept")
        << "after " << delay << " ms";
    EXPECT_THAT(names_in("."), ElementsAre("scrape.jsonl")) << "after " << delay << " ms";
  }
}

INSTANTIATE_TEST_SUITE_P(Signals, InterruptedRun, ::testing::Values(SIGINT, SIGTERM),
                         [](const auto& test) { return test.param == SIGINT ? "CtrlC" : "Terminate"; });

TEST(ForcedRun, ThatIsInterruptedLeavesTheEarlierOne) {
  const ScratchFolder folder;
  put("small.jsonl", record("a", "s.example", story(1)));
  ASSERT_EQ(presswash({"clean", "small.jsonl", "-o", "out"}).exit_code, 0);
  const auto before = files_of("out");
  generate("scrape.jsonl", 12'000);
  Running run(PRESSWASH_BINARY, {"clean", "scrape.jsonl", "-o", "out", "--force", "--threads", "1"});
  ASSERT_TRUE(wait_for_working_folder());
  run.send(SIGINT);
  EXPECT_EQ(run.wait(), 130);
  EXPECT_EQ(files_of("out"), before);
  EXPECT_THAT(names_in("."), ElementsAre("out", "scrape.jsonl", "small.jsonl"));
}

}  // namespace
}  // namespace presswash
