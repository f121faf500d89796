#include "match/band_join.h"

#include <algorithm>

namespace presswash {
namespace {

void append_group(const BandKeys& keys, std::uint32_t band, std::span<const std::uint64_t> group,
                  std::vector<SlotPair>& out) {
  const auto slot = [&](std::size_t i) { return static_cast<Slot>(group[i]); };
  if (group.size() <= whole_group) {
    for (std::size_t i = 1; i < group.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (!keys.collide_before(band, slot(i), slot(j))) out.push_back({.larger = slot(i), .smaller = slot(j)});
      }
    }
    return;
  }
  for (std::size_t i = 1; i < group.size(); ++i) {
    out.push_back({.larger = slot(i), .smaller = slot(0)});
    for (std::size_t back = 1; back <= 2 && back < i; ++back) {
      out.push_back({.larger = slot(i), .smaller = slot(i - back)});
    }
  }
}

}  // namespace

void BandKeys::set(Slot slot, std::span<const std::uint32_t> signature) noexcept {
  for (std::uint32_t band = 0; band < banding_.bands; ++band) {
    keys_[band * slots_ + slot] = band_key(banding_, signature, band);
  }
}

bool BandKeys::collide_before(std::uint32_t band, Slot a, Slot b) const noexcept {
  for (std::size_t at = 0; at < band * slots_; at += slots_) {
    if (keys_[at + a] == keys_[at + b]) return true;
  }
  return false;
}

void append_band_pairs(const BandKeys& keys, std::uint32_t band, std::span<const Slot> members,
                       std::vector<SlotPair>& out) {
  const std::span<const std::uint32_t> of_band = keys.of(band);
  std::vector<std::uint64_t> order;
  order.reserve(members.size());
  for (const Slot slot : members) order.push_back(static_cast<std::uint64_t>(of_band[slot]) << 32U | slot);
  std::sort(order.begin(), order.end());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first + 1;
    while (end < order.size() && order[end] >> 32U == order[first] >> 32U) ++end;
    if (end - first > 1) append_group(keys, band, std::span(order).subspan(first, end - first), out);
    first = end;
  }
}

}  // namespace presswash
