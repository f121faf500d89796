#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"

namespace presswash {

/// The folder of a run in the making: a new one beside `out`, under a name that starts with a dot, which `commit`
/// renames to `out`. Destroyed before that, it is removed with all that is in it.
class OutFolder {
 public:
  /// Folders above `out` are made when they are missing (and removed again when the run does not finish). With
  /// `force` an `out` that exists is replaced at `commit`, if it is a folder that is empty or was left by a run and
  /// holds nothing else. Errors: AlreadyExists, PermissionDenied, NotFound, Io.
  [[nodiscard]] static Result<OutFolder> create(const std::filesystem::path& out, bool force);
  OutFolder(OutFolder&& other) noexcept;
  OutFolder& operator=(OutFolder&& other) noexcept;
  ~OutFolder();

  /// Where the files go until `commit`.
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return working_; }
  /// Errors: AlreadyExists (`out` came into being, or got other files, during the run), PermissionDenied, Io.
  [[nodiscard]] Status commit();

 private:
  OutFolder() = default;
  void discard() noexcept;

  std::filesystem::path out_;
  std::filesystem::path working_;            // empty when there is nothing to remove
  std::vector<std::filesystem::path> made_;  // folders above `out`, the outermost first
  bool force_ = false;
};

}  // namespace presswash
