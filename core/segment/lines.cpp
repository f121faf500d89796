#include "segment/lines.h"

#include <cstdint>

#include "base/line_ends.h"
#include "base/utf8.h"

namespace presswash {

bool is_white_space(char32_t c) noexcept {
  if (c <= 0x20) return c == ' ' || (c >= '\t' && c <= '\r');
  if (c < 0x1680) return c == 0xA0 || c == 0x85;
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

bool is_blank_line(std::string_view line) noexcept {
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint here = code_point_at(line, at);
    if (!here.valid || !is_white_space(here.code_point)) return false;
    at += here.length;
  }
  return true;
}

std::vector<Block> segment_lines(std::string_view text) {
  std::vector<Block> blocks;
  std::size_t block_begin = 0;
  bool has_words = false;  // the block that is open holds a line that is not blank
  const auto close = [&](std::size_t end) {
    blocks.push_back(
        {.offset = static_cast<std::uint32_t>(block_begin), .length = static_cast<std::uint32_t>(end - block_begin)});
    block_begin = end;
  };
  for (std::size_t line = 0; line < text.size();) {
    const LineEnd end = next_line_end(text, line);
    if (!is_blank_line(text.substr(line, end.begin - line))) {
      if (has_words) close(line);
      has_words = true;
    }
    line = end.end;
  }
  if (block_begin < text.size()) close(text.size());
  return blocks;
}

}  // namespace presswash
