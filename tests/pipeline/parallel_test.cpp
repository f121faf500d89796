#include "pipeline/parallel.h"

#include <atomic>
#include <cstdlib>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

namespace presswash {
namespace {

TEST(ParallelFor, VisitsEveryItemOnce) {
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{10'000}}) {
    std::vector<int> visits(count);
    parallel_for(count, 16, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ++visits[i];
    });
    EXPECT_EQ(visits, std::vector<int>(count, 1));
  }
}

TEST(ParallelFor, SeesWhatWasDoneBeforeAndIsSeenAfter) {
  std::vector<std::string> words(5'000);
  for (int round = 0; round < 5; ++round) {
    for (auto& word : words) word = std::to_string(round);
    parallel_for(words.size(), 8, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) words[i] += "!";
    });
    const auto length = std::accumulate(words.begin(), words.end(), std::size_t{0},
                                        [](std::size_t sum, const std::string& word) { return sum + word.size(); });
    EXPECT_EQ(length, 2 * words.size());
  }
}

TEST(ParallelFor, TakesAGrainOfZeroAsOne) {
  std::vector<int> visits(3);
  parallel_for(visits.size(), 0, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) ++visits[i];
  });
  EXPECT_EQ(visits, (std::vector<int>{1, 1, 1}));
}

TEST(RunLine, TakesInTheOrderOfReadingAndReusesSlotsThatWereTaken) {
  constexpr std::size_t slots = 5;
  constexpr std::size_t count = 3'000;
  std::vector<std::string> texts(slots);
  std::vector<std::string> taken;
  std::size_t read = 0;
  LineSteps steps;
  steps.read = [&](std::size_t slot) {
    if (read == count) return false;
    EXPECT_LT(slot, slots);
    EXPECT_EQ(texts[slot], "") << "still in use";
    texts[slot] = std::to_string(read++);
    return true;
  };
  steps.work = [&](std::size_t slot) { texts[slot] += "!"; };
  steps.take = [&](std::size_t slot) {
    taken.push_back(texts[slot]);
    texts[slot].clear();
  };
  run_line(slots, steps);
  ASSERT_EQ(taken.size(), count);
  for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(taken[i], std::to_string(i) + "!");
}

TEST(RunLine, OfNothingTakesNothing) {
  int calls = 0;
  run_line(3, {.read = [](std::size_t) { return false; },
               .work = [&](std::size_t) { ++calls; },
               .take = [&](std::size_t) { ++calls; }});
  EXPECT_EQ(calls, 0);
}

#if defined(__SANITIZE_THREAD__)
/// Two bodies that surely run at the same time and write to one place.
void race() {
  const tbb::global_control two(tbb::global_control::max_allowed_parallelism, 2);
  tbb::task_arena arena(2);
  std::size_t sum = 0;
  std::atomic<int> inside{0};
  arena.execute([&] {
    parallel_for(2, 1, [&](std::size_t begin, std::size_t end) {
      inside.fetch_add(1, std::memory_order_relaxed);
      while (inside.load(std::memory_order_relaxed) < 2 && begin + 1 == end) std::this_thread::yield();
      sum += end - begin;
    });
  });
  std::exit(sum == 0 ? 1 : 0);
}

/// What the sanitizer is told of oneTBB's order must not hide the races of a body.
TEST(ParallelForDeathTest, LeavesARaceOfItsBodyToBeFound) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(race(), ::testing::ExitedWithCode(66), "data race");
}
#endif

}  // namespace
}  // namespace presswash
