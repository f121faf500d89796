#include "base/file.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace presswash {
namespace {

/// Calls again when a signal came in between.
template <typename Call>
ssize_t uninterrupted(Call call) {
  ssize_t got = -1;
  do {
    got = call();
  } while (got < 0 && errno == EINTR);
  return got;
}

}  // namespace

Error system_error(int code, const std::string& name) {
  switch (code) {
    case ENOENT:
    case ENOTDIR:
      return {.code = ErrorCode::NotFound, .message = "no such file or folder; check the path", .file = name};
    case EACCES:
    case EPERM:
      return {.code = ErrorCode::PermissionDenied,
              .message = "permission denied; make it readable (chmod) or run as a user who may read it",
              .file = name};
    case ENOSPC:
      return {.code = ErrorCode::Io, .message = "no space left on the device; free some or set TMPDIR", .file = name};
    default: return {.code = ErrorCode::Io, .message = std::generic_category().message(code), .file = name};
  }
}

Result<File> File::open(const std::filesystem::path& path) {
  const int descriptor =
      static_cast<int>(uninterrupted([&] { return ssize_t{::open(path.c_str(), O_RDONLY | O_CLOEXEC)}; }));
  if (descriptor < 0) return system_error(errno, path.string());
  return File(descriptor, path.string());
}

Result<File> File::temporary() {
  std::error_code failed;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(failed);
  if (failed) return Error{.code = ErrorCode::Io, .message = "no temporary folder: " + failed.message()};
  std::string name = (folder / "presswash-XXXXXX").string();
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) return system_error(errno, folder.string());
  ::unlink(name.c_str());
  return File(descriptor, std::move(name));
}

File File::standard_input() { return {STDIN_FILENO, "standard input"}; }

File::File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), name_(std::move(other.name_)) {}

File& File::operator=(File&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(name_, other.name_);
  return *this;
}

File::~File() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

Result<std::size_t> File::read(std::span<char> out) {
  const ssize_t got = uninterrupted([&] { return ::read(descriptor_, out.data(), out.size()); });
  if (got < 0) return system_error(errno, name_);
  return static_cast<std::size_t>(got);
}

Result<std::size_t> File::read_at(std::uint64_t offset, std::span<char> out) const {
  const ssize_t got =
      uninterrupted([&] { return ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset)); });
  if (got < 0) return system_error(errno, name_);
  return static_cast<std::size_t>(got);
}

Status File::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = uninterrupted([&] { return ::write(descriptor_, bytes.data(), bytes.size()); });
    if (wrote < 0) return system_error(errno, name_);
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return Done{};
}

Result<FileStamp> File::stamp() const {
  struct stat facts {};
  if (::fstat(descriptor_, &facts) != 0) return system_error(errno, name_);
  return FileStamp{.size = static_cast<std::uint64_t>(facts.st_size),
                   .modified_ns = std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec};
}

}  // namespace presswash
