#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "example_run.h"
#include "read/json_text.h"
#include "write/run_folder.h"

namespace presswash::testing {
namespace {

std::vector<RestoredRecord> restore_all(const std::filesystem::path& run) {
  std::vector<RestoredRecord> out;
  const auto result = restore(run, [&](const RestoredRecord& record) -> Status {
    out.push_back(record);
    return Done{};
  });
  EXPECT_TRUE(result.ok()) << result.error().text();
  return out;
}

void expect_restores(const ExampleRun& run, const std::filesystem::path& folder, std::uint64_t seed) {
  const std::vector<RestoredRecord> restored = restore_all(folder);
  ASSERT_EQ(restored.size(), run.documents.size() + run.rejects.size()) << seed;
  std::map<Source, const Document*> documents;
  std::map<Source, const Reject*> rejects;
  for (const Document& document : run.documents) documents[document.source] = &document;
  for (const Reject& reject : run.rejects) rejects[reject.source] = &reject;
  Source last{};
  for (const RestoredRecord& record : restored) {
    ASSERT_LT(last, record.source) << seed;
    last = record.source;
    if (record.rejected) {
      ASSERT_TRUE(rejects.contains(record.source)) << seed;
      EXPECT_EQ(record.raw, rejects[record.source]->raw) << seed;
      continue;
    }
    ASSERT_TRUE(documents.contains(record.source)) << seed;
    const Document& document = *documents[record.source];
    EXPECT_EQ(record.id, document.id) << seed;
    EXPECT_EQ(record.text, document.text) << seed;
    EXPECT_EQ(record.is_file, document.record.empty()) << seed;
    // The examples escape as the writer does, so that even the record comes back byte for byte.
    if (!record.is_file) {
      EXPECT_EQ(record.record, document.record) << seed;
    }
    const auto text = string_in_record(record.record, "text");
    ASSERT_TRUE(text.ok()) << seed;
    EXPECT_EQ(*text, document.text) << seed;
  }
}

TEST(Restore, GivesEveryTextBackByteForByteInInputOrder) {
  for (const std::uint64_t seed : seeds(25)) {
    TemporaryFolder folder;
    const ExampleRun run = random_run(seed, 1 + seed % 40);
    WriteOptions options = options_for(run, folder.path() / "out");
    options.compress_zstd = seed % 2 == 0;
    const Status status = write_run(run, options);
    ASSERT_TRUE(status.ok()) << seed << ' ' << status.error().text();
    expect_restores(run, options.out, seed);
  }
}

TEST(Restore, WorksOnTheExampleScrape) {
  TemporaryFolder folder;
  const ExampleRun run = example_run(7, {.stories = 60, .hostile = true});
  const Status status = write_run(run, options_for(run, folder.path() / "out"));
  ASSERT_TRUE(status.ok()) << status.error().text();
  expect_restores(run, folder.path() / "out", 7);
}

TEST(Restore, OfAnEmptyRunGivesNothing) {
  TemporaryFolder folder;
  ASSERT_TRUE(write_run(ExampleRun{}, {.out = folder.path() / "out"}).ok());
  EXPECT_TRUE(restore_all(folder.path() / "out").empty());
}

TEST(Restore, PutsTheObjectOfAnEarlierRunBack) {
  ExampleRun run = example_run(1, {.stories = 1, .most_copies = 0});
  Document& document = run.documents.front();
  document.record.pop_back();
  document.record += ",\"presswash\":{\"cluster\":null,\"earlier\":{\"copies\":1}}}";
  TemporaryFolder folder;
  ASSERT_TRUE(write_run(run, options_for(run, folder.path() / "out")).ok());
  const auto restored = restore_all(folder.path() / "out");
  ASSERT_FALSE(restored.empty());
  EXPECT_EQ(restored.front().record, document.record);
}

TEST(Restore, OfADocumentWithReplacedBytesGivesItsDecodedText) {
  for (const bool removed : {false, true}) {
    ExampleRun run;
    add_document(run, "first", "{\"id\":\"first\",\"text\":\"one\"}", {{"one", {}}});
    add_document(run, "x", "{\"id\":\"x\",\"note\":\"bad \xFF byte\",\"text\":\"half \\ud83d and \xC3\"}",
                 {{"half ", verdict_of(Kind::Share, 0.9F, true)}, {"\xEF\xBF\xBD and \xEF\xBF\xBD", {}}});
    const Document& document = run.documents.back();
    run.documents.back().replaced = 3;
    run.outcomes.back().membership.role = removed ? Role::Removed : Role::Alone;
    run.outcomes.back().membership.survivor = {0};
    TemporaryFolder folder;
    const Status status = write_run(run, options_for(run, folder.path() / "out"));
    ASSERT_TRUE(status.ok()) << status.error().text();
    const auto restored = restore_all(folder.path() / "out");
    ASSERT_EQ(restored.size(), 2U);
    EXPECT_EQ(restored[1].text, document.text);
  }
}

TEST(Restore, WritesCleanedTextIntoTheMappedField) {
  ExampleRun run;
  run.fields.text = "article.body";
  run.fields.id = "key";
  const std::string record = R"({"key":7,"article":{"lang":"en","body":"Keep.\nDrop.\n"},"n":1e2})";
  add_document(run, "7", record, {{"Keep.\n", {}}, {"Drop.\n", verdict_of(Kind::Share, 0.9F, true)}});
  TemporaryFolder folder;
  ASSERT_TRUE(write_run(run, options_for(run, folder.path() / "out")).ok());
  EXPECT_TRUE(slurp(folder.path() / "out/clean.jsonl")
                  .starts_with(R"({"key":7,"article":{"lang":"en","body":"Keep.\n"},"n":1e2,"presswash":{"id":"7",)"));
  const auto restored = restore_all(folder.path() / "out");
  ASSERT_EQ(restored.size(), 1U);
  EXPECT_EQ(restored[0].record, record);
}

TEST(Restore, StopsAtAnErrorOfTheSink) {
  TemporaryFolder folder;
  const ExampleRun run = example_run(3, {.stories = 4});
  ASSERT_TRUE(write_run(run, options_for(run, folder.path() / "out")).ok());
  const auto result = restore(folder.path() / "out", [](const RestoredRecord&) -> Status {
    return Error{.code = ErrorCode::Cancelled, .message = "enough", .file = {}};
  });
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace presswash::testing
