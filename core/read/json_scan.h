#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace presswash {

enum class JsonType : unsigned char { Object, Array, String, Number, True, False, Null };

/// Where a value stands in its JSON text, half-open; a string's quotes are included.
struct JsonValue {
  JsonType type = JsonType::Null;
  bool escaped = false;  ///< a string that holds a backslash
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct JsonField {
  JsonValue key;
  JsonValue value;
};

/// An object's fields in their order, duplicates included.
struct JsonObject {
  std::size_t begin = 0;  ///< of the opening brace
  std::size_t end = 0;    ///< behind the closing brace
  std::vector<JsonField> fields;
  /// Where a `\u` escape of half a surrogate pair starts (anywhere in the text, nested values included).
  std::vector<std::size_t> lone_surrogates;
  bool has_line_breaks = false;  ///< between values: there are none in them
};

struct JsonFault {
  std::string what;
  std::size_t at = 0;  ///< byte of the text, from 0
};

/// Reads a text that must be one JSON object (RFC 8259, at most 1,024 levels deep) and nothing else but white space;
/// every value is checked, the nested ones too. Numbers keep their text, so none is too large. `text` should be valid
/// UTF-8. `out` is overwritten; its memory is used again.
[[nodiscard]] std::optional<JsonFault> scan_object(std::string_view text, JsonObject& out);

/// CorruptInput, with the place and the remedy.
[[nodiscard]] Error fault_error(const JsonFault& fault);

}  // namespace presswash
