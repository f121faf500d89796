#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace presswash {

/// RFC 4648, section 4, padded.
[[nodiscard]] std::string base64_of(std::string_view bytes);
/// Absent when the text holds anything else.
[[nodiscard]] std::optional<std::string> decoded_base64(std::string_view text);

}  // namespace presswash
