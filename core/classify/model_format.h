#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/hash.h"
#include "classify/features.h"

namespace presswash::model_format {

/// A model file: magic, version, feature signature, number of sets; then for each set and each of its two chains a
/// scale, the transitions, the calibration and the weights as 16-bit multiples of the scale. From version 2 on the
/// model of pages follows: number of trees (0: there is none), of features, scores of names and words, start, roots and
/// nodes of the trees, two chains as above; the weights of the second are version 3's own. From version 4 on the scores
/// of names and of words have their numbers in front, and the model of single texts stands behind, in the same form.
/// From version 5 on the chains of dumps follow: how many there are (0 or 2), and they as above. At the end the XXH3 of
/// all that stands before it. Little-endian.
inline constexpr std::string_view magic = "PWMODEL\n";
inline constexpr std::uint32_t version = 5;
inline constexpr std::uint32_t oldest_version = 1;  ///< that is still read: without its model of pages, if it has one

/// Changes whenever a feature group is added, resized or moved.
[[nodiscard]] constexpr std::uint64_t feature_signature() {
  std::uint64_t signature = 0x70726573737761ULL;
  for (const std::uint32_t size : feature_group_sizes) signature = combine64(signature, size);
  return signature;
}

/// Whether a model file that begins with these bytes is one that this presswash reads.
[[nodiscard]] constexpr bool begins_as_readable(std::span<const unsigned char> bytes) {
  constexpr std::size_t header = magic.size() + sizeof(version) + sizeof(feature_signature());
  if (bytes.size() < header) return false;
  const auto number = [&](std::size_t at, std::size_t size) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < size; ++i) out |= std::uint64_t{bytes[at + i]} << (8 * i);
    return out;
  };
  for (std::size_t i = 0; i < magic.size(); ++i) {
    if (bytes[i] != static_cast<unsigned char>(magic[i])) return false;
  }
  const std::uint64_t found = number(magic.size(), sizeof(version));
  return found >= oldest_version && found <= version &&
         number(magic.size() + sizeof(version), sizeof(feature_signature())) == feature_signature();
}

}  // namespace presswash::model_format
