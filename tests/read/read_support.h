#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "read/parse_record.h"
#include "read/record_reader.h"

namespace presswash::testing {

/// A temporary folder that is the working folder while it lives.
class WorkingFolder {
 public:
  WorkingFolder() : before_(std::filesystem::current_path()) {
    std::string name = (std::filesystem::temp_directory_path() / "presswash-test-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    std::filesystem::permissions(folder_, std::filesystem::perms{0755});
    std::filesystem::current_path(folder_);
  }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;
  ~WorkingFolder() {
    std::filesystem::current_path(before_);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

 private:
  std::filesystem::path before_;
  std::filesystem::path folder_;
};

inline void write_file(const std::filesystem::path& path, std::string_view bytes) {
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
  // A new file: some file systems write one that is overwritten to the disk at once.
  if (std::filesystem::is_regular_file(path)) std::filesystem::remove(path);
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string gzip(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  std::string in(bytes);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string zstd(std::string_view bytes, int checksum = 1) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, checksum);
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress2(context, out.data(), out.size(), bytes.data(), bytes.size()));
  ZSTD_freeCCtx(context);
  return out;
}

/// Bytes of a number, lowest first.
inline std::string little_endian(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
  return out;
}

/// A gzip member that only stores, byte by byte the same whatever the version of zlib.
inline std::string stored_gzip(std::string_view bytes) {
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
  return std::string("\x1F\x8B\x08\0\0\0\0\0\0\xFF\x01", 11) + little_endian(bytes.size(), 2) +
         little_endian(~bytes.size(), 2) + std::string(bytes) + little_endian(crc, 4) + little_endian(bytes.size(), 4);
}

/// A zstd frame of at most 255 bytes that only stores.
inline std::string stored_zstd(std::string_view bytes) {
  return std::string("\x28\xB5\x2F\xFD\x20", 5) + little_endian(bytes.size(), 1) +
         little_endian((bytes.size() << 3U) | 1U, 3) + std::string(bytes);
}

inline std::string utf16(std::string_view ascii, bool little) {
  std::string out = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char c : ascii) out += little ? std::string{c, '\0'} : std::string{'\0', c};
  return out;
}

/// Everything that reading some inputs gave.
struct ReadBack {
  std::vector<RawRecord> records;
  std::vector<Document> documents;
  std::vector<Error> errors;  ///< of opening, of reading, of parsing; with their input's name
  bool opened = false;
};

inline ReadBack read_back(const InputSet& inputs, const ReadOptions& options) {
  ReadBack out;
  out.opened = true;
  RecordParser parser(options);
  const auto reader = inputs.reader();
  RawRecord record;
  while (true) {
    const Result<bool> any = reader->next(record);
    if (!any) {
      out.errors.push_back(any.error());
      continue;
    }
    if (!*any) break;
    out.records.push_back(record);
    Result<Document> document = parser.parse(record);
    if (document) {
      out.documents.push_back(std::move(*document));
    } else {
      Error error = document.error();
      error.file = inputs.names()[record.source.input];
      out.errors.push_back(std::move(error));
    }
  }
  return out;
}

inline ReadBack read_back(const std::vector<std::filesystem::path>& paths, const ReadOptions& options = {}) {
  const Result<InputSet> inputs = InputSet::open(paths, options);
  if (inputs) return read_back(*inputs, options);
  ReadBack out;
  out.errors.push_back(inputs.error());
  return out;
}

inline std::vector<std::string> bytes_of(const ReadBack& read) {
  std::vector<std::string> out;
  for (const RawRecord& record : read.records) out.push_back(record.bytes);
  return out;
}

inline std::vector<std::uint64_t> numbers_of(const ReadBack& read) {
  std::vector<std::uint64_t> out;
  for (const RawRecord& record : read.records) out.push_back(record.source.record);
  return out;
}

inline std::vector<std::string> messages_of(const ReadBack& read) {
  std::vector<std::string> out;
  for (const Error& error : read.errors) out.push_back(error.text());
  return out;
}

}  // namespace presswash::testing
