#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace presswash {

/// Where to cut a text whose line breaks were lost (valid UTF-8), rising: in front of a word that begins a sentence,
/// or that is likely to have begun a line, an item of a menu for instance. What a place looks like decides, fifty
/// words around it, no word by itself; so the same furniture is cut in the same places on every page.
[[nodiscard]] std::vector<std::uint32_t> likely_line_breaks(std::string_view text);

}  // namespace presswash
