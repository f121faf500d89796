#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/json_scan.h"

namespace presswash {

/// Appends `text` as a JSON string, quotes included: only quotes, backslashes and control characters are escaped.
/// `text` must be valid UTF-8.
void append_json_string(std::string& out, std::string_view text);
[[nodiscard]] std::string json_string(std::string_view text);

/// What changes in a record.
struct RecordEdit {
  std::string_view field = "text";         ///< whose string is replaced; dots lead into nested objects
  std::optional<std::string_view> text{};  ///< the new string, decoded; absent: the field stays as it is
  std::string_view added{};                ///< name of a top-level field to append; empty: none
  std::string_view added_json{};           ///< its value, as JSON
};

/// The record (one JSON object) with the edit made; every other byte stays as it was. Of a field that occurs more than
/// once the first is replaced. A top-level field that is already called `added` gets the new value where it stands,
/// and further ones of that name go. Errors: CorruptInput (no JSON object), MissingField, NotText (`field` holds no
/// string), InvalidArgument (`field` lies inside `added`).
[[nodiscard]] Result<std::string> edited_record(std::string_view record, const RecordEdit& edit);

/// The record without any top-level field called `name`, every other byte as it was: undoes the appending of
/// `edited_record`. A record without such a field comes back unchanged. Errors: CorruptInput.
[[nodiscard]] Result<std::string> record_without(std::string_view record, std::string_view name);
/// The same for a record that was scanned: `object` says what is where.
[[nodiscard]] std::string record_without(std::string_view record, const JsonObject& object, std::string_view name);

/// The decoded string of a field, named as in RecordEdit. Errors: CorruptInput, MissingField, NotText.
[[nodiscard]] Result<std::string> string_in_record(std::string_view record, std::string_view field);

}  // namespace presswash
