#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace presswash {

/// SHA-256 (FIPS 180-4), for what standards want hashed by it. Slow: hash64 is for everything else.
[[nodiscard]] std::array<std::uint8_t, 32> sha256(std::string_view bytes) noexcept;

}  // namespace presswash
