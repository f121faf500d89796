#include "classify/page_bound.h"

#include <algorithm>
#include <unordered_map>

namespace presswash {
namespace {

/// Probability of article text at the place that has most of it; 1 when no place has many words.
double surest_place(std::span<const BlockRow> rows, std::span<const Verdict> verdicts) {
  constexpr std::uint32_t least_words = 40;
  struct Words {
    std::uint32_t all = 0;
    double article = 0.0;
  };
  std::unordered_map<std::uint32_t, Words> places;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Words& words = places[rows[i].placed().place];
    words.all += rows[i].words;
    words.article += rows[i].words * (1.0 - static_cast<double>(verdicts[i].score));
  }
  double surest = -1.0;
  for (const auto& [place, words] : places)
    if (words.all >= least_words) surest = std::max(surest, words.article / words.all);
  return surest < 0.0 ? 1.0 : surest;
}

}  // namespace

double page_bound(std::span<const BlockRow> rows, std::span<const Verdict> verdicts, double sure, double sure_place) {
  const double share = std::min(1.0, surest_place(rows, verdicts) / sure_place);
  return 1.0 - (1.0 - sure) * share * share;
}

}  // namespace presswash
