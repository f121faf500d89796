#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "base/file.h"
#include "read/byte_source.h"
#include "read/folder.h"
#include "read/record_reader.h"

namespace presswash {

/// Reads the records of one input.
class InputReader {
 public:
  InputReader() = default;
  InputReader(const InputReader&) = delete;
  InputReader& operator=(const InputReader&) = delete;
  virtual ~InputReader() = default;

  /// Fills `out` (its source's input number aside) and returns true; false at the end. After an Error the input may
  /// have more records: the next call says.
  [[nodiscard]] virtual Result<bool> next(RawRecord& out) = 0;
};

/// A record a line; the record number is the line number. Lines of white space are skipped.
[[nodiscard]] std::unique_ptr<InputReader> line_reader(std::unique_ptr<ByteSource> source,
                                                       std::uint64_t max_record_bytes);

/// A record for each element of one JSON array; the record number is the element's, from 1.
[[nodiscard]] std::unique_ptr<InputReader> array_reader(std::unique_ptr<ByteSource> source,
                                                        std::uint64_t max_record_bytes);

/// A record for each file of a listing, in its order. Adds the bytes read to `bytes_read`. Both must outlive the
/// reader.
[[nodiscard]] std::unique_ptr<InputReader> folder_reader(const FolderListing& listing, std::uint64_t max_record_bytes,
                                                         std::uint64_t& bytes_read);

/// One record: all that the source holds, a page called `name`.
[[nodiscard]] std::unique_ptr<InputReader> page_reader(std::unique_ptr<ByteSource> source, std::string name,
                                                       std::uint64_t max_record_bytes);

/// A record for each page of a WARC file (ISO 28500): responses with status 2xx and resources, of an HTML content type,
/// their bodies decoded; the record number counts all records. Others are added to `skipped`, which must outlive the
/// reader.
[[nodiscard]] std::unique_ptr<InputReader> warc_reader(std::unique_ptr<ByteSource> source,
                                                       std::uint64_t max_record_bytes, SkippedRecords& skipped);

/// What is said of a file whose stamp is another than before.
[[nodiscard]] Error changed_error(const std::string& file);

}  // namespace presswash
