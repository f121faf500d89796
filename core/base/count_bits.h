#pragma once

#include <cstdint>

namespace presswash {

/// How many bits are set. Without the instruction for it, which older processors lack, std::popcount is a call.
[[nodiscard]] constexpr std::uint32_t count_bits(std::uint64_t bits) noexcept {
  bits -= (bits >> 1U) & 0x5555555555555555U;
  bits = (bits & 0x3333333333333333U) + ((bits >> 2U) & 0x3333333333333333U);
  bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
  return static_cast<std::uint32_t>((bits * 0x0101010101010101U) >> 56U);
}

}  // namespace presswash
