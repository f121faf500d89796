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

// What begins a run of `done` begins one of more when the position as many behind it does, too.
void WordMask::shrink(std::size_t words) noexcept {
  for (std::size_t done = 1; done < words;) {
    const std::size_t by = std::min({done, words - done, std::size_t{63}});
    for (std::size_t i = 0; i < bits_.size(); ++i)
      bits_[i] &= (bits_[i] >> by) | (i + 1 < bits_.size() ? bits_[i + 1] << (64 - by) : 0);
    done += by;
  }
}

void WordMask::lengthen(std::size_t words) noexcept {
  for (std::size_t done = 1; done < words;) {
    const std::size_t by = std::min({done, words - done, std::size_t{63}});
    for (std::size_t i = bits_.size(); i-- > 0;) bits_[i] |= (bits_[i] << by) | (i > 0 ? bits_[i - 1] >> (64 - by) : 0);
    done += by;
  }
  if (words_ % 64 != 0) bits_.back() &= (std::uint64_t{1} << (words_ % 64)) - 1;
}

void WordMask::drop_runs_below(std::size_t words) noexcept {
  shrink(words);
  lengthen(words);
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
