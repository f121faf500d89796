#pragma once

#include <string_view>
#include <vector>

#include "document/verdict.h"

namespace presswash {

/// Blocks of a text dump: one for each line that is not blank, blank lines after it included; blank lines before the
/// first belong to it. A text of white space alone is one block; an empty text has none. Line ends: LF, CRLF, CR, NEL,
/// U+2028 and U+2029. The blocks cover the text.
[[nodiscard]] std::vector<Block> segment_lines(std::string_view text);

/// Unicode's White_Space, and the zero-width space and byte order mark that show nothing either.
[[nodiscard]] bool is_white_space(char32_t c) noexcept;

/// True of a line (without its end) that shows nothing: white space of any script, zero-width spaces, no character.
[[nodiscard]] bool is_blank_line(std::string_view line) noexcept;

}  // namespace presswash
