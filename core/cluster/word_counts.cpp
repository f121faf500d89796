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

double WordCounts::weight(TokenHash word, double documents, std::uint32_t less) const noexcept {
  const std::uint32_t count = counts_[place_of(word)];
  const double in = count > less ? count - less : 1U;
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
/// `counted`: both texts are documents that were counted; a word that they share is then no commoner than one that only
/// one of them has.
double shared_weight(std::span<const TokenHash> a, std::span<const TokenHash> b, const WordCounts& counts,
                     double documents, bool counted) {
  double weight_a = 0;
  double weight_b = 0;
  double both = 0;
  std::size_t at = 0;
  for (const TokenHash word : a) {
    for (; at < b.size() && b[at] < word; ++at) weight_b += counts.weight(b[at], documents);
    if (at < b.size() && b[at] == word) {
      both += counts.weight(word, documents, counted ? 1 : 0);
      ++at;
    } else {
      weight_a += counts.weight(word, documents);
    }
  }
  for (; at < b.size(); ++at) weight_b += counts.weight(b[at], documents);
  const double poorer = both + std::min(weight_a, weight_b);
  if (poorer > 0) return both / poorer;
  return counted ? 1.0 : 0.0;
}

double documents_like(std::span<const TokenHash> a, std::span<const TokenHash> b, const WordCounts& counts) {
  return std::min(counts.documents_like(a), counts.documents_like(b));
}
}  // namespace

double cohesion_in_language(std::span<const TokenHash> a, std::span<const TokenHash> b, const WordCounts& counts) {
  return shared_weight(a, b, counts, documents_like(a, b, counts), false);
}

double cohesion_of_documents(std::span<const TokenHash> a, std::span<const TokenHash> b, const WordCounts& counts,
                             bool in_language) {
  return shared_weight(a, b, counts, in_language ? documents_like(a, b, counts) : counts.documents(), true);
}

}  // namespace presswash
