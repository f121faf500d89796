#pragma once

#include <cstddef>
#include <string_view>

namespace presswash {

// The line ends of a text are LF, CRLF (one line end), CR, NEL, U+2028 and U+2029.

/// Where a line end starts and where the next line does.
struct LineEnd {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The first line end of the text from `from` on; both places are the size of the text when there is none. `from` must
/// be the start of a line, so that no line end reaches across it.
[[nodiscard]] LineEnd next_line_end(std::string_view text, std::size_t from) noexcept;

[[nodiscard]] std::size_t count_line_ends(std::string_view text) noexcept;

/// The end of the text that is made of line ends, spaces and tabs alone.
[[nodiscard]] std::string_view trailing_line_ends(std::string_view text) noexcept;

}  // namespace presswash
