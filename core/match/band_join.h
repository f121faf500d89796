#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "match/banding.h"
#include "match/slot.h"

namespace presswash {

/// The band keys of all slots, four bytes a band and slot. Different slots may be set by different threads.
class BandKeys {
 public:
  BandKeys(const Banding& banding, std::size_t slots)
      : banding_(banding), slots_(slots), keys_(static_cast<std::size_t>(banding.bands) * slots) {}

  [[nodiscard]] const Banding& banding() const noexcept { return banding_; }
  void set(Slot slot, std::span<const std::uint32_t> signature) noexcept;
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t band) const noexcept {
    return std::span(keys_).subspan(band * slots_, slots_);
  }
  /// Whether the two collide in a band before `band`.
  [[nodiscard]] bool collide_before(std::uint32_t band, Slot a, Slot b) const noexcept;

 private:
  Banding banding_;
  std::size_t slots_;
  std::vector<std::uint32_t> keys_;
};

/// Appends the pairs that collide in `band` among `members` (sorted slots). A pair stands in the first band in which
/// it collides; groups larger than `whole_group` give each member's pair with the group's first and with the two
/// members before it, in every such band.
void append_band_pairs(const BandKeys& keys, std::uint32_t band, std::span<const Slot> members,
                       std::vector<SlotPair>& out);

}  // namespace presswash
