#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

namespace presswash {

/// A document's position among those that are compared. Slots are given by content hash, so that whatever is decided
/// by slot does not depend on the order of the input.
using Slot = std::uint32_t;

inline constexpr Slot no_slot = 0xFFFFFFFFU;

/// Two slots that may be copies; `smaller` < `larger`. Sorts by `larger`, then `smaller`.
struct SlotPair {
  Slot larger = 0;
  Slot smaller = 0;
  friend auto operator<=>(const SlotPair&, const SlotPair&) = default;
};

[[nodiscard]] inline SlotPair pair_of(Slot x, Slot y) noexcept {
  return {.larger = std::max(x, y), .smaller = std::min(x, y)};
}

/// Groups of more documents than this are not compared each with each, but with the first ones of the group and
/// with their neighbours in slot order.
inline constexpr std::uint32_t whole_group = 64;

}  // namespace presswash
