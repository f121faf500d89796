#include "cluster/word_counts.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "base/hash.h"

namespace presswash {
namespace {
constexpr std::size_t places = std::size_t{1} << 20U;
constexpr double common = 1.5;  // logarithm of the rarity from which a word tells anything
std::size_t place_of(TokenHash word) noexcept { return word & (places - 1); }
}  // namespace

WordCounts::WordCounts() : counts_(places) {}

void WordCounts::add(std::span<const TokenHash> words) {
  std::atomic_ref<std::uint32_t>(documents_).fetch_add(1, std::memory_order_relaxed);
  for (const TokenHash word : words) {
    std::atomic_ref<std::uint32_t>(counts_[place_of(word)]).fetch_add(1, std::memory_order_relaxed);
  }
}

double WordCounts::weight(TokenHash word) const noexcept {
  const double in = std::max(1U, counts_[place_of(word)]);
  return std::max(0.0, std::log(std::max(1U, documents_) / in) - common);
}

void make_distinct(std::vector<TokenHash>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

double cohesion(std::span<const TokenHash> a, std::span<const TokenHash> b, const WordCounts& counts) {
  double weight_a = 0;
  double weight_b = 0;
  double both = 0;
  for (const TokenHash word : b) weight_b += counts.weight(word);
  std::size_t at = 0;
  for (const TokenHash word : a) {
    const double weight = counts.weight(word);
    weight_a += weight;
    while (at < b.size() && b[at] < word) ++at;
    if (at < b.size() && b[at] == word) both += weight;
  }
  const double poorer = std::min(weight_a, weight_b);
  return poorer > 0 ? both / poorer : 0.0;
}

}  // namespace presswash
