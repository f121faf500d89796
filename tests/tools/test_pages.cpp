#include <iostream>
#include <map>

#include <gtest/gtest.h>

#include "command_support.h"

namespace presswash {
namespace {

using namespace testing;

/// Whether each line of the text lies in a removed block.
std::vector<bool> removed_lines(const std::string& text, const std::vector<std::pair<std::size_t, std::size_t>>& cuts) {
  std::vector<bool> out;
  std::size_t at = 0;
  for (const std::string& line : lines_of(text)) {
    bool removed = false;
    for (const auto& [offset, length] : cuts) removed = removed || (at >= offset && at < offset + length);
    out.push_back(removed);
    at += line.size() + 1;
  }
  return out;
}

// 12 pages in 8 languages of 11 sites, which say nothing of each other.
TEST(Pages, ComeOutCleanedAsLabelledButForAFewLines) {
  const ScratchFolder folder;
  const std::string pages = std::string(PRESSWASH_SOURCE_DIR) + "/corpus/pages";
  ASSERT_EQ(presswash({"clean", pages, "-o", "out", "--quiet"}).exit_code, 0);
  std::map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> cuts;
  for (const std::string& row : lines_of(contents("out/boilerplate.jsonl")))
    if (field(row, "/removed") == "true")
      cuts[*field(row, "/id")].emplace_back(std::stoul(*field(row, "/offset")), std::stoul(*field(row, "/length")));
  std::size_t lines = 0;
  std::size_t lost = 0;
  std::size_t left = 0;
  for (const std::string& row : lines_of(contents(pages + "/labels.jsonl"))) {
    const std::string file = *field(row, "/file");
    const std::string labels = *field(row, "/labels");
    const std::string text = contents(pages + "/" + file);
    const auto removed = removed_lines(text, cuts[file]);
    const auto all = lines_of(text);
    ASSERT_EQ(removed.size(), labels.size()) << file;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i] != 'c' && labels[i] != 'b') continue;
      ++lines;
      const bool wrong = removed[i] != (labels[i] == 'b');
      if (!wrong) continue;
      ++(labels[i] == 'c' ? lost : left);
      std::cout << file << ":" << i + 1 << (labels[i] == 'c' ? " lost: " : " left: ") << all[i].substr(0, 90) << '\n';
    }
  }
  RecordProperty("lines", static_cast<int>(lines));
  std::cout << lost << " lines lost, " << left << " left, of " << lines << '\n';
  // One page has no scrape behind it: what only its place and its words speak against is kept.
  EXPECT_LE(lost, 0U);
  EXPECT_LE(left, 9U);
}

}  // namespace
}  // namespace presswash
