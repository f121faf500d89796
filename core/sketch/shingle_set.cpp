#include "sketch/shingle_set.h"

#include <algorithm>
#include <bit>

namespace presswash {

std::size_t ShingleSet::slot_of(ShingleHash shingle) const noexcept {
  std::size_t at = shingle & mask_;
  while (slots_[at].used_in == generation_ && slots_[at].shingle != shingle) at = (at + 1) & mask_;
  return at;
}

void ShingleSet::assign(std::span<const ShingleHash> shingles) {
  const std::size_t wanted = std::bit_ceil(std::max<std::size_t>(64, shingles.size() * 2));
  // A giant document's table must not make every small one after it slow and memory big.
  if (wanted > slots_.size() || slots_.size() > wanted * 64) slots_ = std::vector<Slot>(wanted);
  mask_ = slots_.size() - 1;
  if (++generation_ == 0) {
    std::fill(slots_.begin(), slots_.end(), Slot{});
    generation_ = 1;
  }
  distinct_.clear();
  for (const ShingleHash shingle : shingles) {
    Slot& slot = slots_[slot_of(shingle)];
    if (slot.used_in == generation_) continue;
    slot = {.shingle = shingle, .used_in = generation_, .seen_in = round_};
    distinct_.push_back(shingle);
  }
}

bool ShingleSet::contains(ShingleHash shingle) const noexcept {
  return !slots_.empty() && slots_[slot_of(shingle)].used_in == generation_;
}

std::uint32_t ShingleSet::count_shared(std::span<const ShingleHash> shingles) noexcept {
  if (slots_.empty()) return 0;
  if (++round_ == 0) {
    for (Slot& slot : slots_) slot.seen_in = 0;
    round_ = 1;
  }
  std::uint32_t shared = 0;
  for (const ShingleHash shingle : shingles) {
    Slot& slot = slots_[slot_of(shingle)];
    if (slot.used_in != generation_ || slot.seen_in == round_) continue;
    slot.seen_in = round_;
    ++shared;
  }
  return shared;
}

}  // namespace presswash
