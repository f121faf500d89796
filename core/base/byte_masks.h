#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace presswash {

/// What 64 bytes are: a bit for each, the first byte's lowest.
struct ByteMasks {
  std::uint64_t lower = 0;  ///< a to z
  std::uint64_t upper = 0;  ///< A to Z
  std::uint64_t digit = 0;  ///< 0 to 9
  std::uint64_t space = 0;  ///< ' ' alone
  std::uint64_t high = 0;   ///< not ASCII
};

/// Reads 64 bytes from `bytes` on, whatever they are.
[[nodiscard]] inline ByteMasks byte_masks(const char* bytes) noexcept {
  ByteMasks masks;
#if defined(__SSE2__)
  const auto within = [](__m128i x, char first, char last) {
    const __m128i from_first = _mm_sub_epi8(x, _mm_set1_epi8(first));
    const __m128i width = _mm_set1_epi8(static_cast<char>(last - first));
    return _mm_cmpeq_epi8(_mm_min_epu8(from_first, width), from_first);
  };
  const auto bits = [](__m128i x) { return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(x))}; };
  for (unsigned at = 0; at < 64; at += 16) {
    const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at));
    masks.lower |= bits(within(x, 'a', 'z')) << at;
    masks.upper |= bits(within(x, 'A', 'Z')) << at;
    masks.digit |= bits(within(x, '0', '9')) << at;
    masks.space |= bits(_mm_cmpeq_epi8(x, _mm_set1_epi8(' '))) << at;
    masks.high |= bits(x) << at;
  }
#else
  for (unsigned at = 0; at < 64; ++at) {
    const auto c = static_cast<unsigned char>(bytes[at]);
    masks.lower |= std::uint64_t{c >= 'a' && c <= 'z'} << at;
    masks.upper |= std::uint64_t{c >= 'A' && c <= 'Z'} << at;
    masks.digit |= std::uint64_t{c >= '0' && c <= '9'} << at;
    masks.space |= std::uint64_t{c == ' '} << at;
    masks.high |= std::uint64_t{c >= 0x80} << at;
  }
#endif
  return masks;
}

/// The bits from `begin` on, below `end` (at most 64).
[[nodiscard]] constexpr std::uint64_t bit_range(unsigned begin, unsigned end) noexcept {
  const std::uint64_t below = end >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << end) - 1;
  return begin >= 64 ? 0 : below & (~std::uint64_t{0} << begin);
}

}  // namespace presswash
