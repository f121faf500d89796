#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/result.h"

namespace presswash {

/// The text files and pages of an input.
struct FolderListing {
  struct Entry {
    std::string name;  ///< path relative to `root`, with '/', or the file name of a single file
    FileStamp stamp;
  };
  std::filesystem::path root;
  std::vector<Entry> entries;  ///< by the bytes of their names
  std::uint64_t total_bytes = 0;
};

/// Every .txt, .html and .htm file below a folder. Names that begin with a dot are left out, links to files are
/// followed, links to folders are not. Errors: InvalidArgument (no such file; says what there is instead),
/// PermissionDenied, Io.
[[nodiscard]] Result<FolderListing> list_folder(const std::filesystem::path& folder);

/// One file as a listing. Errors: as File::open.
[[nodiscard]] Result<FolderListing> list_single_file(const std::filesystem::path& file);

}  // namespace presswash
