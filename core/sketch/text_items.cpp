#include "sketch/text_items.h"

#include <algorithm>
#include <cstdint>

#include "base/hash.h"
#include "sketch/numbers.h"

namespace presswash {

void make_items(std::span<const TokenHash> words, std::vector<TextItem>& items) {
  items.clear();
  for (std::size_t i = 0; i < words.size();) {
    std::uint64_t figure = 0;
    const std::size_t begin = i;
    for (; i < words.size(); ++i) {
      const TokenHash part = figure_of(words[i]);
      if (part == 0) break;
      figure = combine64(figure, part);
    }
    if (i > begin) {
      items.push_back({.hash = static_cast<TokenHash>(figure), .figure = words.subspan(begin, i - begin)});
    } else {
      items.push_back({.hash = words[i++], .figure = {}});
    }
  }
}

void take_figures(std::span<const TextItem> items, std::vector<TokenHash>& figures) {
  figures.clear();
  for (const TextItem& item : items) {
    if (!item.figure.empty()) figures.push_back(item.hash);
  }
  std::ranges::sort(figures);
  figures.erase(std::ranges::unique(figures).begin(), figures.end());
}

SharedFigures compare_figures(std::span<const TokenHash> a, std::span<const TokenHash> b) noexcept {
  SharedFigures figures{.fewer = std::min(a.size(), b.size())};
  for (const TokenHash figure : a) figures.same += std::ranges::binary_search(b, figure) ? 1U : 0U;
  return figures;
}

}  // namespace presswash
