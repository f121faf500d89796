#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// Values by shingle, for one document after another: open addressing over memory that is kept, emptied at once by
/// counting a generation on.
template <typename Value>
class ShingleTable {
 public:
  /// Forgets what it held; there is room for so many shingles.
  void clear(std::size_t shingles) {
    const std::size_t wanted = std::bit_ceil(std::max<std::size_t>(64, shingles * 2));
    // A giant document's table must not make every small one after it slow and memory big.
    if (wanted > slots_.size() || slots_.size() > wanted * 64) slots_ = std::vector<Slot>(wanted);
    mask_ = slots_.size() - 1;
    if (++generation_ != 0) return;
    std::fill(slots_.begin(), slots_.end(), Slot{});
    generation_ = 1;
  }

  /// The value of a shingle; nullptr when it has none.
  [[nodiscard]] const Value* find(ShingleHash shingle) const noexcept {
    if (slots_.empty()) return nullptr;
    const Slot& slot = slots_[slot_of(shingle)];
    return slot.used_in == generation_ ? &slot.value : nullptr;
  }
  [[nodiscard]] Value* find(ShingleHash shingle) noexcept {
    return const_cast<Value*>(std::as_const(*this).find(shingle));
  }

  /// Gives a shingle a value unless it has one. Returns that of before, nullptr when there was none.
  Value* add(ShingleHash shingle, const Value& value) noexcept {
    Slot& slot = slots_[slot_of(shingle)];
    if (slot.used_in == generation_) return &slot.value;
    slot = {.shingle = shingle, .used_in = generation_, .value = value};
    return nullptr;
  }

  /// Sets every value, in use or not.
  void fill(const Value& value) noexcept {
    for (Slot& slot : slots_) slot.value = value;
  }

 private:
  struct Slot {
    ShingleHash shingle = 0;
    std::uint32_t used_in = 0;  ///< generation; older ones are empty
    Value value{};
  };
  [[nodiscard]] std::size_t slot_of(ShingleHash shingle) const noexcept {
    std::size_t at = shingle & mask_;
    while (slots_[at].used_in == generation_ && slots_[at].shingle != shingle) at = (at + 1) & mask_;
    return at;
  }

  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
  std::uint32_t generation_ = 0;
};

}  // namespace presswash
