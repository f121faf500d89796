#pragma once

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace presswash {

/// The Error of a failed system call on `path`; `doing` is "written", "renamed" and so on.
[[nodiscard]] inline Error file_error(const std::filesystem::path& path, std::string_view doing, int error_number) {
  Error error{.code = ErrorCode::Io, .message = "cannot be " + std::string(doing) + ": ", .file = path.string()};
  switch (error_number) {
    case ENOSPC:
    case EDQUOT: error.message += "the disk is full. Free some space, or give another folder with -o"; break;
    case EFBIG: error.message += "it is larger than a file may be here. Use --compress zstd"; break;
    case EACCES:
    case EPERM:
    case EROFS:
      error.code = ErrorCode::PermissionDenied;
      error.message += "no permission. Give a folder that you may write to with -o";
      break;
    case ENOENT:
      error.code = ErrorCode::NotFound;
      error.message += "it does not exist";
      break;
    default: error.message += std::strerror(error_number);
  }
  return error;
}

}  // namespace presswash
