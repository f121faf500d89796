#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "write/row_parser.h"
#include "write/rows.h"

namespace presswash::testing {
namespace {

/// The row of one block with this evidence.
std::string row_of(const Evidence& evidence) {
  Document document;
  document.site = "ledger.example";
  document.text = "Read next\n";
  Outcome outcome;
  outcome.id = "a-17";
  outcome.blocks.push_back(
      {.block = {.offset = 0, .length = 10},
       .verdict = {.kind = Kind::Related, .score = 0.5F, .signs = {}, .evidence = evidence, .removed = true}});
  std::string row;
  append_boilerplate_rows(row, document, outcome);
  return row;
}

Evidence read_back(std::string row) {
  row.reserve(row.size() + 64);  // the parser reads past the end
  RowParser parser{FieldNames{}};
  BoilerplateRow out;
  EXPECT_TRUE(parser.parse(row, out)) << row;
  return out.judged.verdict.evidence;
}

TEST(BoilerplateRow, LeavesOutCountsThatGoWithoutSaying) {
  const std::string row = row_of({.clusters = 3, .masked_clusters = 3, .sites = 1, .variants = 1, .stories = 3});
  EXPECT_NE(row.find(R"("evidence":{"clusters":3,"sites":1,"stories":3})"), std::string::npos) << row;
  EXPECT_NE(row_of({}).find(R"("evidence":{})"), std::string::npos);
}

TEST(BoilerplateRow, GivesBackTheEvidenceWhateverIsLeftOut) {
  for (const std::uint16_t clusters : std::vector<std::uint16_t>{0, 2, 65535}) {
    for (const std::uint16_t masked : std::vector<std::uint16_t>{0, 2, 3}) {
      for (const std::uint16_t variants : std::vector<std::uint16_t>{0, 1, 2}) {
        for (const std::uint16_t others : std::vector<std::uint16_t>{0, 1}) {
          const Evidence evidence{.clusters = clusters,
                                  .masked_clusters = masked,
                                  .sites = others,
                                  .variants = variants,
                                  .headlines = others,
                                  .stories = others,
                                  .copies = others};
          const std::string row = row_of(evidence);
          EXPECT_EQ(read_back(row), evidence) << row;
        }
      }
    }
  }
}

}  // namespace
}  // namespace presswash::testing
