#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "classify/model.h"
#include "classify/page.h"
#include "classify/rules.h"

namespace presswash {

/// Where a block stands against the page's running text.
enum class Place : std::uint8_t { Within, Before, After, NoProse };

/// What stays of a block when its text is gone: enough to judge it again when the scrape's evidence changes.
struct BlockRow {
  Block block;
  BlockHash hash;
  BlockHash masked;
  std::uint32_t token_begin = 0;
  std::uint32_t token_count = 0;
  std::uint32_t shape = 0;  ///< Shape bits
  std::uint32_t words = 0;
  float alone = 0.0F;  ///< score of the text by the weights that know no evidence
  float joint = 0.0F;  ///< score of the text by the weights that do
  KindSet cues;
  Kind cue = Kind::Article;  ///< of the longest cue
  Kind list = Kind::Article;
  Place place = Place::Within;
  TitleRelation title = TitleRelation::None;
  RuleVerdict rule = RuleVerdict::None;
  bool whole_cue = false;
  bool repeated = false;
  bool prose = false;
  bool digits = false;

  [[nodiscard]] bool has(Shape bit) const noexcept { return (shape & static_cast<std::uint32_t>(bit)) != 0; }
};

/// Rows of a page, scored. Same order as page.blocks. `rules` are matched for `site`.
[[nodiscard]] std::vector<BlockRow> rows_of(const Page& page, const WeightSet& weights, const RuleSet& rules = {},
                                            std::string_view site = {});

}  // namespace presswash
