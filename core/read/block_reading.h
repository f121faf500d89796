#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace presswash {

/// What a reader said of a page: which of its blocks are article, and of which readers would judge differently. A block
/// is named by the lower 32 bits of the hash of its words, as often as it is meant. Rows {"id","article"[,"unsure"]},
/// the names as eight hexadecimal digits with spaces between.
struct BlockReading {
  std::string id;  ///< of the page
  std::vector<std::uint32_t> article;
  std::vector<std::uint32_t> unsure;
};

/// A block's name as it is written.
[[nodiscard]] std::string block_name(std::uint32_t name);

/// One row. Errors: CorruptInput, MissingField.
[[nodiscard]] Result<BlockReading> parse_block_reading(std::string_view json);

/// Reads a file of readings (JSON Lines, plain, .gz or .zst). Errors: NotFound, CorruptInput, MissingField; each names
/// file and record.
[[nodiscard]] Result<std::vector<BlockReading>> read_block_readings(const std::filesystem::path& file);

}  // namespace presswash
