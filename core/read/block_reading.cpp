#include "read/block_reading.h"

#include <charconv>
#include <optional>

#include <simdjson.h>

#include "base/hash.h"
#include "read/labelled_rows.h"

namespace presswash {
namespace {

constexpr std::size_t name_digits = 8;

std::optional<std::vector<std::uint32_t>> names_of(std::string_view text) {
  std::vector<std::uint32_t> out;
  while (!text.empty()) {
    if (text.size() < name_digits) return std::nullopt;
    const char* end = text.data() + name_digits;
    std::uint32_t name = 0;
    if (std::from_chars(text.data(), end, name, 16).ptr != end) return std::nullopt;
    out.push_back(name);
    text.remove_prefix(name_digits);
    if (!text.empty() && text.front() != ' ') return std::nullopt;
    text.remove_prefix(text.empty() ? 0 : 1);
  }
  return out;
}

}  // namespace

std::string block_name(std::uint32_t name) {
  const std::string digits = to_hex(std::uint64_t{name});
  return digits.substr(digits.size() - name_digits);
}

Result<BlockReading> parse_block_reading(std::string_view json) {
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element row;
  if (parser.parse(json.data(), json.size()).get(row) != simdjson::SUCCESS)
    return Error{.code = ErrorCode::CorruptInput,
                 .message = "this is not a JSON object; give the reading of one page a line"};
  std::string_view id;
  std::string_view article;
  std::string_view unsure;
  if (row["id"].get(id) != simdjson::SUCCESS || row["article"].get(article) != simdjson::SUCCESS)
    return Error{.code = ErrorCode::MissingField, .message = "a reading needs the fields \"id\" and \"article\""};
  if (row["unsure"].get(unsure) != simdjson::SUCCESS) unsure = {};
  auto article_names = names_of(article);
  auto unsure_names = names_of(unsure);
  if (!article_names || !unsure_names)
    return Error{.code = ErrorCode::CorruptInput,
                 .message = "blocks are named by eight hexadecimal digits each, with a space between"};
  return BlockReading{.id = std::string(id), .article = std::move(*article_names), .unsure = std::move(*unsure_names)};
}

Result<std::vector<BlockReading>> read_block_readings(const std::filesystem::path& file) {
  return read_rows<BlockReading>(file, parse_block_reading);
}

}  // namespace presswash
