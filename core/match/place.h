#pragma once

#include <span>

#include "base/ids.h"

namespace presswash {

/// Whether what a brief shares with a text at least four times as long stands in the last part of it, as items of other
/// stories do; a teaser or a cut is taken from the beginning. Never of a pair whose sizes say otherwise. Shingles as
/// append_shingles makes them.
[[nodiscard]] bool stands_behind(std::span<const ShingleHash> brief, std::span<const ShingleHash> text);

}  // namespace presswash
