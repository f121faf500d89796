#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "write/run_files.h"

namespace presswash {

/// A new file that is written once from front to back, in rows, compressed when wanted. Not thread-safe. One that is
/// destroyed before `close` leaves a file that is cut.
class OutputFile {
 public:
  /// Errors: PermissionDenied, NotFound (the folder), Io.
  [[nodiscard]] static Result<OutputFile> create(const std::filesystem::path& path, bool compress_zstd);
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) noexcept;
  ~OutputFile();

  /// `rows` is any number of whole rows, each with its line feed. Errors: Io.
  [[nodiscard]] Status append(std::string_view rows, std::uint64_t row_count);
  /// Errors: Io. Nothing may be appended after it.
  [[nodiscard]] Status close();
  /// Of a file that was closed.
  [[nodiscard]] FileFigures figures() const;

 private:
  struct State;
  explicit OutputFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Writes a whole file at once. Errors as of OutputFile.
[[nodiscard]] Status write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace presswash
