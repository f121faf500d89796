#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// Where the shingles of one document stand in it. Memory is kept from one document to the next: one a thread.
class ShinglePlaces {
 public:
  /// Forgets what it held and takes a document's shingles, repeats included.
  void assign(std::span<const ShingleHash> shingles);

  /// Calls mark(place) for every place of `shingle`; returns whether there is one.
  template <typename Mark>
  bool find(ShingleHash shingle, Mark mark) const {
    if (slots_.empty()) return false;
    const Slot& slot = slots_[slot_of(shingle)];
    if (slot.used_in != generation_) return false;
    for (std::uint32_t place = slot.last; place != none; place = before_[place]) mark(place);
    return true;
  }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  struct Slot {
    ShingleHash shingle = 0;
    std::uint32_t used_in = 0;  ///< generation of `assign`; older ones are empty
    std::uint32_t last = none;
  };
  [[nodiscard]] std::size_t slot_of(ShingleHash shingle) const noexcept {
    std::size_t at = shingle & mask_;
    while (slots_[at].used_in == generation_ && slots_[at].shingle != shingle) at = (at + 1) & mask_;
    return at;
  }

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> before_;  ///< by place: the last one before it of the same shingle
  std::size_t mask_ = 0;
  std::uint32_t generation_ = 0;
};

}  // namespace presswash
