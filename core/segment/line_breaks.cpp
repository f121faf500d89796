#include "segment/line_breaks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "segment/break_weights.h"
#include "segment/running_words.h"

namespace presswash {
namespace {

/// Counts of a property of words, up to each word.
class Counts {
 public:
  template <typename Property>
  Counts(std::span<const RunningWord> words, Property&& property) : sums_(words.size() + 1) {
    for (std::size_t i = 0; i < words.size(); ++i) sums_[i + 1] = sums_[i] + (property(i) ? 1U : 0U);
  }
  [[nodiscard]] std::uint32_t before(std::size_t i, std::size_t most) const {
    return sums_[i] - sums_[i - std::min(i, most)];
  }
  [[nodiscard]] std::uint32_t after(std::size_t i, std::size_t most) const {
    return sums_[std::min(sums_.size() - 1, i + most)] - sums_[i];
  }

 private:
  std::vector<std::uint32_t> sums_;
};

std::uint32_t distance_bin(std::uint32_t words) {
  constexpr std::array<std::uint32_t, 9> edges{0, 1, 2, 4, 7, 12, 20, 35, 60};
  return static_cast<std::uint32_t>(std::ranges::lower_bound(edges, words) - edges.begin());
}

/// The gaps between the words of a text. The measures and their bins are those of scripts/fit_line_breaks.py.
class Gaps {
 public:
  explicit Gaps(std::span<const RunningWord> words)
      : words_(words),
        ends_(ends_of(words)),
        low_(words, [&](std::size_t i) { return words[i].kind == WordKind::Lower; }),
        commas_(words, [&](std::size_t i) { return words[i].last == WordEnd::Comma; }),
        stops_(words, [&](std::size_t i) { return ends_[i]; }),
        to_end_(words.size()),
        since_(words.size()) {
    constexpr std::uint32_t none = 999;
    for (std::size_t i = 1; i < words.size(); ++i) since_[i] = ends_[i - 1] ? 0 : since_[i - 1] + 1;
    std::uint32_t distance = none;
    for (std::size_t i = words.size(); i-- > 0;) to_end_[i] = distance = ends_[i] ? 0 : distance + 1;
    const double strange = strange_share();
    needed_ = static_cast<std::int32_t>(1000.0 * std::max(0.0, many_strange - strange));
  }

  /// Whether the text is to be cut in front of word `i`, which is not the first.
  [[nodiscard]] bool cut(std::size_t i) const {
    const auto both = [&](WordKind kind) { return words_[i].kind == kind && words_[i - 1].kind == kind; };
    if (ends_[i - 1] || both(WordKind::Unspaced)) return true;
    // "Charles III. was", "approx. 300"
    const WordKind kind = words_[i].kind;
    if (words_[i - 1].last == WordEnd::Point && (kind == WordKind::Lower || kind == WordKind::Digit)) return false;
    // Without capitals only the distance tells a menu from a sentence.
    if (both(WordKind::Uncased)) return to_end_[i] > long_sentence / 2;
    return odds(i) >= needed_;
  }

 private:
  static constexpr std::uint32_t long_sentence = 45;  ///< words
  static constexpr double many_strange = 0.2;  ///< share of words from which on sentences are cut as the weights say

  static std::vector<bool> ends_of(std::span<const RunningWord> words) {
    std::vector<bool> out(words.size());
    for (std::size_t i = 0; i < words.size(); ++i)
      out[i] = words[i].may_stop && (i + 1 == words.size() || words[i + 1].kind != WordKind::Lower);
    return out;
  }

  /// Share of the words that stand in what is no sentence: too long, or with few words in lower case. Menus and
  /// headlines make much of it; with fewer a text is cut less readily within its sentences.
  [[nodiscard]] double strange_share() const {
    std::size_t strange = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!ends_[i] && i + 1 < words_.size()) continue;
      const std::size_t size = i + 1 - begin;
      if (size > long_sentence || low_.before(i + 1, size) * 10 < size * 4) strange += size;
      begin = i + 1;
    }
    return words_.empty() ? 0.0 : static_cast<double>(strange) / static_cast<double>(words_.size());
  }

  /// Logarithm of the odds of a line break, in hundredths, above those from which the text is cut.
  [[nodiscard]] std::int32_t odds(std::size_t i) const {
    namespace w = break_weights;
    const auto kind = static_cast<std::uint32_t>(words_[i].kind);
    const auto kind_before = static_cast<std::uint32_t>(words_[i - 1].kind);
    const std::uint32_t low = low_.after(i, 10) / 2 * 6 + low_.before(i, 10) / 2;
    const std::uint32_t stops = std::min(stops_.before(i, 60), 4U) * 5 + std::min(stops_.after(i, 60), 4U);
    return w::bias + w::low[low] + w::next[distance_bin(to_end_[i]) * word_kind_count + kind] +
           w::end[static_cast<std::uint32_t>(words_[i - 1].last) * word_kind_count + kind] +
           w::kinds[kind * word_kind_count + kind_before] + w::length[words_[i - 1].length] + w::stops[stops] +
           w::commas_before[std::min(commas_.before(i, 8), 3U)] + w::commas_after[std::min(commas_.after(i, 8), 3U)] +
           w::start[static_cast<std::uint32_t>(words_[i].start)] + w::since[distance_bin(since_[i])];
  }

  std::span<const RunningWord> words_;
  std::vector<bool> ends_;
  Counts low_;
  Counts commas_;
  Counts stops_;
  std::vector<std::uint32_t> to_end_;  ///< by word: words up to the end of the sentence
  std::vector<std::uint32_t> since_;   ///< words between the end of the sentence before and here
  std::int32_t needed_ = 0;
};

}  // namespace

std::vector<std::uint32_t> likely_line_breaks(std::string_view text) {
  const std::vector<RunningWord> words = running_words(text);
  const Gaps gaps(words);
  std::vector<std::uint32_t> cuts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && gaps.cut(i)) cuts.push_back(words[i].begin);
  }
  return cuts;
}

}  // namespace presswash
