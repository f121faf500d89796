#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace presswash {

/// True of a byte that cannot stand in a JSON string as it is: a quote, a backslash, a control character.
[[nodiscard]] constexpr bool is_json_special(char c) noexcept {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

#if defined(__SSE2__)
/// Sixteen bytes at a time.
struct JsonBlock {
  static constexpr std::size_t size = 16;
  __m128i bytes;

  explicit JsonBlock(const char* from) noexcept { std::memcpy(&bytes, from, size); }
  void store(char* to) const noexcept { std::memcpy(to, &bytes, size); }
  /// One bit for each special byte, the first byte lowest.
  [[nodiscard]] unsigned specials() const noexcept {
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, backslash))));
  }
};
#else
struct JsonBlock {
  static constexpr std::size_t size = 8;
  char bytes[size];

  explicit JsonBlock(const char* from) noexcept { std::memcpy(bytes, from, size); }
  void store(char* to) const noexcept { std::memcpy(to, bytes, size); }
  [[nodiscard]] unsigned specials() const noexcept {
    unsigned out = 0;
    for (std::size_t i = 0; i < size; ++i) out |= (is_json_special(bytes[i]) ? 1U : 0U) << i;
    return out;
  }
};
#endif

/// Place of the first special byte from `from` on; the size of `text` when there is none.
[[nodiscard]] inline std::size_t find_json_special(std::string_view text, std::size_t from) noexcept {
  std::size_t at = from;
  for (; at + JsonBlock::size <= text.size(); at += JsonBlock::size) {
    const unsigned hits = JsonBlock(text.data() + at).specials();
    if (hits != 0) return at + static_cast<std::size_t>(__builtin_ctz(hits));
  }
  while (at < text.size() && !is_json_special(text[at])) ++at;
  return at;
}

}  // namespace presswash
