#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

#include "pipeline/parallel.h"

namespace presswash {

/// Sorts on the calling oneTBB arena: parts of fixed number, then merges of neighbours. Elements that compare equal
/// keep their order within a part only; a total order gives the same result whatever the threads.
template <typename Element, typename Less = std::less<Element>>
void sort_in_parallel(std::vector<Element>& elements, Less less = {}) {
  constexpr std::size_t most_parts = 16;
  constexpr std::size_t least_part = 16384;
  std::size_t parts = 1;
  while (parts < most_parts && elements.size() / (parts * 2) >= least_part) parts *= 2;
  const auto border = [&](std::size_t part) {
    return elements.begin() + static_cast<std::ptrdiff_t>(elements.size() * part / parts);
  };
  parallel_for_each(parts, [&](std::size_t part) { std::sort(border(part), border(part + 1), less); });
  for (std::size_t width = 1; width < parts; width *= 2) {
    parallel_for_each(parts / (width * 2), [&](std::size_t pair) {
      const std::size_t first = pair * width * 2;
      std::inplace_merge(border(first), border(first + width), border(first + width * 2), less);
    });
  }
}

}  // namespace presswash
