#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "document/cluster.h"
#include "document/document.h"
#include "document/outcome.h"
#include "read/record_reader.h"

namespace presswash {

/// A record that could not be read.
struct Reject {
  Source source;
  ErrorCode code = ErrorCode::CorruptInput;
  std::string reason;
  std::string raw;  ///< its bytes
};

struct WriteOptions {
  std::filesystem::path out;
  bool force = false;          ///< replace an `out` that exists and was written by presswash
  bool compress_zstd = false;  ///< clean, duplicates, boilerplate, clusters and rejected as .jsonl.zst
  FieldNames fields;
  std::vector<std::string> input_names;  ///< by Source::input
};

/// What clusters.jsonl and edges need to know of each document, by DocumentIndex.
struct DocumentLabel {
  std::string id;
  std::string site;
  std::string published;
  std::string title;
};

/// Seconds, bytes and items of a stage, for timings.json.
struct StageTiming {
  std::string stage;
  double seconds = 0.0;
  std::uint64_t items = 0;
  std::uint64_t bytes = 0;
};

/// What the run knows at its end and the records do not tell.
struct RunFacts {
  std::string version;
  std::vector<std::pair<std::string, std::string>> settings;  ///< option name, value as text; in a fixed order
  std::vector<std::pair<std::string, std::uint64_t>> counts;  ///< further counts, name and value; in a fixed order
  std::vector<StageTiming> timings;
  unsigned threads = 0;
  std::uint64_t peak_memory_bytes = 0;
};

/// Writes a run's folder (the files of docs/file-formats.md) under a temporary name beside `out`; `finish` renames it.
/// A writer that is destroyed before `finish` removes what it wrote. Not thread-safe: rows are prepared by
/// `prepare` (const, any thread) and written in order by `write`.
class RunWriter {
 public:
  /// Errors: AlreadyExists (says --force), PermissionDenied, Io.
  [[nodiscard]] static Result<RunWriter> create(const WriteOptions& options);
  RunWriter(RunWriter&&) noexcept;
  RunWriter& operator=(RunWriter&&) noexcept;
  ~RunWriter();

  /// The rows of one document, ready to be written.
  struct Rows {
    std::string clean;  ///< at most one of clean and duplicate is not empty
    std::string duplicate;
    std::string boilerplate;  ///< any number of lines
    std::string blocks;
    /// What the summary and the report count.
    struct Counted {
      std::string site;
      std::uint64_t text_bytes = 0;
      std::uint64_t removed_bytes = 0;
      std::vector<std::pair<Kind, std::uint64_t>> removed_blocks;
      bool held_back = false;
      bool emptied = false;
      std::uint32_t replaced = 0;
    } counted;
  };
  [[nodiscard]] Rows prepare(const Document& document, const Outcome& outcome,
                             const std::vector<DocumentLabel>& labels) const;
  [[nodiscard]] Status write(Rows rows);
  [[nodiscard]] Status write_reject(const Reject& reject);
  [[nodiscard]] Status write_clusters(const Clustering& clustering, const std::vector<DocumentLabel>& labels);
  [[nodiscard]] Status write_edges(const std::vector<Edge>& edges, const std::vector<DocumentIndex>& joins,
                                   const std::vector<DocumentLabel>& labels);
  /// Writes summary.json, timings.json and report.html, flushes, renames.
  [[nodiscard]] Status finish(const RunFacts& facts);

 private:
  struct State;
  explicit RunWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace presswash
