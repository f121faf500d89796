#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "base/result.h"

namespace presswash {

/// What tells whether a file is still the one that was seen before.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;  ///< since 1970
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// An open file, closed when it goes. Errors name the file.
class File {
 public:
  /// Opens for reading; waits for the writer of a named pipe. Errors: NotFound, PermissionDenied, Io.
  [[nodiscard]] static Result<File> open(const std::filesystem::path& path);
  /// A new file in the system's temporary folder (TMPDIR) that has no name and is gone when it is closed, even when
  /// the program is killed. Errors: Io.
  [[nodiscard]] static Result<File> temporary();
  /// Standard input; it stays open.
  [[nodiscard]] static File standard_input();

  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  ~File();

  /// Bytes read into `out`, at least one unless the file ends. Errors: Io.
  [[nodiscard]] Result<std::size_t> read(std::span<char> out);
  /// The same from a place of the file, from any thread. Not for pipes.
  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const;
  /// Writes all of `bytes`. Errors: Io.
  [[nodiscard]] Status write(std::string_view bytes);
  /// Errors: Io.
  [[nodiscard]] Result<FileStamp> stamp() const;
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 private:
  File(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}

  int descriptor_ = -1;
  std::string name_;
};

/// The error of a failed system call on `name`; `code` is an errno value.
[[nodiscard]] Error system_error(int code, const std::string& name);

}  // namespace presswash
