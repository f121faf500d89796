#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "pipeline/learn.h"
#include "pipeline/made_words.h"
#include "read/json_text.h"

namespace presswash::testing {
namespace {

namespace fs = std::filesystem;

/// Lines of fewer than 20 words, of a made-up language.
class Lines : public MadeWords {
 public:
  using MadeWords::MadeWords;

  std::vector<std::string> take(unsigned lines) {
    std::vector<std::string> out;
    for (unsigned i = 0; i < lines; ++i) {
      std::string line = "The";
      for (std::uint64_t words = 11 + below(6); words > 0; --words) line += " " + word();
      out.push_back(line + ".");
    }
    return out;
  }
};

struct AgainCase {
  unsigned pages = 20;
  unsigned again = 6;      ///< of them, with one story
  unsigned new_lines = 0;  ///< that each of these has of its own
};

class StoriesRunAgain : public ::testing::TestWithParam<AgainCase> {};

// What a fifth of a site's pages shows is furniture, as a rule.
TEST_P(StoriesRunAgain, AreNotTakenForFurniture) {
  const auto [pages, again, new_lines] = GetParam();
  Lines lines(7);
  const std::vector<std::string> story = lines.take(20);
  const std::vector<std::string> furniture = lines.take(3);
  std::string folder = (fs::temp_directory_path() / "presswash-again-XXXXXX").string();
  const fs::path path = fs::path(::mkdtemp(folder.data())) / "scrape.jsonl";
  {
    std::ofstream out(path);
    for (unsigned i = 0; i < pages; ++i) {
      std::string text = "Home\nNews\nSport\n";
      const auto add = [&](const std::vector<std::string>& more) {
        for (const std::string& line : more) text += line + "\n";
      };
      add(i < again ? story : lines.take(20));
      add(lines.take(new_lines));
      add(furniture);
      out << R"({"id":")" << i << R"(","site":"site.example","text":)" << json_string(text) << "}\n";
    }
  }
  const auto inputs = InputSet::open({path}, {});
  ASSERT_TRUE(inputs.ok());
  const auto state = learn(*inputs, {}, {});
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  ASSERT_TRUE(state.ok());
  const auto& of = state->copies().clustering.of;
  for (unsigned i = 0; i < pages; ++i) {
    EXPECT_EQ(of[i].cluster.value, i < again ? of[0].cluster.value : 0U) << i;
  }
  EXPECT_NE(of[0].cluster.value, 0U);
}

INSTANTIATE_TEST_SUITE_P(Sites, StoriesRunAgain,
                         ::testing::Values(AgainCase{20, 6, 0}, AgainCase{12, 5, 0}, AgainCase{40, 20, 2},
                                           AgainCase{100, 25, 1}));

}  // namespace
}  // namespace presswash::testing
