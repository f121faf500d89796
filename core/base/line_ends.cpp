#include "base/line_ends.h"

#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace presswash {
namespace {

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

}  // namespace

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

std::size_t count_line_ends(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const LineEnd found = next_line_end(text, at);
    if (found.begin == found.end) break;
    at = found.end;
  }
  return count;
}

std::string_view trailing_line_ends(std::string_view text) noexcept {
  static constexpr std::string_view wide[] = {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
  std::string_view rest = text;
  while (!rest.empty()) {
    const char last = rest.back();
    std::size_t size = last == ' ' || last == '\t' || last == '\r' || last == '\n' ? 1 : 0;
    for (const std::string_view end : wide) size = rest.ends_with(end) ? end.size() : size;
    if (size == 0) break;
    rest.remove_suffix(size);
  }
  return text.substr(rest.size());
}

}  // namespace presswash
