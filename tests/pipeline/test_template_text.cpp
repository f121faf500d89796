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

/// Sentences of a made-up language: nearly half of the words are the same few.
class Prose : public MadeWords {
 public:
  using MadeWords::MadeWords;

  std::string paragraph(unsigned words) {
    std::string out;
    for (unsigned at = 0; at < words;) {
      const auto sentence = static_cast<unsigned>(10 + below(12));
      for (unsigned i = 0; i < sentence; ++i, ++at) out += (i == 0 ? "The " : " ") + word();
      out += ". ";
    }
    return out;
  }
};

struct TemplateCase {
  unsigned sites = 1;
  unsigned paragraph = 50;  ///< words of a paragraph of the template
};

class TemplateText : public ::testing::TestWithParam<TemplateCase> {};

// What every finder of copies that compares whole texts makes one giant cluster of: 500 different stories of 200 words
// within the same 2,000 words.
TEST_P(TemplateText, TiesNoStoriesTogether) {
  const auto [sites, paragraph] = GetParam();
  Prose prose(3);
  std::vector<std::string> shared;
  for (unsigned words = 0; words < 2000; words += paragraph) shared.push_back(prose.paragraph(paragraph));
  std::string folder = (fs::temp_directory_path() / "presswash-template-XXXXXX").string();
  const fs::path path = fs::path(::mkdtemp(folder.data())) / "scrape.jsonl";
  {
    std::ofstream out(path);
    for (unsigned i = 0; i < 500; ++i) {
      std::string text;
      for (std::size_t k = 0; k < shared.size(); ++k) {
        if (k == shared.size() / 3)
          for (int part = 0; part < 5; ++part) text += prose.paragraph(40) + "\n";
        text += shared[k] + "\n";
      }
      out << R"({"id":")" << i << R"(","site":"site)" << i % sites << R"(.example","text":)" << json_string(text)
          << "}\n";
    }
  }
  const auto inputs = InputSet::open({path}, {});
  ASSERT_TRUE(inputs.ok());
  const auto state = learn(*inputs, {}, {});
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state->copies().edges.size(), 0U);
  EXPECT_EQ(state->copies().clustering.clusters.size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Sites, TemplateText,
                         ::testing::Values(TemplateCase{1, 50}, TemplateCase{10, 50}, TemplateCase{100, 50},
                                           TemplateCase{500, 50}, TemplateCase{1, 20}, TemplateCase{10, 100}));

}  // namespace
}  // namespace presswash::testing
