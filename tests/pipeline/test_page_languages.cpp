#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "classify/block_row.h"
#include "classify/judge.h"
#include "segment/lines.h"
#include "segment/render.h"

namespace presswash::testing {
namespace {

const std::string folder = std::string(PRESSWASH_SOURCE_DIR) + "/corpus/html/";

struct KnownPage {
  std::string file;
  std::vector<std::string> with;     ///< paragraphs and subheading of the article
  std::vector<std::string> without;  ///< cookie notice, related stories, comments, newsletter, legal line
  std::vector<std::string> navigation;
};

std::vector<KnownPage> known_pages() {
  std::vector<KnownPage> out;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream rows;
  if (parser.load_many(folder + "labels.jsonl").get(rows) != simdjson::SUCCESS) return out;
  for (const auto row : rows) {
    KnownPage page;
    page.file = std::string(std::string_view(row["file"]));
    for (const auto& [field, list] :
         {std::pair{"with", &page.with}, std::pair{"without", &page.without}, std::pair{"nav", &page.navigation}})
      for (const auto piece : row[field].get_array()) list->emplace_back(std::string_view(piece));
    out.push_back(std::move(page));
  }
  return out;
}

/// The lines that are kept of a page, by the model built in.
std::vector<std::string> kept_lines(const std::string& file) {
  std::ifstream in(folder + file, std::ios::binary);
  std::ostringstream html;
  html << in.rdbuf();
  const RenderedPage rendered = render_page(html.str());
  const auto blocks = segment_lines(rendered.text);
  const Page page = PageAnalyser().analyse(rendered.text, blocks, rendered.metadata.title.value);
  const WeightSet& weights = BlockModel::built_in()->set(0);
  const auto rows = rows_of(page, weights, {}, "paper.example", &rendered.markup);
  const Judgement judged = Judge({}).judge(rows, weights, {});
  std::vector<std::string> out;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    std::string line = rendered.text.substr(blocks[i].offset, blocks[i].length);
    while (!line.empty() && line.back() == '\n') line.pop_back();
    if (!judged.verdicts[i].removed) out.push_back(std::move(line));
  }
  return out;
}

class PageLanguages : public ::testing::TestWithParam<KnownPage> {};

TEST_P(PageLanguages, KeepTheArticleAndLoseItsFurniture) {
  const KnownPage& page = GetParam();
  const auto kept = kept_lines(page.file);
  const auto holds = [&](const std::string& piece) {
    for (const std::string& line : kept) {
      if (line.find(piece) != std::string::npos) return true;
    }
    return false;
  };
  for (const std::string& piece : page.with) EXPECT_TRUE(holds(piece)) << page.file << " lost: " << piece;
  for (const std::string& piece : page.without) EXPECT_FALSE(holds(piece)) << page.file << " kept: " << piece;
  for (const std::string& entry : page.navigation) {
    for (const std::string& line : kept) EXPECT_NE(line, entry) << page.file;
  }
}

INSTANTIATE_TEST_SUITE_P(InTenLanguages, PageLanguages, ::testing::ValuesIn(known_pages()),
                         [](const auto& at) { return "page" + at.param.file.substr(3, 2); });

TEST(PageLanguages, AreTen) { EXPECT_EQ(known_pages().size(), 10U); }

}  // namespace
}  // namespace presswash::testing
