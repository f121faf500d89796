#include "cluster/word_mask.h"

#include "sketch/shingles.h"

namespace presswash {

std::uint32_t WordMask::count() const noexcept {
  int sum = 0;
  for (const std::uint64_t bits : bits_) sum += std::popcount(bits);
  return static_cast<std::uint32_t>(sum);
}

std::uint32_t WordMask::count_common(const WordMask& other) const noexcept {
  int sum = 0;
  for (std::size_t i = 0; i < bits_.size(); ++i) sum += std::popcount(bits_[i] & other.bits_[i]);
  return static_cast<std::uint32_t>(sum);
}

void WordMask::drop_runs_below(std::size_t words) noexcept {
  const std::size_t all = bits_.size() * 64;
  for (std::size_t begin = 0; begin < all;) {
    if (!has(begin)) {
      ++begin;
      continue;
    }
    std::size_t end = begin + 1;
    while (end < all && has(end)) ++end;
    for (std::size_t i = begin; i < end && end - begin < words; ++i) bits_[i / 64] &= ~(std::uint64_t{1} << (i % 64));
    begin = end;
  }
}

WordMask& WordMask::operator|=(const WordMask& other) noexcept {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
  return *this;
}

std::size_t WordMask::first() const noexcept {
  for (std::size_t i = 0; i < bits_.size(); ++i) {
    if (bits_[i] != 0) return i * 64 + static_cast<std::size_t>(std::countr_zero(bits_[i]));
  }
  return 0;
}

std::size_t WordMask::end() const noexcept {
  for (std::size_t i = bits_.size(); i > 0; --i) {
    if (bits_[i - 1] != 0) return i * 64 - static_cast<std::size_t>(std::countl_zero(bits_[i - 1]));
  }
  return 0;
}

WordMask covered_words(std::size_t words, std::span<const ShingleHash> shingles, const ShingleSet& other) {
  WordMask mask(words);
  mark_covered(words, shingle_words, shingles, other, [&mask](std::size_t word) { mask.set(word); });
  return mask;
}

}  // namespace presswash
