#include "write/out_folder.h"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <ranges>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "write/file_error.h"
#include "write/run_files.h"
#include "write/summary.h"

namespace presswash {
namespace {

namespace fs = std::filesystem;

Error exists(const fs::path& out, std::string message) {
  return {.code = ErrorCode::AlreadyExists, .message = std::move(message), .file = out.string()};
}

/// Why `out` may not be replaced by a new run; Done when it may, or when there is none.
Status check_replaceable(const fs::path& out, bool force, const FolderKind& kind) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(out, error);
  if (status.type() == fs::file_type::not_found) return Done{};
  if (error) return file_error(out, "looked at", error.value());
  if (status.type() != fs::file_type::directory) {
    return exists(out, "is a file, not a folder. Give another name with -o");
  }
  fs::directory_iterator entries(out, error);
  if (error) return file_error(out, "read", error.value());
  std::string foreign;
  bool empty = true;
  bool has_mark = false;
  for (const fs::directory_entry& entry : entries) {
    empty = false;
    const std::string name = entry.path().filename().string();
    has_mark = has_mark || name == kind.mark;
    const bool ours = kind.is_ours(name) && entry.is_regular_file(error);
    if (!ours && (foreign.empty() || name < foreign)) foreign = name;
  }
  if (!force) return exists(out, "exists already. Give another folder with -o, or replace it with --force");
  if (empty) return Done{};
  if (!has_mark || !kind.is_mark(out / kind.mark)) {
    return exists(out, "was not written by presswash (it has no " + std::string(kind.mark) + " of a " +
                           std::string(kind.what) +
                           "), so --force leaves it alone. "
                           "Give another folder with -o");
  }
  if (!foreign.empty()) {
    return exists(out, "holds \"" + foreign +
                           "\", which presswash did not write, so --force leaves it alone. "
                           "Move that away, or give another folder with -o");
  }
  return Done{};
}

/// Makes the folders above `out`; those that were missing are appended to `made`.
Status make_parents(const fs::path& folder, std::vector<fs::path>& made) {
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) return Done{};
  if (Status status = make_parents(folder.parent_path(), made); !status) return status;
  if (::mkdir(folder.c_str(), 0777) == 0) {
    made.push_back(folder);
  } else if (errno != EEXIST) {
    return file_error(folder, "created", errno);
  }
  return Done{};
}

/// Makes a folder of a new name, `.OUT.presswash-0123456789abcdef`, beside `out`.
Result<fs::path> make_beside(const fs::path& out) {
  const auto now = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  std::uint64_t salt = combine64(static_cast<std::uint64_t>(::getpid()), now);
  for (int attempt = 0; attempt < 100; ++attempt, salt = mix64(salt)) {
    const fs::path folder =
        out.parent_path() / ("." + out.filename().string().substr(0, 200) + ".presswash-" + to_hex(salt));
    if (::mkdir(folder.c_str(), 0777) == 0) return folder;
    if (errno != EEXIST) return file_error(folder, "created", errno);
  }
  return file_error(out, "created", EEXIST);
}

/// Removes the files of that kind and the folder itself; any other file stays, and the folder with it.
void remove_files(const fs::path& folder, const FolderKind& kind) noexcept {
  std::error_code ignored;
  for (fs::directory_iterator entry(folder, ignored), end; !ignored && entry != end; entry.increment(ignored)) {
    std::error_code failed;
    if (kind.is_ours(entry->path().filename().string())) fs::remove(entry->path(), failed);
  }
  fs::remove(folder, ignored);
}

}  // namespace

const FolderKind& run_folder_kind() noexcept {
  static constexpr FolderKind kind{
      .what = "run", .mark = summary_file, .is_mark = is_summary_file, .is_ours = is_run_file_name};
  return kind;
}

OutFolder::OutFolder(OutFolder&& other) noexcept { *this = std::move(other); }

OutFolder& OutFolder::operator=(OutFolder&& other) noexcept {
  if (this != &other) {
    discard();
    out_ = std::move(other.out_);
    working_ = std::exchange(other.working_, {});
    made_ = std::exchange(other.made_, {});
    force_ = other.force_;
    kind_ = other.kind_;
  }
  return *this;
}

OutFolder::~OutFolder() { discard(); }

void OutFolder::discard() noexcept {
  if (working_.empty()) return;
  std::error_code ignored;
  fs::remove_all(working_, ignored);
  for (const fs::path& folder : std::views::reverse(made_)) fs::remove(folder, ignored);
  working_.clear();
  made_.clear();
}

Result<OutFolder> OutFolder::create(const fs::path& out, bool force, const FolderKind& kind) {
  if (out.empty()) {
    return Error{
        .code = ErrorCode::InvalidArgument, .message = "no output folder was given. Use -o FOLDER", .file = {}};
  }
  std::error_code error;
  fs::path whole = fs::weakly_canonical(fs::absolute(out, error), error);
  if (error) return file_error(out, "looked at", error.value());
  if (!whole.has_filename()) whole = whole.parent_path();
  OutFolder folder;
  folder.out_ = whole;
  folder.force_ = force;
  folder.kind_ = &kind;
  if (Status status = check_replaceable(whole, force, kind); !status) return status.error();
  Status parents = make_parents(whole.parent_path(), folder.made_);
  Result<fs::path> working = parents ? make_beside(whole) : Result<fs::path>(parents.error());
  if (!working) {
    for (const fs::path& made : std::views::reverse(folder.made_)) fs::remove(made, error);
    return working.error();
  }
  folder.working_ = *working;
  return folder;
}

Status OutFolder::commit() {
  if (Status status = check_replaceable(out_, force_, *kind_); !status) return status;
  if (::renameat2(AT_FDCWD, working_.c_str(), AT_FDCWD, out_.c_str(), RENAME_NOREPLACE) == 0) {
    working_.clear();
    return Done{};
  }
  if (errno == EEXIST && ::renameat2(AT_FDCWD, working_.c_str(), AT_FDCWD, out_.c_str(), RENAME_EXCHANGE) == 0) {
    remove_files(std::exchange(working_, {}), *kind_);
    return Done{};
  }
  if (errno != EEXIST && errno != EINVAL && errno != ENOSYS) return file_error(out_, "renamed into place", errno);
  // A file system that knows neither: the old folder steps aside first.
  Result<fs::path> aside = make_beside(out_);
  if (!aside) return aside.error();
  if (::rename(out_.c_str(), aside->c_str()) != 0 && errno != ENOENT) {
    const int failed = errno;
    ::rmdir(aside->c_str());
    return file_error(out_, "moved aside", failed);
  }
  if (::rename(working_.c_str(), out_.c_str()) != 0) {
    const int failed = errno;
    ::rename(aside->c_str(), out_.c_str());
    return file_error(out_, "renamed into place", failed);
  }
  working_.clear();
  remove_files(*aside, *kind_);
  return Done{};
}

}  // namespace presswash
