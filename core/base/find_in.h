#pragma once

#include <cstring>
#include <string_view>

namespace presswash {

/// As text.find(part), which looks for the first character first: slow where that is a frequent letter.
[[nodiscard]] inline std::size_t find_in(std::string_view text, std::string_view part) noexcept {
  const void* at = memmem(text.data(), text.size(), part.data(), part.size());
  return at == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

}  // namespace presswash
