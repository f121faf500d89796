#include "write/run_files.h"

#include <algorithm>

namespace presswash {

std::string_view name_of(RunFile file) noexcept {
  static constexpr std::array<std::string_view, run_file_count> names = {
      "clean.jsonl", "duplicates.jsonl", "boilerplate.jsonl", "clusters.jsonl",
      "edges.jsonl", "blocks.jsonl",     "rejected.jsonl",    "sites.jsonl"};
  return names[static_cast<std::size_t>(file)];
}

bool is_compressed(RunFile file, bool compress_zstd) noexcept {
  if (file == RunFile::Sites) return false;
  return compress_zstd || file == RunFile::Edges || file == RunFile::Blocks;
}

std::string file_name(RunFile file, bool compress_zstd) {
  std::string name(name_of(file));
  if (is_compressed(file, compress_zstd)) name += zstd_suffix;
  return name;
}

bool is_run_file_name(std::string_view name) noexcept {
  if (name == summary_file || name == timings_file || name == related_file || name == report_file) return true;
  if (name.ends_with(zstd_suffix)) name.remove_suffix(zstd_suffix.size());
  return std::any_of(run_files.begin(), run_files.end(), [&](RunFile file) { return name_of(file) == name; });
}

}  // namespace presswash
