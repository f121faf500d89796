#pragma once

#include <string>
#include <string_view>

namespace presswash {

/// Lower case of A to Z; other bytes stay.
[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

/// Without spaces, tabs and line ends at both ends.
[[nodiscard]] inline std::string_view ascii_trimmed(std::string_view text) noexcept {
  constexpr std::string_view white = " \t\r\n";
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

}  // namespace presswash
