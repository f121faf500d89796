#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "classify/page.h"

namespace presswash {

inline constexpr std::uint32_t no_echo = 0xFFFFFFFFU;

/// On a page that prints its text twice, the blocks that say it again, each with the block before it that says most of
/// it; for the others no_echo. Four fifths of such a block's runs of four words stand in blocks before it, of those
/// whose score is below 0, which likely are article text; a short one stands there word for word and follows such a
/// block. A page prints its text twice when a third of it comes again: single sentences do for many reasons.
[[nodiscard]] std::vector<std::uint32_t> echoes_of(const Page& page, std::span<const float> scores);

/// Of each block's runs of four words, the share that stood on the page before, and that stands on it later.
struct PageRepeats {
  std::vector<float> before;
  std::vector<float> later;
};
[[nodiscard]] PageRepeats repeats_of(const Page& page);

}  // namespace presswash
