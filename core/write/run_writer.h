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
#include "document/story_details.h"
#include "read/record_reader.h"
#include "write/summary.h"

namespace presswash {

/// A record that could not be read.
struct Reject {
  Source source;
  ErrorCode code = ErrorCode::CorruptInput;
  std::string reason{};
  std::string raw{};  ///< its bytes
  bool cut = false;   ///< `raw` is only their beginning (an oversized record)
};

struct WriteOptions {
  std::filesystem::path out;
  bool force = false;          ///< replace an `out` that exists and was written by presswash
  bool compress_zstd = false;  ///< clean, duplicates, boilerplate, clusters and rejected as .jsonl.zst
  FieldNames fields{};
  std::vector<std::string> input_names{};  ///< by Source::input
};

/// What clusters.jsonl and edges need to know of each document, by DocumentIndex.
struct DocumentLabel {
  std::string id;
  std::string site;
  std::string published;
  std::string title;  ///< of members of clusters
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
  /// Option name, value as text; in a fixed order. Nothing that may differ between two runs that decide the same
  /// (threads, progress) belongs here.
  std::vector<std::pair<std::string, std::string>> settings{};
  std::vector<std::pair<std::string, std::uint64_t>> counts{};  ///< further counts, name and value; in a fixed order
  std::vector<StageTiming> timings{};
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

  /// Before the documents, at most once: what they will be to each other, so that finish can draw the report without
  /// reading their files again.
  void expect(const Clustering& clustering, const std::vector<DocumentLabel>& labels);

  /// Rows of documents that follow each other, ready to be written.
  struct Rows {
    std::string clean;
    std::string duplicates;
    std::string boilerplate;
    std::string blocks;
    /// Of one document: what the summary counts, and where its rows end.
    struct Counted {
      Source source;
      std::string site;
      Relation relation = Relation::None;  ///< of a removed document, to its survivor
      std::uint64_t text_bytes = 0;
      std::uint64_t removed_bytes = 0;  ///< of blocks whose verdict is "remove"
      std::uint64_t boilerplate_rows = 0;
      KindTable kinds{};
      bool kept = false;  ///< its row is in `clean`, otherwise in `duplicates`
      bool held_back = false;
      bool empty = false;  ///< kept, with nothing left but white space
      bool repaired = false;
      /// Of a member of a cluster: the wire service of its text; empty when there is none.
      std::string_view credit{};
      DocumentIndex document = no_document;
      std::size_t clean_end = 0;
      std::size_t duplicates_end = 0;
      std::size_t blocks_end = 0;
    };
    std::vector<Counted> documents;

    /// Keeps the memory for the next documents.
    void clear() noexcept;
  };
  /// Appends the rows of a document. `labels` is by DocumentIndex; it is asked for the survivor's id only.
  void prepare(const Document& document, const Outcome& outcome, const std::vector<DocumentLabel>& labels,
               Rows& rows) const;
  /// The rows of one document.
  [[nodiscard]] Rows prepare(const Document& document, const Outcome& outcome,
                             const std::vector<DocumentLabel>& labels) const {
    Rows rows;
    prepare(document, outcome, labels, rows);
    return rows;
  }
  /// Documents come in the order of their Source, each once. Errors: Io, InvalidArgument (another order).
  [[nodiscard]] Status write(const Rows& rows);
  /// Rejects come in the order of their Source among themselves. Errors as of `write`.
  [[nodiscard]] Status write_reject(const Reject& reject);
  /// At most once, before or after the documents; only after them are the credits of the stories known. `details` are
  /// by cluster; without any, the rows have none.
  [[nodiscard]] Status write_clusters(const Clustering& clustering, const std::vector<StoryDetails>& details,
                                      const std::vector<DocumentLabel>& labels);
  /// At most once, before or after the documents; another thread may write clusters.
  [[nodiscard]] Status write_edges(const std::vector<Edge>& edges, const std::vector<DocumentIndex>& joins,
                                   const std::vector<DocumentLabel>& labels);
  /// At most once: related.jsonl, which a run has only when it was asked for. `count`: how many rows these are.
  [[nodiscard]] Status write_related(std::string_view rows, std::uint64_t count);
  /// Writes sites.jsonl, summary.json, timings.json and report.html, closes all files and renames the folder. Errors:
  /// Io, PermissionDenied, AlreadyExists (somebody made `out` during the run). After an error, destroy the writer.
  [[nodiscard]] Status finish(const RunFacts& facts);

 private:
  struct State;
  explicit RunWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace presswash
