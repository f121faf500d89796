#include "read/folder.h"

#include <algorithm>
#include <cerrno>
#include <map>
#include <system_error>

#include "read/forms.h"

namespace presswash {
namespace {

namespace fs = std::filesystem;

Error folder_error(const std::error_code& failed, const fs::path& path) {
  return system_error(failed.default_error_condition().value(), path.string());
}

FileStamp stamp_of(const fs::directory_entry& entry, std::error_code& failed) {
  const std::uint64_t size = entry.file_size(failed);
  if (failed) return {};
  const auto written = fs::file_time_type::clock::to_sys(entry.last_write_time(failed));
  if (failed) return {};
  const auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(written.time_since_epoch());
  return {.size = size, .modified_ns = since.count()};
}

Error nothing_found(const fs::path& folder, const std::map<std::string, std::uint64_t>& others) {
  Error error{
      .code = ErrorCode::InvalidArgument, .message = "the folder holds no .txt or .html file", .file = folder.string()};
  if (others.empty()) {
    error.message += " (and no other file); check the path";
    return error;
  }
  const auto most =
      std::max_element(others.begin(), others.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const std::string& extension = most->first;
  error.message +=
      ", but " + std::to_string(most->second) + (extension.empty() ? " without extension" : " " + extension);
  const Form form = form_of_extension(extension);
  if (form == Form::JsonLines || form == Form::Warc) {
    error.message += "; name such files one by one, for instance " + (folder / ("*" + extension)).string();
  } else {
    error.message += "; only .txt and .html files are read from folders";
  }
  return error;
}

}  // namespace

Result<FolderListing> list_folder(const fs::path& folder) {
  FolderListing out{.root = folder, .entries = {}, .total_bytes = 0};
  std::map<std::string, std::uint64_t> others;
  std::error_code failed;
  fs::recursive_directory_iterator entry(folder, failed);
  fs::path path = folder;  // where the walk stands: what an error is about
  for (; entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    path = entry->path();
    if (path.filename().native().starts_with('.')) {
      entry.disable_recursion_pending();
      continue;
    }
    const bool regular = entry->is_regular_file(failed);
    if (failed == std::errc::no_such_file_or_directory) failed.clear();  // a link that leads nowhere
    if (failed) return folder_error(failed, path);
    if (!regular) continue;
    const std::string extension = extension_of(path);
    const Form form = form_of_extension(extension);
    if (form != Form::Text && form != Form::Html) {
      ++others[extension];
      continue;
    }
    const FileStamp stamp = stamp_of(*entry, failed);
    if (failed) return folder_error(failed, path);
    out.entries.push_back({.name = path.lexically_relative(folder).generic_string(), .stamp = stamp});
    out.total_bytes += stamp.size;
  }
  if (failed) return folder_error(failed, path);
  if (out.entries.empty()) return nothing_found(folder, others);
  std::sort(out.entries.begin(), out.entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

Result<FolderListing> list_single_file(const fs::path& path) {
  const Result<File> file = File::open(path);
  if (!file) return file.error();
  const Result<FileStamp> stamp = file->stamp();
  if (!stamp) return stamp.error();
  FolderListing out{.root = path.parent_path(), .entries = {}, .total_bytes = stamp->size};
  out.entries.push_back({.name = path.filename().string(), .stamp = *stamp});
  return out;
}

}  // namespace presswash
