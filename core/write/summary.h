#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "document/kind.h"
#include "read/record_reader.h"
#include "write/run_files.h"

namespace presswash {

using NamedCounts = std::vector<std::pair<std::string, std::uint64_t>>;

struct KindFigures {
  std::uint64_t blocks = 0;         ///< judged to be of this kind
  std::uint64_t removed = 0;        ///< of those, verdict "remove"
  std::uint64_t removed_bytes = 0;  ///< bytes of those
  friend bool operator==(const KindFigures&, const KindFigures&) = default;
};
/// By Kind, of kept documents and copies alike.
using KindTable = std::array<KindFigures, kind_count>;

/// Documents and bytes of text; read = kept + copies + boilerplate.
struct TextFigures {
  std::uint64_t read = 0;
  std::uint64_t kept = 0;         ///< what stands in clean.jsonl
  std::uint64_t copies = 0;       ///< of documents removed as copies
  std::uint64_t boilerplate = 0;  ///< cut out of documents that were kept
  friend bool operator==(const TextFigures&, const TextFigures&) = default;
};

/// What summary.json holds: the whole run in figures. The same for any number of threads.
struct Summary {
  std::string version;
  std::vector<std::string> inputs;  ///< by Source::input
  FieldNames fields;
  bool compress_zstd = false;

  std::uint64_t kept = 0;
  std::uint64_t copies = 0;  ///< documents removed as copies
  std::uint64_t rejected = 0;
  std::uint64_t empty = 0;  ///< kept documents with nothing left but white space
  std::uint64_t held_back = 0;
  std::uint64_t repaired = 0;  ///< documents in which invalid bytes were replaced
  std::uint64_t sites = 0;
  TextFigures text;
  KindTable kinds{};

  NamedCounts copies_by_relation;  ///< identical, near, excerpt
  std::uint64_t clusters = 0;
  std::uint64_t clustered_documents = 0;
  std::uint64_t largest_cluster = 0;
  NamedCounts edges_by_relation;
  std::uint64_t joins = 0;
  NamedCounts rejects_by_reason;  ///< by ErrorCode name, sorted

  std::vector<std::pair<std::string, std::string>> settings;
  NamedCounts counts;  ///< further ones that the run gave
  std::array<FileFigures, run_file_count> files{};
  std::optional<FileFigures> related;  ///< of related.jsonl, when the run has it

  [[nodiscard]] std::uint64_t documents() const noexcept { return kept + copies; }
  [[nodiscard]] std::uint64_t records() const noexcept { return documents() + rejected; }
};

/// The text of summary.json.
[[nodiscard]] std::string to_json(const Summary& summary);
/// Reads it back. Errors: CorruptInput, VersionMismatch (names both versions).
[[nodiscard]] Result<Summary> parse_summary(std::string_view json, const std::filesystem::path& file);
/// Errors: NotFound (no run folder), PermissionDenied, CorruptInput, VersionMismatch.
[[nodiscard]] Result<Summary> read_summary(const std::filesystem::path& run);
/// True for the summary of a run of any version.
[[nodiscard]] bool is_summary_file(const std::filesystem::path& file);

}  // namespace presswash
