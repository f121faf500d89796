#include "segment/lines.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include "base/utf8.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace presswash {
namespace {

/// A line end: where it starts and where the next line does.
struct LineEnd {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool byte_is(std::string_view text, std::size_t at, unsigned byte) noexcept {
  return static_cast<unsigned char>(text[at]) == byte;
}

/// The line end whose last byte (of CRLF: the first) stands at `at`; empty when there is none.
LineEnd line_end_with(std::string_view text, std::size_t at) noexcept {
  switch (static_cast<unsigned char>(text[at])) {
    case '\n': return {.begin = at, .end = at + 1};
    case '\r': return {.begin = at, .end = at + (at + 1 < text.size() && text[at + 1] == '\n' ? 2U : 1U)};
    case 0x85:
      if (at >= 1 && byte_is(text, at - 1, 0xC2)) return {.begin = at - 1, .end = at + 1};
      return {};
    case 0xA8:
    case 0xA9:
      if (at >= 2 && byte_is(text, at - 1, 0x80) && byte_is(text, at - 2, 0xE2))
        return {.begin = at - 2, .end = at + 1};
      return {};
    default: return {};
  }
}

/// The first line end of the text from `from` on; both ends are the size of the text when there is none. `from` is the
/// start of a line, so no line end reaches across it.
LineEnd next_line_end(std::string_view text, std::size_t from) noexcept {
  std::size_t at = from;
#if defined(__SSE2__)
  const auto any = [](char byte) { return _mm_set1_epi8(byte); };
  const __m128i lf = any('\n');
  const __m128i cr = any('\r');
  const __m128i nel = any('\x85');
  const __m128i separator = any('\xA8');  // with its lowest bit set: the paragraph separator
  const __m128i lowest = any('\x01');
  for (; at + 16 <= text.size(); at += 16) {
    __m128i bytes;
    std::memcpy(&bytes, text.data() + at, 16);
    const __m128i ascii = _mm_or_si128(_mm_cmpeq_epi8(bytes, lf), _mm_cmpeq_epi8(bytes, cr));
    const __m128i wide =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, nel), _mm_cmpeq_epi8(_mm_andnot_si128(lowest, bytes), separator));
    auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(ascii, wide)));
    for (; hits != 0; hits &= hits - 1) {
      const LineEnd found = line_end_with(text, at + static_cast<std::size_t>(std::countr_zero(hits)));
      if (found.end != 0) return found;
    }
  }
#endif
  for (; at < text.size(); ++at) {
    const LineEnd found = line_end_with(text, at);
    if (found.end != 0) return found;
  }
  return {.begin = text.size(), .end = text.size()};
}

/// Unicode's White_Space, and the zero-width space and byte order mark that show nothing either.
bool is_blank(char32_t c) noexcept {
  if (c <= 0x20) return c == ' ' || (c >= '\t' && c <= '\r');
  if (c < 0x1680) return c == 0xA0 || c == 0x85;
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

bool is_blank_line(std::string_view line) noexcept {
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint here = code_point_at(line, at);
    if (!here.valid || !is_blank(here.code_point)) return false;
    at += here.length;
  }
  return true;
}

}  // namespace

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
