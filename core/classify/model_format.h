#pragma once

#include <cstdint>
#include <string_view>

#include "base/hash.h"
#include "classify/features.h"

namespace presswash::model_format {

/// A model file: magic, version, feature signature, number of sets; then for each set and each of its two chains a
/// scale, the transitions, the calibration and the weights as 16-bit multiples of the scale; at the end the XXH3 of all
/// that stands before it. Little-endian.
inline constexpr std::string_view magic = "PWMODEL\n";
inline constexpr std::uint32_t version = 1;

/// Changes whenever a feature group is added, resized or moved.
[[nodiscard]] inline std::uint64_t feature_signature() {
  std::uint64_t signature = 0x70726573737761ULL;
  for (const std::uint32_t size : feature_group_sizes) signature = combine64(signature, size);
  return signature;
}

}  // namespace presswash::model_format
