#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "sketch/shingle_table.h"

namespace presswash {

/// Where the shingles of one document stand in it. Memory is kept from one document to the next: one a thread.
class ShinglePlaces {
 public:
  /// Forgets what it held and takes a document's shingles, repeats included.
  void assign(std::span<const ShingleHash> shingles);

  /// Calls mark(place) for every place of `shingle`; returns whether there is one.
  template <typename Mark>
  bool find(ShingleHash shingle, Mark mark) const {
    const std::uint32_t* last = last_.find(shingle);
    if (last == nullptr) return false;
    for (std::uint32_t place = *last; place != none; place = before_[place]) mark(place);
    return true;
  }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  ShingleTable<std::uint32_t> last_;
  std::vector<std::uint32_t> before_;  ///< by place: the last one before it of the same shingle
};

}  // namespace presswash
