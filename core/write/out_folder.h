#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace presswash {

/// What a command leaves in its folder, so that it replaces folders of its own only.
struct FolderKind {
  std::string_view what;                                         ///< "run"
  std::string_view mark;                                         ///< the file that every such folder holds,
  bool (*is_mark)(const std::filesystem::path& file) = nullptr;  ///< and whether a file is one
  bool (*is_ours)(std::string_view name) = nullptr;              ///< true for every name that may be in it
};
[[nodiscard]] const FolderKind& run_folder_kind() noexcept;

/// The folder of a run in the making: a new one beside `out`, under a name that starts with a dot, which `commit`
/// renames to `out`. Destroyed before that, it is removed with all that is in it.
class OutFolder {
 public:
  /// Folders above `out` are made when they are missing (and removed again when the run does not finish). With
  /// `force` an `out` that exists is replaced at `commit`, if it is a folder that is empty or is of this kind and
  /// holds nothing else. Errors: AlreadyExists, PermissionDenied, NotFound, Io.
  [[nodiscard]] static Result<OutFolder> create(const std::filesystem::path& out, bool force,
                                                const FolderKind& kind = run_folder_kind());
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
  const FolderKind* kind_ = &run_folder_kind();
};

}  // namespace presswash
