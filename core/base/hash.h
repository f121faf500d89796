#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace presswash {

/// XXH3, 64 bits (https://xxhash.com). The same on every machine and in every version of presswash.
[[nodiscard]] std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0) noexcept;

struct Hash128 {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend auto operator<=>(const Hash128&, const Hash128&) = default;
};
[[nodiscard]] Hash128 hash128(std::string_view bytes, std::uint64_t seed = 0) noexcept;

/// Lower-case hexadecimal, 16 and 32 digits, most significant first.
[[nodiscard]] std::string to_hex(std::uint64_t value);
[[nodiscard]] std::string to_hex(const Hash128& value);

/// A bijective mixer (splitmix64's finaliser), for turning counters and seeds into hashes.
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) noexcept {
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

[[nodiscard]] constexpr std::uint64_t combine64(std::uint64_t a, std::uint64_t b) noexcept {
  return mix64(a ^ mix64(b));
}

}  // namespace presswash
