#pragma once

#include <cstdint>

#include "base/hash.h"

namespace presswash::corpus {

/// Everything random in the corpus comes from here: integers only, so that every machine draws the same.
using Seed = std::uint64_t;

/// The seed of a part, from the seed of the whole and the part's number.
[[nodiscard]] constexpr Seed part(Seed whole, std::uint64_t number) noexcept {
  return mix64(whole ^ (number * 0xD6E8FEB86659FD93ULL));
}

/// Below `bound` (above 0), from the upper half of a seed.
[[nodiscard]] constexpr std::uint32_t pick(Seed seed, std::uint32_t bound) noexcept {
  return static_cast<std::uint32_t>(((seed >> 32U) * bound) >> 32U);
}

/// Like pick, but low numbers more often: frequencies fall with the rank, as those of words do.
[[nodiscard]] constexpr std::uint32_t pick_skewed(Seed seed, std::uint32_t bound) noexcept {
  if ((seed & 1U) != 0) return pick(seed, bound);
  const std::uint64_t r = seed >> 32U;
  return static_cast<std::uint32_t>((((r * r) >> 32U) * bound) >> 32U);
}

[[nodiscard]] constexpr bool chance(Seed seed, std::uint32_t per_mille) noexcept {
  return pick(seed, 1000) < per_mille;
}

/// A sequence of draws from one seed.
class Random {
 public:
  constexpr explicit Random(Seed seed) noexcept : state_(seed) {}
  constexpr Seed next() noexcept { return mix64(state_ += 0x9E3779B97F4A7C15ULL); }
  constexpr std::uint32_t below(std::uint32_t bound) noexcept { return pick(next(), bound); }
  /// Both ends included.
  constexpr std::uint32_t between(std::uint32_t low, std::uint32_t high) noexcept {
    return low + below(high - low + 1);
  }
  constexpr bool chance(std::uint32_t per_mille) noexcept { return below(1000) < per_mille; }

 private:
  Seed state_;
};

}  // namespace presswash::corpus
