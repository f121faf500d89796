#pragma once

#include <string>
#include <string_view>

namespace presswash {

/// The text with every run of ASCII white space as one space, and none at its ends.
[[nodiscard]] inline std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool white = c == ' ' || (c >= '\t' && c <= '\r');
    if (!white)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace presswash
