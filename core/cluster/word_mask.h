#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "sketch/shingle_set.h"

namespace presswash {

/// A set of positions in one document's words.
class WordMask {
 public:
  WordMask() = default;
  explicit WordMask(std::size_t words) : words_(words), bits_((words + 63) / 64) {}

  void set(std::size_t word) noexcept { bits_[word / 64] |= std::uint64_t{1} << (word % 64); }
  [[nodiscard]] bool has(std::size_t word) const noexcept { return ((bits_[word / 64] >> (word % 64)) & 1U) != 0; }
  [[nodiscard]] std::uint32_t count() const noexcept;
  [[nodiscard]] std::uint32_t count_common(const WordMask& other) const noexcept;
  /// Takes out runs of fewer words side by side.
  void drop_runs_below(std::size_t words) noexcept;
  /// Every position becomes the first of a run of so many, which the end of the document cuts off.
  void lengthen(std::size_t words) noexcept;
  WordMask& operator|=(const WordMask& other) noexcept;
  /// First position, and the one after the last; both 0 when empty.
  [[nodiscard]] std::size_t first() const noexcept;
  [[nodiscard]] std::size_t end() const noexcept;

 private:
  void shrink(std::size_t words) noexcept;

  std::size_t words_ = 0;
  std::vector<std::uint64_t> bits_;
};

/// Calls mark(word) once for each of a document's `words` words that stands in a run which `other` has; `runs[i]` is
/// the hash of `run_words` words from word i on.
template <typename Mark>
void mark_covered(std::size_t words, std::size_t run_words, std::span<const ShingleHash> runs, const ShingleSet& other,
                  Mark mark) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!other.contains(runs[i])) continue;
    const std::size_t end = std::min(words, i + run_words);
    for (std::size_t word = std::max(done, i); word < end; ++word) mark(word);
    done = end;
  }
}

/// The words of a document that stand in a shingle which `other` has. `shingles` as append_shingles makes them of
/// the document's `words` words.
[[nodiscard]] WordMask covered_words(std::size_t words, std::span<const ShingleHash> shingles, const ShingleSet& other);

}  // namespace presswash
