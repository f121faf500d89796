#include "match/figures.h"

#include <algorithm>

#include "sketch/numbers.h"
#include "sketch/shingles.h"

namespace presswash {
namespace {

constexpr std::size_t least_numbers = 3;      // fewer distinct ones tell nothing
constexpr double only_numbers_differ = 0.05;  // of the smaller document's shingles
constexpr double same_numbers = 0.7;          // of those of the document with fewer

void take_numbers(std::span<const TokenHash> words, std::vector<TokenHash>& numbers, std::vector<TokenHash>& masked) {
  numbers.clear();
  masked.assign(words.begin(), words.end());
  for (TokenHash& word : masked) {
    if (!is_number(word)) continue;
    numbers.push_back(word);
    word = 0;
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace

void FigureComparer::hold(std::span<const TokenHash> words) {
  words_.assign(words.begin(), words.end());
  prepared_ = false;
}

void FigureComparer::prepare() {
  if (prepared_) return;
  prepared_ = true;
  take_numbers(words_, numbers_, scratch_);
  shingles_.clear();
  append_shingles(scratch_, shingles_);
  masked_.assign(shingles_);
}

bool FigureComparer::differ(std::span<const TokenHash> other, std::uint32_t shared, std::uint32_t smaller_size) {
  prepare();
  if (numbers_.size() < least_numbers) return false;
  take_numbers(other, other_numbers_, scratch_);
  if (other_numbers_.size() < least_numbers) return false;
  std::size_t same = 0;
  for (const TokenHash number : other_numbers_) {
    same += std::binary_search(numbers_.begin(), numbers_.end(), number) ? 1U : 0U;
  }
  const auto fewer = static_cast<double>(std::min(numbers_.size(), other_numbers_.size()));
  if (static_cast<double>(same) > same_numbers * fewer) return false;
  shingles_.clear();
  append_shingles(scratch_, shingles_);
  const std::uint32_t masked_shared = masked_.count_shared(shingles_);
  return masked_shared > shared + only_numbers_differ * smaller_size;
}

}  // namespace presswash
