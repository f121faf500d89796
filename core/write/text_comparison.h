#pragma once

#include <cstddef>
#include <string_view>

#include "write/html.h"

namespace presswash {

/// How much two texts side by side show of themselves.
struct ComparisonLimits {
  std::size_t words = 1200;       ///< compared, of each text
  std::size_t least_same = 2;     ///< fewer equal words between two changes count as changed
  std::size_t context = 14;       ///< equal words shown on either side of a change
  std::size_t change_start = 60;  ///< words shown of a long change, and
  std::size_t change_end = 20;    ///< at its end
  std::size_t changes = 12;       ///< rows of changes; further ones are counted
};

/// Two texts side by side, what differs marked, long equal stretches left out: rows for a `div class="cmp"`.
void append_text_comparison(Html& page, std::string_view a, std::string_view b, const ComparisonLimits& limits = {});

}  // namespace presswash
