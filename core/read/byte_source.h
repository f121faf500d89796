#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/file.h"
#include "base/result.h"
#include "base/utf8.h"

namespace presswash {

/// Bytes in order. Layers (file, decompression, encoding) wrap each other.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// Bytes put into `out`, which is not empty; 0 at the end. An Error comes after all bytes that could be had were
  /// given; it comes again when asked again.
  [[nodiscard]] virtual Result<std::size_t> read(std::span<char> out) = 0;
};

/// A file from its start. Adds the bytes taken to `bytes_read`. Both must outlive the source.
[[nodiscard]] std::unique_ptr<ByteSource> file_source(const File& file, std::uint64_t& bytes_read);

/// gzip, any number of members (RFC 1952); zero bytes behind the last one are ignored. Errors: CorruptInput.
[[nodiscard]] std::unique_ptr<ByteSource> gzip_source(std::unique_ptr<ByteSource> compressed);

/// zstd, any number of frames, windows up to 2 GiB (RFC 8878). Errors: CorruptInput.
[[nodiscard]] std::unique_ptr<ByteSource> zstd_source(std::unique_ptr<ByteSource> compressed);

/// UTF-8 from UTF-16; a byte that no UTF-8 holds (0xFF) stands for each unit that cannot be decoded.
[[nodiscard]] std::unique_ptr<ByteSource> utf16_source(std::unique_ptr<ByteSource> encoded, Utf16Order order);

/// `head`, then what `rest` gives.
[[nodiscard]] std::unique_ptr<ByteSource> prefixed_source(std::string head, std::unique_ptr<ByteSource> rest);

/// Reads until `size` bytes are there or the source ends or fails; an error shows again at the next read.
[[nodiscard]] std::string read_up_to(ByteSource& source, std::size_t size);

}  // namespace presswash
