#pragma once

#include <span>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// A word of a text, or a figure: numbers side by side, as tokens make them of 9-3/4 and 1.25. Small numbers in words
/// and months are numbers, too.
struct TextItem {
  TokenHash hash = 0;
  std::span<const TokenHash> figure;  ///< the words that it is made of; empty when it is a word
};

/// Takes a text apart, in order; what `items` held is dropped. They are valid as long as `words`.
void make_items(std::span<const TokenHash> words, std::vector<TextItem>& items);
/// Of items, the distinct figures, sorted; what `figures` held is dropped.
void take_figures(std::span<const TextItem> items, std::vector<TokenHash>& figures);

/// How many figures two texts have in common.
struct SharedFigures {
  std::size_t fewer = 0;  ///< of the text that has fewer
  std::size_t same = 0;
};
/// Both as take_figures gives them.
[[nodiscard]] SharedFigures compare_figures(std::span<const TokenHash> a, std::span<const TokenHash> b) noexcept;

}  // namespace presswash
