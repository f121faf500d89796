#include "classify/block_row.h"

#include <algorithm>

namespace presswash {

std::vector<BlockRow> rows_of(const Page& page, const WeightSet& weights, const RuleSet& rules, std::string_view site) {
  std::vector<BlockRow> rows;
  rows.reserve(page.blocks.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    float alone = 0.0F;
    float joint = 0.0F;
    text_features(page, i, [&](std::uint32_t feature) {
      alone += weights.alone.weights[feature];
      joint += weights.joint.weights[feature];
    });
    const std::uint32_t before = page.prose_before[i];
    const std::uint32_t after = page.prose_words - before - (block.running() ? block.facts.words : 0U);
    const Place place = page.prose_words == 0             ? Place::NoProse
                        : before == 0 && !block.running() ? Place::Before
                        : after == 0 && !block.running()  ? Place::After
                                                          : Place::Within;
    rows.push_back(
        BlockRow{.text = {},
                 .length = block.block.length,
                 .shape = block.facts.shape,
                 .alone = alone,
                 .joint = joint,
                 .words = static_cast<std::uint16_t>(std::min(block.facts.words, 0xFFFFU)),
                 .cues = block.cues.kinds,
                 .cue = block.cues.strongest,
                 .list = block.list,
                 .place = place,
                 .title = block.title,
                 .rule = rules.match(site, std::span(page.tokens).subspan(block.token_begin, block.token_count)),
                 .whole_cue = block.cues.whole,
                 .repeated = block.repeated,
                 .prose = block.prose(),
                 .digits = block.facts.digits});
  }
  return rows;
}

}  // namespace presswash
