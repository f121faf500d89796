#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace presswash {

/// A word as the report shows it: a run of characters that are not white space; in scripts written without spaces a
/// single character.
struct Word {
  std::string_view text;
  enum class Gap : std::uint8_t { None, Space, Line } gap = Gap::None;  ///< what stands before it
};

/// At most the first `max_words` of a text, which must outlive them. `cut`, when given, says whether there are more.
[[nodiscard]] std::vector<Word> words_of(std::string_view text, std::size_t max_words, bool* cut = nullptr);

/// A stretch of two texts: the same words in both, or words of `a` that were replaced by those of `b` (either may be
/// empty). Half-open ranges of words.
struct DiffPart {
  bool same = true;
  std::size_t a_begin = 0, a_end = 0;
  std::size_t b_begin = 0, b_end = 0;
  friend bool operator==(const DiffPart&, const DiffPart&) = default;
};

/// Shortest edit script between two texts by words, case and all; gaps are not compared (Myers, An O(ND) Difference
/// Algorithm, 1986). Parts alternate and cover both texts. Equal stretches of fewer than `least_same` words between two
/// changes are taken into them, which reads better. Time and memory grow with the square of the difference.
[[nodiscard]] std::vector<DiffPart> diff_words(const std::vector<Word>& a, const std::vector<Word>& b,
                                               std::size_t least_same = 2);

}  // namespace presswash
