#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace presswash {

/// Version of the files of a run folder, `format` in summary.json. Readers refuse any other.
inline constexpr std::uint64_t run_format = 2;

/// The files of a run folder that hold rows; docs/file-formats.md has their fields.
enum class RunFile : std::uint8_t { Clean, Duplicates, Boilerplate, Clusters, Edges, Blocks, Rejected, Sites };
inline constexpr std::size_t run_file_count = 8;
inline constexpr std::array<RunFile, run_file_count> run_files = {
    RunFile::Clean, RunFile::Duplicates, RunFile::Boilerplate, RunFile::Clusters,
    RunFile::Edges, RunFile::Blocks,     RunFile::Rejected,    RunFile::Sites};

inline constexpr std::string_view summary_file = "summary.json";
inline constexpr std::string_view timings_file = "timings.json";
inline constexpr std::string_view related_file = "related.jsonl";
inline constexpr std::string_view report_file = "report.html";
inline constexpr std::string_view zstd_suffix = ".zst";

/// "clean.jsonl" and so on, without the suffix of a compression.
[[nodiscard]] std::string_view name_of(RunFile file) noexcept;
/// Edges and blocks are compressed in every run; sites never are.
[[nodiscard]] bool is_compressed(RunFile file, bool compress_zstd) noexcept;
/// The name a run gives the file: "edges.jsonl.zst".
[[nodiscard]] std::string file_name(RunFile file, bool compress_zstd);
/// True for every name that a run may leave in its folder.
[[nodiscard]] bool is_run_file_name(std::string_view name) noexcept;

/// What summary.json says of a file of rows, so that a reader notices when it was cut or changed. All three are of the
/// bytes before compression.
struct FileFigures {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  std::uint64_t hash = 0;  ///< XXH3, 64 bits
  friend bool operator==(const FileFigures&, const FileFigures&) = default;
};

}  // namespace presswash
