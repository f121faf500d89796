#include "sketch/shingle_places.h"

#include <utility>

namespace presswash {

void ShinglePlaces::assign(std::span<const ShingleHash> shingles) {
  last_.clear(shingles.size());
  before_.resize(shingles.size());
  for (std::uint32_t place = 0; place < shingles.size(); ++place) {
    std::uint32_t* last = last_.add(shingles[place], place);
    before_[place] = last == nullptr ? none : std::exchange(*last, place);
  }
}

}  // namespace presswash
