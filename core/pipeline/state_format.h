#pragma once

#include <cstdint>
#include <string_view>

namespace presswash::state_format {

/// A saved State: magic, version, hash of the model's bytes, fingerprint of the rules, how texts are taken apart, the
/// sites, the figures, the texts of the different blocks, then document after document with its blocks; each value
/// little-endian; at the end the XXH3 of all that stands before it.
inline constexpr std::string_view magic = "PWSTATE\n";
inline constexpr std::uint32_t version = 5;

}  // namespace presswash::state_format
