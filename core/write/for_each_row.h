#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"
#include "write/read_file.h"
#include "write/summary.h"

namespace presswash {

enum class Next : bool { Stop, GoOn };

/// Hands every row of a file to `see`, which may end the reading. Errors: RowReader's, and those that `see` returns.
[[nodiscard]] inline Status for_each_row(const std::filesystem::path& run, RunFile file, const Summary& summary,
                                         const std::function<Result<Next>(RowReader&)>& see) {
  Result<RowReader> reader = RowReader::open(run, file, summary.files[static_cast<std::size_t>(file)]);
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

[[nodiscard]] inline Error not_a_row(const RowReader& reader, RunFile file) {
  return reader.corrupt("is not a row of " + std::string(name_of(file)));
}

}  // namespace presswash
