#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"
#include "read/byte_source.h"

namespace presswash {

/// What an input holds.
enum class Form : std::uint8_t { Unknown, JsonLines, JsonArray, Text, Html, Warc };

/// Extension of a file name, lower case, with its dot; empty when there is none.
[[nodiscard]] std::string extension_of(const std::filesystem::path& path);
[[nodiscard]] Form form_of_extension(std::string_view extension) noexcept;

/// A file's bytes after decompression, in UTF-8 without byte order mark.
struct DecodedFile {
  std::unique_ptr<ByteSource> source;
  std::string head;  ///< its first bytes (up to 4 KiB; they come from `source` too)
};
/// Decompresses gzip and zstd by their magic bytes, decodes UTF-16 by its byte order mark. Both arguments must outlive
/// the source. Errors: UnknownCompression (bzip2, xz and others that are not read), NotText (UTF-32), Io.
[[nodiscard]] Result<DecodedFile> decode_file(const File& file, std::uint64_t& bytes_read);

/// The form of a file that `decode_file` has opened, by its content and, where it has one, its name. Errors: NotText (a
/// binary file), CorruptInput (no WARC under its name), InvalidArgument (a form that is not known; an object over many
/// lines).
[[nodiscard]] Result<Form> recognise(const DecodedFile& file, const std::optional<std::filesystem::path>& name);

}  // namespace presswash
