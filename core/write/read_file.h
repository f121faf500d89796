#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "write/run_files.h"

namespace presswash {

/// Errors: NotFound, PermissionDenied, Io, CorruptInput (larger than `max_bytes`).
[[nodiscard]] Result<std::string> read_whole_file(const std::filesystem::path& file, std::size_t max_bytes);

/// Reads a file of rows from front to back, plain or zstd by its first bytes, in memory bounded by the longest row.
/// At the end the file is held against the figures of summary.json.
class RowReader {
 public:
  /// The file of a run folder, compressed or not. `expected` comes from the run's Summary. Errors: NotFound,
  /// PermissionDenied, Io.
  [[nodiscard]] static Result<RowReader> open(const std::filesystem::path& run, RunFile file,
                                              const FileFigures& expected);
  /// A file by its name: one that not every run has.
  [[nodiscard]] static Result<RowReader> open(const std::filesystem::path& run, std::string_view name,
                                              const FileFigures& expected);
  /// Rows that are in memory, each with its line feed; errors name `file`.
  [[nodiscard]] static RowReader over(std::string_view rows, RunFile file);
  RowReader(RowReader&&) noexcept;
  RowReader& operator=(RowReader&&) noexcept;
  ~RowReader();

  /// True when there is a row: see `row`. False at the end. Errors: Io; CorruptInput: the file is cut, or is not what
  /// the run wrote.
  [[nodiscard]] Result<bool> next();
  /// The row that `next` read, without its line feed; valid until the next call. At least 64 bytes behind its end may
  /// be read (their value means nothing), as SIMD parsers want it.
  [[nodiscard]] std::string_view row() const noexcept;
  /// Number of that row, from 1.
  [[nodiscard]] std::uint64_t number() const noexcept;
  /// An Error that names the file and the present row.
  [[nodiscard]] Error corrupt(std::string_view what) const;

 private:
  struct State;
  explicit RowReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace presswash
