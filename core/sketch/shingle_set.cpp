#include "sketch/shingle_set.h"

namespace presswash {

void ShingleSet::assign(std::span<const ShingleHash> shingles) {
  seen_in_.clear(shingles.size());
  distinct_.clear();
  for (const ShingleHash shingle : shingles) {
    if (seen_in_.add(shingle, round_) == nullptr) distinct_.push_back(shingle);
  }
}

bool ShingleSet::contains(ShingleHash shingle) const noexcept { return seen_in_.find(shingle) != nullptr; }

std::uint32_t ShingleSet::count_shared(std::span<const ShingleHash> shingles) noexcept {
  if (++round_ == 0) {
    seen_in_.fill(0);
    round_ = 1;
  }
  std::uint32_t shared = 0;
  for (const ShingleHash shingle : shingles) {
    std::uint32_t* seen_in = seen_in_.find(shingle);
    if (seen_in == nullptr || *seen_in == round_) continue;
    *seen_in = round_;
    ++shared;
  }
  return shared;
}

}  // namespace presswash
