#include "cluster/word_counts.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>

#include "sketch/numbers.h"

namespace presswash {
namespace {
constexpr std::size_t places = std::size_t{1} << 20U;
constexpr std::size_t shared_words = 20;  // one word in so many of a text may be common for another language's sake
constexpr double common = 1.5;            // logarithm of the rarity from which a word tells anything
std::size_t place_of(TokenHash word) noexcept { return word & (places - 1); }
}  // namespace

WordCounts::WordCounts() : counts_(places) {}

void WordCounts::add(std::span<const TokenHash> words) {
  std::atomic_ref<std::uint32_t>(documents_).fetch_add(1, std::memory_order_relaxed);
  for (const TokenHash word : words) {
    std::atomic_ref<std::uint32_t>(counts_[place_of(word)]).fetch_add(1, std::memory_order_relaxed);
  }
}

double WordCounts::weight(TokenHash word, double documents) const noexcept {
  const double in = std::max(1U, counts_[place_of(word)]);
  return std::max(0.0, std::log(std::max(1.0, documents) / in) - common);
}

double WordCounts::documents_like(std::span<const TokenHash> words) const {
  std::vector<std::uint32_t> in;
  in.reserve(words.size());
  for (const TokenHash word : words) {
    if (!is_number(word)) in.push_back(counts_[place_of(word)]);  // numbers are of no language
  }
  if (in.empty()) return documents_;
  // A few words stand in several languages.
  const auto common_one = in.begin() + static_cast<std::ptrdiff_t>(in.size() / shared_words);
  std::nth_element(in.begin(), common_one, in.end(), std::greater<>());
  return *common_one;
}

void make_distinct(std::vector<TokenHash>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

namespace {
double shared_weight(std::span<const TokenHash> a, std::span<const TokenHash> b, const WordCounts& counts,
                     double documents) {
  double weight_a = 0;
  double weight_b = 0;
  double both = 0;
  for (const TokenHash word : b) weight_b += counts.weight(word, documents);
  std::size_t at = 0;
  for (const TokenHash word : a) {
    const double weight = counts.weight(word, documents);
    weight_a += weight;
    while (at < b.size() && b[at] < word) ++at;
    if (at < b.size() && b[at] == word) both += weight;
  }
  const double poorer = std::min(weight_a, weight_b);
  return poorer > 0 ? both / poorer : 0.0;
}
}  // namespace

double cohesion(std::span<const TokenHash> a, std::span<const TokenHash> b, const WordCounts& counts) {
  return shared_weight(a, b, counts, counts.documents());
}

double cohesion_in_language(std::span<const TokenHash> a, std::span<const TokenHash> b, const WordCounts& counts) {
  return shared_weight(a, b, counts, std::min(counts.documents_like(a), counts.documents_like(b)));
}

}  // namespace presswash
