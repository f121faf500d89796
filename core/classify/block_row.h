#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "classify/model.h"
#include "classify/page.h"
#include "classify/places.h"
#include "classify/rules.h"

namespace presswash {

/// Where a block stands against the page's running text.
enum class Place : std::uint8_t { Within, Before, After, NoProse };

/// Of a text's block what is asked later and nothing else of its row tells, each up to the most that fits; 16 bits.
struct LineShape {
  unsigned capital_share = 0;  ///< tenths
  unsigned digit_share = 0;    ///< tenths
  unsigned commas = 0;         ///< up to 7
  unsigned cues = 0;           ///< up to 3
  unsigned blank_lines = 0;    ///< up to 3
  bool insert = false;         ///< see PageBlock

  [[nodiscard]] static LineShape of(const PageBlock& block) noexcept;
  [[nodiscard]] std::uint16_t pack() const noexcept {
    return static_cast<std::uint16_t>(capital_share | digit_share << 4U | commas << 8U | cues << 11U |
                                      blank_lines << 13U | (insert ? 1U << 15U : 0U));
  }
  [[nodiscard]] static LineShape unpack(std::uint16_t bits) noexcept {
    return {.capital_share = bits & 15U,
            .digit_share = (bits >> 4U) & 15U,
            .commas = (bits >> 8U) & 7U,
            .cues = (bits >> 11U) & 3U,
            .blank_lines = (bits >> 13U) & 3U,
            .insert = (bits >> 15U) != 0};
  }
  friend bool operator==(const LineShape&, const LineShape&) = default;
};

/// What stays of a block when its text is gone: enough to judge it again when the scrape's evidence changes. A scrape
/// has very many: 28 bytes each.
struct BlockRow {
  TextId text;               ///< what it says, when it is part of a scrape
  std::uint32_t length = 0;  ///< bytes; the blocks before it end where it begins
  float alone = 0.0F;        ///< score of the text by the weights that know no evidence
  float joint = 0.0F;        ///< score of the text by the weights that do; of a page the bits of its place's key
  std::uint32_t shape : shape_bits = 0;
  bool prose : 1 = false;
  bool digits : 1 = false;
  bool page : 1 = false;     ///< scored by the model of pages
  bool caption : 1 = false;  ///< markup: in a caption, or a short line of a figure
  bool framed : 1 = false;   ///< markup: in a nav or footer
  bool apart : 1 = false;    ///< markup: in those, or in an aside, form, button or dialog
  std::uint16_t words = 0;   ///< at most 65,535
  std::uint16_t detail = 0;  ///< of a page: so many blocks before it stands one that says the same, 0: none does; of
                             ///< a text its LineShape, packed
  KindSet cues;
  Kind cue : 4 = Kind::Article;  ///< of the longest cue
  Kind list : 4 = Kind::Article;
  Place place : 2 = Place::Within;
  TitleRelation title : 2 = TitleRelation::None;
  RuleVerdict rule : 2 = RuleVerdict::None;
  bool whole_cue : 1 = false;
  bool repeated : 1 = false;

  /// Of a page: where it stands, see PlacedBlock.
  [[nodiscard]] PlacedBlock placed() const noexcept {
    return {.place = std::bit_cast<std::uint32_t>(joint), .words = words, .score = alone};
  }
  /// Of a text: see PageBlock.
  [[nodiscard]] bool insert() const noexcept { return !page && LineShape::unpack(detail).insert; }
  [[nodiscard]] bool has(Shape bit) const noexcept { return (shape & static_cast<std::uint32_t>(bit)) != 0; }
};
static_assert(sizeof(BlockRow) == 28);

/// Rows of a page, scored. Same order as page.blocks. `rules` are matched for `site`. With `markup` (of the same
/// blocks) the model of pages scores, if there is one.
[[nodiscard]] std::vector<BlockRow> rows_of(const Page& page, const WeightSet& weights, const RuleSet& rules = {},
                                            std::string_view site = {}, const PageMarkup* markup = nullptr);

}  // namespace presswash
