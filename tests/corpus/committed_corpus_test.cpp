#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "generator/rows.h"
#include "support.h"

namespace presswash::corpus {
namespace {

const std::filesystem::path folder = std::filesystem::path(PRESSWASH_SOURCE_DIR) / "corpus";

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  EXPECT_TRUE(in.good()) << file;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The command of corpus/README.md.
Options as_committed() {
  Options options;
  options.documents = 340;
  options.copies = 0.45;
  options.sites = 20;
  options.languages = {"en", "de", "fr", "es", "pl", "ja"};
  options.seed = 2030;
  options.liveblogs = 0.08;
  return options;
}

TEST(CommittedCorpus, IsWhatTheGeneratorMakes) {
  std::string scrape;
  std::string truth;
  for (const auto& d : testing::all_documents(testing::made(as_committed()))) {
    append_scrape_row(d, scrape);
    append_truth_row(d, truth);
  }
  EXPECT_TRUE(contents(folder / "scrape.jsonl") == scrape) << "make it again: corpus/README.md has the command";
  EXPECT_TRUE(contents(folder / "truth.jsonl") == truth) << "make it again: corpus/README.md has the command";
  EXPECT_LT(scrape.size() + truth.size(), 1'500'000U);
}

TEST(CommittedCorpus, HasEveryKindOfFurnitureAndMostEdits) {
  std::string kinds;
  std::set<Edit> edits;
  for (const auto& d : testing::all_documents(testing::made(as_committed()))) {
    kinds += d.kinds;
    edits.insert(d.edit);
  }
  for (const char kind : kind_letters) EXPECT_NE(kinds.find(kind), std::string::npos) << kind;
  EXPECT_GE(edits.size(), 17U);
}

TEST(CommittedPages, HaveALabelForEveryLine) {
  simdjson::dom::parser parser;
  simdjson::dom::document_stream rows;
  const auto labels = simdjson::padded_string(contents(folder / "pages" / "labels.jsonl"));
  ASSERT_EQ(parser.parse_many(labels).get(rows), simdjson::SUCCESS);
  std::set<std::string> listed;
  for (const simdjson::dom::element row : rows) {
    const std::string file{std::string_view(row["file"])};
    listed.insert(file);
    EXPECT_EQ(std::string(std::string_view(row["id"])) + ".txt", file);
    const auto text = contents(folder / "pages" / file);
    ASSERT_TRUE(text.ends_with('\n')) << file;
    const auto lines = testing::lines_of(std::string_view(text).substr(0, text.size() - 1));
    const std::string_view letters = row["labels"];
    ASSERT_EQ(letters.size(), lines.size()) << file;
    const simdjson::dom::object kinds = row["kinds"];
    for (std::size_t i = 0; i < lines.size(); ++i) {
      EXPECT_EQ(letters[i] == '-', lines[i].empty()) << file << " line " << i + 1;
      std::string_view kind;
      const bool named = kinds[std::to_string(i + 1)].get(kind) == simdjson::SUCCESS;
      EXPECT_EQ(named, letters[i] == 'b' || letters[i] == 'o') << file << " line " << i + 1;
      if (named) {
        EXPECT_TRUE(kind_of(kind)) << file << ": " << kind;
      }
    }
  }
  EXPECT_GE(listed.size(), 10U);
  for (const auto& entry : std::filesystem::directory_iterator(folder / "pages")) {
    if (entry.path().extension() == ".txt") {
      EXPECT_TRUE(listed.contains(entry.path().filename().string())) << entry.path();
    }
  }
}

}  // namespace
}  // namespace presswash::corpus
