#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "read/block_reading.h"
#include "read/labelled.h"
#include "read_support.h"

namespace presswash::testing {
namespace {

using Names = std::vector<std::uint32_t>;

TEST(BlockReading, NamesBlocksByEightDigits) {
  const auto reading = parse_block_reading(R"({"id":"7","article":"0000001f aca5bfb9","unsure":"ffffffff"})");
  ASSERT_TRUE(reading) << reading.error().text();
  EXPECT_EQ(reading->id, "7");
  EXPECT_EQ(reading->article, (Names{0x1f, 0xaca5bfb9}));
  EXPECT_EQ(reading->unsure, (Names{0xffffffff}));
}

TEST(BlockReading, IsReadBackByTheNamesThatAreWritten) {
  EXPECT_EQ(block_name(0x1f), "0000001f");
  const auto reading = parse_block_reading(R"({"id":"7","article":")" + block_name(0xaca5bfb9) + "\"}");
  ASSERT_TRUE(reading) << reading.error().text();
  EXPECT_EQ(reading->article, Names{0xaca5bfb9});
}

TEST(BlockReading, IsEnoughForAPageOfHtmlThatHasNoOtherLabels) {
  auto page = parse_labelled(R"({"id":"7","html":"<p>Text</p>"})");
  ASSERT_TRUE(page) << page.error().text();
  std::vector<LabelledPage> pages{*page};
  const Status unlabelled = check_labelled(pages, "pages.jsonl");
  ASSERT_FALSE(unlabelled);
  EXPECT_EQ(unlabelled.error().code, ErrorCode::MissingField);
  EXPECT_EQ(unlabelled.error().file, "pages.jsonl");
  EXPECT_NE(unlabelled.error().message.find("\"7\""), std::string::npos) << unlabelled.error().text();
  give_readings({{.id = "7", .article = {1}, .unsure = {}}}, pages);
  EXPECT_TRUE(check_labelled(pages, "pages.jsonl"));
}

TEST(BlockReading, MayNameNoBlock) {
  const auto reading = parse_block_reading(R"({"id":"7","article":""})");
  ASSERT_TRUE(reading) << reading.error().text();
  EXPECT_TRUE(reading->article.empty());
  EXPECT_TRUE(reading->unsure.empty());
}

TEST(BlockReading, RefusesOtherNames) {
  for (const char* article : {"1f", "0000001", "0000001g", "0000001faca5bfb9", "0000001f  aca5bfb9", "-000001f"}) {
    const auto reading = parse_block_reading(std::string(R"({"id":"7","article":")") + article + "\"}");
    ASSERT_FALSE(reading) << article;
    EXPECT_EQ(reading.error().code, ErrorCode::CorruptInput);
  }
}

TEST(BlockReading, RefusesRowsWithoutIdOrArticle) {
  for (const char* row : {R"({"article":"0000001f"})", R"({"id":"7"})"}) {
    const auto reading = parse_block_reading(row);
    ASSERT_FALSE(reading) << row;
    EXPECT_EQ(reading.error().code, ErrorCode::MissingField);
  }
}

TEST(BlockReading, NamesFileAndRecordOfABadRow) {
  const WorkingFolder folder;
  write_file("readings.jsonl", "{\"id\":\"1\",\"article\":\"0000001f\"}\n{\"id\":\"2\"}\n");
  const auto readings = read_block_readings("readings.jsonl");
  ASSERT_FALSE(readings);
  EXPECT_EQ(readings.error().code, ErrorCode::MissingField);
  EXPECT_EQ(readings.error().file, "readings.jsonl");
  EXPECT_EQ(readings.error().record, 2U);
}

TEST(BlockReading, IsGivenToThePageOfHtmlThatItIsOf) {
  std::vector<LabelledPage> pages(3);
  pages[0].id = "a";
  pages[0].html = "<p>Text</p>";
  pages[1].id = "b";
  pages[1].html = "<p>Text</p>";
  pages[2].id = "a";  // a text
  EXPECT_EQ(
      give_readings({{.id = "a", .article = {1}, .unsure = {}}, {.id = "c", .article = {2}, .unsure = {}}}, pages), 1U);
  ASSERT_TRUE(pages[0].reading);
  EXPECT_EQ(pages[0].reading->article, Names{1});
  EXPECT_FALSE(pages[1].reading);
  EXPECT_FALSE(pages[2].reading);
}

TEST(BlockReading, ThoseBesideTheModelAreOfAsManyPagesAndNameTheirBlocks) {
  const auto readings =
      read_block_readings(std::string(PRESSWASH_SOURCE_DIR) + "/core/classify/weights/readings.jsonl");
  ASSERT_TRUE(readings) << readings.error().text();
  EXPECT_EQ(readings->size(), 600U);
  std::set<std::string> ids;
  std::size_t without = 0;
  for (const BlockReading& reading : *readings) {
    ids.insert(reading.id);
    without += reading.article.empty() && reading.unsure.empty() ? 1U : 0U;
  }
  EXPECT_EQ(ids.size(), readings->size());
  EXPECT_EQ(without, 1U);  // a page from which the post is missing
}

}  // namespace
}  // namespace presswash::testing
