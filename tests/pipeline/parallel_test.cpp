#include "pipeline/parallel.h"

#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace presswash
