#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.h"

namespace presswash::corpus {

/// A file that is written from front to end, compressed by its extension (.gz, .zst); "-" is standard output.
class OutputFile {
 public:
  /// A file that exists is replaced. Errors: NotFound, PermissionDenied, Io.
  [[nodiscard]] static Result<std::unique_ptr<OutputFile>> open(const std::filesystem::path& path);
  virtual ~OutputFile() = default;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Errors: Io.
  [[nodiscard]] virtual Status write(std::string_view bytes) = 0;
  /// Writes what is held back. Nothing may be written after it. Errors: Io.
  [[nodiscard]] virtual Status finish() = 0;

 protected:
  OutputFile() = default;
};

}  // namespace presswash::corpus
