#pragma once

#include <string>
#include <string_view>

#include "read/json_scan.h"

namespace presswash {

/// Appends a string's decoded text. Halves of surrogate pairs become U+FFFD. `value` must come from `scan_object`.
void append_decoded(std::string_view text, const JsonValue& value, std::string& out);

/// The first field of that name, or null. When there is none and the name has dots, its parts name nested objects'
/// fields, the outermost first; `inner` then holds the object that the answer points into.
[[nodiscard]] const JsonField* find_field(std::string_view text, const JsonObject& object, std::string_view name,
                                          JsonObject& inner);

/// True when the field's decoded name is `name`.
[[nodiscard]] bool is_named(std::string_view text, const JsonField& field, std::string_view name);

}  // namespace presswash
