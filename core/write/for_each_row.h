#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"
#include "write/read_file.h"
#include "write/summary.h"

namespace presswash {

enum class Next : bool { Stop, GoOn };
using SeeRow = std::function<Result<Next>(RowReader&)>;

/// Hands the rows of a file to `see` until it ends the reading.
[[nodiscard]] inline Status for_each_row(Result<RowReader> reader, const SeeRow& see) {
  if (!reader) return reader.error();
  for (;;) {
    const Result<bool> more = reader->next();
    if (!more) return more.error();
    if (!*more) return Done{};
    const Result<Next> next = see(*reader);
    if (!next) return next.error();
    if (*next == Next::Stop) return Done{};
  }
}

/// Hands every row of a file to `see`, which may end the reading. Errors: RowReader's, and those that `see` returns.
[[nodiscard]] inline Status for_each_row(const std::filesystem::path& run, RunFile file, const Summary& summary,
                                         const SeeRow& see) {
  return for_each_row(RowReader::open(run, file, summary.files[static_cast<std::size_t>(file)]), see);
}

/// The same for related.jsonl; nothing when the run has none.
[[nodiscard]] inline Status for_each_related(const std::filesystem::path& run, const Summary& summary,
                                             const SeeRow& see) {
  return summary.related ? for_each_row(RowReader::open(run, related_file, *summary.related), see) : Status(Done{});
}

[[nodiscard]] inline Error not_a_row(const RowReader& reader, RunFile file) {
  return reader.corrupt("is not a row of " + std::string(name_of(file)));
}

}  // namespace presswash
