#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "document/document.h"
#include "document/outcome.h"
#include "example_texts.h"
#include "write/run_writer.h"

namespace presswash::testing {

/// Everything a pipeline would hand to a RunWriter.
struct ExampleRun {
  std::vector<Document> documents;
  std::vector<Outcome> outcomes;
  std::vector<DocumentLabel> labels;
  Clustering clustering;
  std::vector<StoryDetails> details;  ///< by cluster
  std::string related;                ///< rows of related.jsonl, if it has any
  std::uint64_t related_count = 0;
  std::vector<Edge> edges;
  std::vector<DocumentIndex> joins;
  std::vector<Reject> rejects;
  std::vector<std::string> inputs;
  FieldNames fields;
};

struct ExampleShape {
  std::size_t stories = 20;
  std::size_t most_copies = 6;  ///< of one story, besides the first
  std::size_t sites = 8;
  std::size_t paragraphs = 8;
  bool related = false;  ///< the two largest clusters tell of one event
  bool hostile = false;  ///< texts, ids and titles full of markup, quotes, controls and bidirectional overrides
};

/// A fictional scrape with verdicts and clusters made up to fit; the same for the same seed.
[[nodiscard]] ExampleRun example_run(std::uint64_t seed, const ExampleShape& shape);

/// Random bytes of text, hostile ones among them, cut into random blocks with random verdicts; no stories in it.
[[nodiscard]] ExampleRun random_run(std::uint64_t seed, std::size_t documents);

[[nodiscard]] inline Verdict verdict_of(Kind kind, float score, bool removed) {
  Verdict verdict;
  verdict.kind = kind;
  verdict.score = score;
  verdict.removed = removed;
  return verdict;
}

/// Adds a document of one input, made of these blocks, that stands alone; `record` is its JSON object, empty for a text
/// file.
struct ExampleBlock {
  std::string_view text;
  Verdict verdict;
};
void add_document(ExampleRun& run, std::string_view id, std::string_view record,
                  const std::vector<ExampleBlock>& blocks);

/// Writes the run and finishes it.
[[nodiscard]] Status write_run(const ExampleRun& run, const WriteOptions& options);
[[nodiscard]] WriteOptions options_for(const ExampleRun& run, const std::filesystem::path& out);

/// A folder that is removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string slurp(const std::filesystem::path& file);

}  // namespace presswash::testing
