#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// Words in a shingle.
inline constexpr std::size_t shingle_words = 5;

/// How many words it takes to make so many shingles.
[[nodiscard]] constexpr std::size_t words_of_shingles(std::size_t shingles) noexcept {
  return shingles + shingle_words - 1;
}

/// A document's words, and their shingles as `append_shingles` makes them.
struct ShingledText {
  std::span<const TokenHash> words;
  std::span<const ShingleHash> shingles;
};

/// Appends the XXH3 hash of every run of `shingle_words` words, in order, repeats included. Fewer words make one
/// shingle of them all; no words make none.
void append_shingles(std::span<const TokenHash> words, std::vector<ShingleHash>& out);

}  // namespace presswash
