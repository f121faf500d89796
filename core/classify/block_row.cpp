#include "classify/block_row.h"

#include <algorithm>
#include <array>
#include <bit>

#include "classify/page_echoes.h"
#include "classify/page_features.h"
#include "classify/page_tree.h"

namespace presswash {
namespace {

void add_markup(const MarkupElement& element, BlockRow& row) {
  row.framed = element.has(MarkupBit::Nav) || element.has(MarkupBit::Footer);
  row.caption = element.has(MarkupBit::Caption) || (element.has(MarkupBit::Figure) && row.words <= 60);
  row.apart = row.framed || element.has(MarkupBit::Aside) || element.has(MarkupBit::Form) ||
              element.has(MarkupBit::Button) || element.has(MarkupBit::Dialog);
}

/// The sums of what both models say of the text of block `i`.
std::array<float, 2> text_scores(const Page& page, std::size_t i, const WeightSet& weights) {
  std::array<float, 2> sums{};
  if (weights.text.empty()) {
    text_features(page, i, [&](std::uint32_t feature) {
      sums[0] += weights.alone.weights[feature];
      sums[1] += weights.joint.weights[feature];
    });
  } else {
    text_features(page, i, [&](std::uint32_t feature) {
      const std::array<float, 2>& both = weights.text[feature];
      sums[0] += both[0];
      sums[1] += both[1];
    });
  }
  return sums;
}

}  // namespace

LineShape LineShape::of(const PageBlock& block) noexcept {
  return {.capital_share = std::min<unsigned>(block.facts.capital_share, 15),
          .digit_share = std::min<unsigned>(block.facts.digit_share, 15),
          .commas = std::min<unsigned>(block.facts.commas, 7),
          .cues = std::min<unsigned>(block.cues.count, 3),
          .blank_lines = std::min<unsigned>(block.blank_lines, 3),
          .insert = block.insert};
}

std::vector<BlockRow> rows_of(const Page& page, const WeightSet& weights, const RuleSet& rules, std::string_view site,
                              const PageMarkup* markup) {
  const bool has_markup = markup != nullptr && markup->blocks.size() == page.blocks.size();
  const bool is_page = has_markup && weights.page.known();
  std::vector<float> scores(is_page ? page.blocks.size() : 0);
  std::vector<std::uint32_t> echoes;
  if (is_page) {
    const PageFeatures features = page_features(page, *markup, weights.page.scores);
    weights.page.score(features.values, features.count, scores);
    echoes = echoes_of(page, scores);
  }
  std::vector<BlockRow> rows;
  rows.reserve(page.blocks.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    const auto [alone, joint] =
        is_page ? std::array{scores[i], std::bit_cast<float>(place_of(*markup, markup->blocks[i].element))}
                : text_scores(page, i, weights);
    const std::uint32_t before = page.prose_before[i];
    const std::uint32_t after = page.prose_words - before - (block.running() ? block.facts.words : 0U);
    const Place place = page.prose_words == 0             ? Place::NoProse
                        : before == 0 && !block.running() ? Place::Before
                        : after == 0 && !block.running()  ? Place::After
                                                          : Place::Within;
    rows.push_back(BlockRow{.text = {},
                            .length = block.block.length,
                            .alone = alone,
                            .joint = joint,
                            .shape = block.facts.shape & ((1U << shape_bits) - 1U),
                            .prose = block.prose(),
                            .digits = block.facts.digits,
                            .page = is_page,
                            .words = static_cast<std::uint16_t>(std::min(block.facts.words, 0xFFFFU)),
                            .detail = is_page ? std::uint16_t{0} : LineShape::of(block).pack(),
                            .cues = block.cues.kinds,
                            .cue = block.cues.strongest,
                            .list = block.list,
                            .place = place,
                            .title = block.title,
                            .rule = rules.match(site, page.words(i)),
                            .whole_cue = block.cues.whole,
                            .repeated = block.repeated});
    if (has_markup) add_markup(markup->elements[markup->blocks[i].element], rows.back());
    if (is_page && echoes[i] != no_echo && i - echoes[i] <= 0xFFFFU)
      rows.back().detail = static_cast<std::uint16_t>(i - echoes[i]);
  }
  return rows;
}

}  // namespace presswash
