#include "sketch/shingle_places.h"

#include <algorithm>
#include <bit>

namespace presswash {

void ShinglePlaces::assign(std::span<const ShingleHash> shingles) {
  const std::size_t wanted = std::bit_ceil(std::max<std::size_t>(64, shingles.size() * 2));
  // A giant document's table must not make every small one after it slow and memory big.
  if (wanted > slots_.size() || slots_.size() > wanted * 64) slots_ = std::vector<Slot>(wanted);
  mask_ = slots_.size() - 1;
  if (++generation_ == 0) {
    std::fill(slots_.begin(), slots_.end(), Slot{});
    generation_ = 1;
  }
  before_.resize(shingles.size());
  for (std::uint32_t place = 0; place < shingles.size(); ++place) {
    Slot& slot = slots_[slot_of(shingles[place])];
    before_[place] = slot.used_in == generation_ ? slot.last : none;
    slot = {.shingle = shingles[place], .used_in = generation_, .last = place};
  }
}

}  // namespace presswash
