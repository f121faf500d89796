#include "match/place.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace presswash {
namespace {
constexpr std::size_t brief_shingles = 64;  // a text of more is no brief
constexpr std::size_t times_longer = 4;
constexpr double last_part = 0.6;  // from here on, of the longer text; a quarter of what is shared may stand before
}  // namespace

bool stands_behind(std::span<const ShingleHash> brief, std::span<const ShingleHash> text) {
  if (brief.size() >= brief_shingles || text.size() < times_longer * brief.size()) return false;
  std::vector<ShingleHash> own(brief.begin(), brief.end());
  std::sort(own.begin(), own.end());
  const auto border = static_cast<std::size_t>(last_part * static_cast<double>(text.size()));
  std::size_t before = 0;
  std::size_t behind = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (std::binary_search(own.begin(), own.end(), text[i])) ++(i < border ? before : behind);
  }
  return before * 4 <= before + behind;
}

}  // namespace presswash
