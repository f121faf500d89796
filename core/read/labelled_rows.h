#pragma once

#include <filesystem>
#include <utility>
#include <vector>

#include "base/result.h"
#include "read/record_reader.h"

namespace presswash {

/// Every row of a file of labels, as `parse` reads it. Its errors get the names of file and record.
template <typename Row, typename Parse>
[[nodiscard]] Result<std::vector<Row>> read_rows(const std::filesystem::path& file, const Parse& parse) {
  const ReadOptions options;
  auto inputs = InputSet::open({file}, options);
  if (!inputs) return std::move(inputs).error();
  const auto reader = inputs->reader();
  std::vector<Row> rows;
  RawRecord record;
  while (true) {
    auto more = reader->next(record);
    if (!more) return std::move(more).error();
    if (!*more) break;
    Result<Row> row = parse(record.bytes);
    if (!row) {
      Error error = std::move(row).error();
      error.file = file.string();
      error.record = record.source.record;
      return error;
    }
    if constexpr (requires { row->record; }) row->record = record.source.record;
    rows.push_back(std::move(*row));
  }
  return rows;
}

}  // namespace presswash
