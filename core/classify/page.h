#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "classify/block_facts.h"
#include "classify/block_words.h"
#include "classify/cues.h"
#include "document/verdict.h"
#include "sketch/tokens.h"

namespace presswash {

/// How a block's words relate to the words of the document's title.
enum class TitleRelation : std::uint8_t { None, Equal, Part, Overlap };

/// Where a neighbour stands: just before, one further up, just after, one further down.
enum class Neighbour : std::uint8_t { Before1, Before2, After1, After2 };
inline constexpr std::array<Neighbour, 4> neighbours = {Neighbour::Before1, Neighbour::Before2, Neighbour::After1,
                                                        Neighbour::After2};

/// Blocks that are looked at above and below one for running text.
inline constexpr std::uint8_t page_reach = 12;

/// What stands in one block, seen with the page around it but without the rest of the scrape.
struct PageBlock {
  Block block;
  BlockFacts facts;
  CueHits cues;
  BlockHash hash;                 ///< of its words
  BlockHash masked;               ///< of its words with digits masked
  std::uint32_t token_begin = 0;  ///< its words: Page::tokens[token_begin, token_begin + token_count)
  std::uint32_t token_count = 0;
  std::uint8_t blank_lines = 0;  ///< after it, at most 3
  bool repeated = false;         ///< stands more than once on the page
  bool insert = false;           ///< a short one that is set between paragraphs again and again: they are neighbours
  TitleRelation title = TitleRelation::None;
  Kind list = Kind::Article;        ///< kind of the list it stands in; article when it stands in none
  std::uint16_t list_distance = 0;  ///< blocks since the cue that opened that list
  std::uint8_t prose_above = 0;     ///< blocks up to the next running text; 0: the page ends before, and within
  std::uint8_t prose_below = 0;     ///< page_reach blocks; page_reach + 1: it is further away

  /// Long running text that is not made of cues.
  [[nodiscard]] bool prose() const noexcept { return facts.prose() && cues.count < 3; }
  /// Such text of the page, not of a list on it.
  [[nodiscard]] bool running() const noexcept { return prose() && list == Kind::Article; }
};

/// A document, taken apart.
struct Page {
  std::vector<PageBlock> blocks;
  std::vector<TokenHash> tokens;            ///< normalised words of all blocks, in order
  std::vector<TokenHash> title_tokens;      ///< normalised words of the title
  BlockHash title;                          ///< of the title's words; 0 when there is no title
  std::vector<std::uint32_t> prose_before;  ///< by block: words of running text before it
  std::uint32_t prose_words = 0;            ///< of the whole page
  bool has_inserts = false;                 ///< some block is one

  [[nodiscard]] std::span<const TokenHash> words(std::size_t i) const {
    return std::span(tokens).subspan(blocks[i].token_begin, blocks[i].token_count);
  }
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  /// The block so many before block `i` (negative) or after it, inserts left out; none: the page ends before.
  [[nodiscard]] std::size_t away(std::size_t i, std::ptrdiff_t steps) const {
    const std::ptrdiff_t way = steps < 0 ? -1 : 1;
    if (!has_inserts) i += static_cast<std::size_t>(steps);  // beyond the start it wraps around
    for (std::ptrdiff_t left = has_inserts ? steps : 0; left != 0 && i < blocks.size();) {
      i += static_cast<std::size_t>(way);
      if (i < blocks.size() && !blocks[i].insert) left -= way;
    }
    return i < blocks.size() ? i : none;
  }
  /// The neighbour of block `i`, inserts left out; nullptr beyond the ends of the page.
  [[nodiscard]] const PageBlock* beside(std::size_t i, Neighbour side) const {
    constexpr std::array<std::ptrdiff_t, 4> offsets = {-1, -2, 1, 2};
    const std::size_t j = away(i, offsets[static_cast<std::size_t>(side)]);
    return j < blocks.size() ? &blocks[j] : nullptr;
  }
};

/// Takes pages apart. Holds scratch memory: one analyser a thread.
class PageAnalyser {
 public:
  /// `blocks` must cover `text` (segment_lines). The result is independent of anything analysed before. No block of a
  /// rendered page is an insert: its markup tells what stands between paragraphs.
  [[nodiscard]] Page analyse(std::string_view text, std::span<const Block> blocks, std::string_view title,
                             bool rendered = false);

 private:
  Tokenizer tokenizer_;
  BlockReader reader_;
};

}  // namespace presswash
