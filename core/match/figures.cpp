#include "match/figures.h"

#include <algorithm>

#include "base/hash.h"
#include "sketch/numbers.h"

namespace presswash {
namespace {

constexpr std::size_t least_figures = 2;  // fewer distinct ones tell nothing
constexpr double same_figures = 0.6;      // of those of the document with fewer
constexpr double stands_whole = 0.8;      // of the smaller document's shingles

void take_figures(std::span<const TokenHash> words, std::vector<std::uint64_t>& figures) {
  figures.clear();
  std::uint64_t figure = 0;
  for (const TokenHash word : words) {
    if (is_number(word)) {
      figure = combine64(figure, word);
    } else if (figure != 0) {
      figures.push_back(figure);
      figure = 0;
    }
  }
  if (figure != 0) figures.push_back(figure);
  std::sort(figures.begin(), figures.end());
  figures.erase(std::unique(figures.begin(), figures.end()), figures.end());
}

}  // namespace

void FigureComparer::hold(std::span<const TokenHash> words) {
  words_.assign(words.begin(), words.end());
  prepared_ = false;
}

bool FigureComparer::differ(std::span<const TokenHash> other, std::uint32_t shared, std::uint32_t smaller_size) {
  if (shared >= stands_whole * smaller_size) return false;
  if (!prepared_) take_figures(words_, figures_);
  prepared_ = true;
  if (figures_.size() < least_figures) return false;
  take_figures(other, other_figures_);
  if (other_figures_.size() < least_figures) return false;
  std::size_t same = 0;
  for (const std::uint64_t figure : other_figures_) {
    same += std::binary_search(figures_.begin(), figures_.end(), figure) ? 1U : 0U;
  }
  const auto fewer = static_cast<double>(std::min(figures_.size(), other_figures_.size()));
  return static_cast<double>(same) <= same_figures * fewer;
}

}  // namespace presswash
