#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "document/story_details.h"
#include "sketch/shingle_set.h"

namespace presswash {

/// A paragraph of article text: its words, and a number that only paragraphs of the same words have.
struct Paragraph {
  std::uint64_t text = 0;
  std::span<const TokenHash> words;
};

/// Finds how copies differ. Paragraphs that both have are matched whole; what is left is matched by runs of three words
/// across paragraph borders, so that lines broken elsewhere are no change. A paragraph of which less than half is
/// matched, and a run of twelve unmatched words, is added or cut; shorter runs are edits. Time grows with the texts'
/// length. Keeps scratch memory: one a thread.
class TextChanges {
 public:
  /// How `copy` differs from `original`; both in reading order, without empty paragraphs.
  [[nodiscard]] Changes compare(std::span<const Paragraph> original, std::span<const Paragraph> copy);

 private:
  /// The unmatched paragraphs of one text.
  struct Rest {
    std::vector<std::uint32_t> places;  ///< of paragraphs in their text
    std::vector<TokenHash> words;       ///< of them all
    std::vector<ShingleHash> runs;
    std::vector<bool> matched;  ///< by word
    ShingleSet set;

    void clear();
    void add(std::uint32_t place, const Paragraph& paragraph);
    void make_runs();
    void match(const ShingleSet& other);
  };
  /// What the rest of a text has of its own.
  struct Own {
    std::uint32_t opening = 0;  ///< before anything that was matched
    std::uint32_t whole = 0;    ///< other paragraphs and long runs
    std::uint32_t within = 0;   ///< shorter runs
  };

  std::uint32_t match_paragraphs(std::span<const Paragraph> original, std::span<const Paragraph> copy);
  [[nodiscard]] static Own count_own(const Rest& rest, std::span<const Paragraph> text);

  std::vector<std::uint32_t> by_text_;  ///< places of the original's paragraphs, sorted by text
  std::vector<std::uint32_t> order_;
  std::vector<bool> used_;
  Rest original_;
  Rest copy_;
};

}  // namespace presswash
