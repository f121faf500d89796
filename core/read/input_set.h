#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "read/folder.h"
#include "read/forms.h"
#include "read/record_reader.h"

namespace presswash {

/// One input of the command line, recognised.
struct Input {
  std::string shown;  ///< in messages: the path as it was given, or "standard input"
  std::filesystem::path path;
  Form form = Form::Unknown;
  std::optional<File> spooled;  ///< what came through a pipe
  FileStamp stamp;              ///< of a single file of records
  FolderListing listing;        ///< of text files and pages
  std::uint64_t bytes = 0;
};

struct InputSet::State {
  ReadOptions options;
  std::vector<Input> inputs;
  std::vector<std::string> names;
  std::uint64_t total_bytes = 0;
};

}  // namespace presswash
