#pragma once

#include <cstddef>
#include <string_view>

namespace presswash {

/// Levenshtein distance in bytes, or any number above `limit` when it is above it. ASCII letters of either case are
/// the same.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace presswash
