#include "match/figures.h"

#include <algorithm>

namespace presswash {
namespace {

constexpr std::size_t least_figures = 2;  // fewer distinct ones tell nothing
constexpr std::size_t least_others = 2;   // one other figure is a correction
constexpr double same_figures = 0.6;      // of those of the document with fewer;
constexpr double shared_in_update = 0.4;  // when texts share so much of both (Jaccard), an update's figures are new,
constexpr double same_in_update = 0.3;    // and fewer must be the same
constexpr double stands_whole = 0.8;      // of the smaller document's shingles

}  // namespace

void FigureComparer::hold(std::span<const TokenHash> words) {
  words_.assign(words.begin(), words.end());
  prepared_ = false;
}

bool FigureComparer::differ(std::span<const TokenHash> other, const Overlap& overlap) {
  if (overlap.shared >= stands_whole * std::min(overlap.size_a, overlap.size_b)) return false;
  if (!prepared_) {
    make_items(words_, items_);
    take_figures(items_, figures_);
    prepared_ = true;
  }
  if (figures_.size() < least_figures) return false;
  make_items(other, items_);
  take_figures(items_, other_figures_);
  const SharedFigures figures = compare_figures(figures_, other_figures_);
  if (figures.fewer < least_figures || figures.fewer < figures.same + least_others) return false;
  const double same = overlap.jaccard() < shared_in_update ? same_figures : same_in_update;
  return static_cast<double>(figures.same) <= same * static_cast<double>(figures.fewer);
}

}  // namespace presswash
