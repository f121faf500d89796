#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace presswash::testing {

/// Seeds of a randomised test, always the same; a failing test prints the one that failed.
inline std::vector<std::uint64_t> seeds(std::size_t count) {
  std::vector<std::uint64_t> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i] = 0x9E3779B97F4A7C15ULL * (i + 1);
  return out;
}

using Random = std::mt19937_64;

}  // namespace presswash::testing
