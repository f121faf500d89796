#pragma once

#include <algorithm>
#include <bit>
#include <span>

#include "base/hash.h"
#include "classify/features.h"

namespace presswash {
namespace feature_bins {

inline constexpr std::array<std::uint8_t, 80> make_word_bins() {
  std::array<std::uint8_t, 80> bins{};
  for (std::size_t w = 0; w < bins.size(); ++w) {
    bins[w] = static_cast<std::uint8_t>(w <= 4    ? w
                                        : w <= 6  ? 5
                                        : w <= 9  ? 6
                                        : w <= 14 ? 7
                                        : w <= 24 ? 8
                                        : w <= 39 ? 9
                                                  : 10);
  }
  return bins;
}
inline constexpr auto word_bins = make_word_bins();
[[nodiscard]] constexpr std::uint32_t words(std::uint32_t count) { return count < 80 ? word_bins[count] : 11U; }
/// Six coarse bins of words(): 0-1, 2-4, 5-9, 10-24, 25-39, 40 and more.
[[nodiscard]] constexpr std::uint32_t coarse(std::uint32_t count) {
  return count <= 1 ? 0U : count <= 4 ? 1U : count <= 9 ? 2U : count <= 24 ? 3U : count <= 39 ? 4U : 5U;
}
/// Four: 0-4, 5-14, 15-29, 30 and more.
[[nodiscard]] constexpr std::uint32_t rough(std::uint32_t count) {
  return count <= 4 ? 0U : count <= 14 ? 1U : count <= 29 ? 2U : 3U;
}
/// Ten: 0, 1, 2, 3, 4-5, 6-8, 9-14, 15-29, 30-59, 60 and more.
[[nodiscard]] constexpr std::uint32_t position(std::size_t n) {
  return n <= 3    ? static_cast<std::uint32_t>(n)
         : n <= 5  ? 4U
         : n <= 8  ? 5U
         : n <= 14 ? 6U
         : n <= 29 ? 7U
         : n <= 59 ? 8U
                   : 9U;
}
/// Seven: 0, 1, 2, 3-4, 5-9, 10-19, 20 and more.
[[nodiscard]] constexpr std::uint32_t count(std::uint32_t n) {
  return n <= 2 ? n : n <= 4 ? 3U : n <= 9 ? 4U : n <= 19 ? 5U : 6U;
}
/// Seven shares: 0, up to 0.02, 0.05, 0.1, 0.2, 0.4, more.
[[nodiscard]] constexpr std::uint32_t share(std::uint32_t part, std::uint32_t whole) {
  if (part == 0 || whole == 0) return 0;
  const auto at_most = [&](std::uint64_t hundredths) { return std::uint64_t{part} * 100 <= hundredths * whole; };
  return at_most(2) ? 1U : at_most(5) ? 2U : at_most(10) ? 3U : at_most(20) ? 4U : at_most(40) ? 5U : 6U;
}
/// Five sizes of a site: 1, 2-3, 4-9, 10-29, 30 clusters and more.
[[nodiscard]] constexpr std::uint32_t site(std::uint32_t clusters) {
  return clusters <= 1 ? 0U : clusters <= 3 ? 1U : clusters <= 9 ? 2U : clusters <= 29 ? 3U : 4U;
}

}  // namespace feature_bins

inline constexpr std::uint32_t longest_row = 14;  ///< words of a line of a table

/// How many of block `i`'s words stand in a short block at most two before or after it; at most `most`.
[[nodiscard]] inline std::uint32_t words_shared_near(const Page& page, std::size_t i, std::uint32_t most) {
  std::array<std::span<const TokenHash>, neighbours.size()> near;
  std::uint64_t bits = 0;  // where their words may be
  for (const Neighbour side : neighbours) {
    const PageBlock* other = page.beside(i, side);
    if (other == nullptr || other->facts.words > longest_row) continue;
    auto& words = near[static_cast<std::size_t>(side)];
    words = page.words(static_cast<std::size_t>(other - page.blocks.data()));
    for (const TokenHash token : words) bits |= std::uint64_t{1} << (token % 64);
  }
  std::uint32_t shared = 0;
  for (const TokenHash token : page.words(i)) {
    if (shared == most) break;
    if (((bits >> (token % 64)) & 1U) == 0) continue;
    shared += std::ranges::any_of(near, [token](auto words) { return std::ranges::find(words, token) != words.end(); })
                  ? 1U
                  : 0U;
  }
  return shared;
}

template <typename Sink>
void text_features(const Page& page, std::size_t i, Sink&& sink) {
  using G = FeatureGroup;
  namespace bins = feature_bins;
  const auto on = [&sink](G group, std::uint32_t bin) { sink(feature_base(group) + bin); };
  const auto& blocks = page.blocks;
  const std::size_t n = blocks.size();
  const PageBlock& block = blocks[i];
  const BlockFacts& facts = block.facts;
  const bool ends = facts.has(Shape::EndsSentence);

  on(G::Bias, 0);
  on(G::Words, bins::words(facts.words));
  for (std::uint32_t shape = facts.shape; shape != 0; shape &= shape - 1)
    on(G::ShapeBit, static_cast<std::uint32_t>(std::countr_zero(shape)));
  on(G::WordsEnd, bins::words(facts.words) * 2 + (ends ? 1U : 0U));
  on(G::Capitals, facts.capital_share);
  on(G::Digits, facts.digit_share);
  on(G::Commas, std::min<std::uint32_t>(facts.commas, 4));

  if (block.cues.kinds.bits == 0) {
    on(G::NoCueWords, bins::words(facts.words));
  } else {
    for (std::uint32_t kinds = block.cues.kinds.bits; kinds != 0; kinds &= kinds - 1)
      on(G::CueKind, static_cast<std::uint32_t>(std::countr_zero(kinds)));
    if (block.cues.whole) on(G::CueWhole, static_cast<std::uint32_t>(block.cues.strongest));
    on(G::CueCount, std::min<std::uint32_t>(block.cues.count, 3) * 4 + bins::rough(facts.words));
    const std::uint32_t form = facts.has(Shape::HasUrl) || facts.has(Shape::HasEmail) ? 0U
                               : ends                                                 ? 1U
                               : facts.words <= 8                                     ? 2U
                                                                                      : 3U;
    on(G::CueShape, static_cast<std::uint32_t>(block.cues.strongest) * 4 + form);
    on(G::CueWords, std::min<std::uint32_t>(block.cues.strongest_words, 7));
  }
  on(G::Repeated, block.repeated ? 1 : 0);
  on(G::Title, static_cast<std::uint32_t>(block.title) * 4 + bins::rough(facts.words));
  on(G::FromStart, bins::position(i));
  on(G::FromEnd, bins::position(n - 1 - i));

  const std::uint32_t own = block.running() ? facts.words : 0U;
  const std::uint32_t before = page.prose_before[i];
  const std::uint32_t after = page.prose_words - before - own;
  const std::uint32_t around = before + after;
  const std::uint32_t place = around == 0   ? 0U
                              : before == 0 ? 1U
                              : after == 0  ? 11U
                                            : 2U + std::min<std::uint32_t>(8U, before * 9 / around);
  on(G::ProseBefore, place * 4 + bins::rough(facts.words));

  const auto nearness = [](std::uint8_t distance) -> std::uint32_t {
    constexpr std::array<std::uint8_t, page_reach + 1> bin = {6, 0, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4};
    return distance <= page_reach ? bin[distance] : 5U;
  };
  on(G::ProseNear,
     ((nearness(block.prose_above) * 7 + nearness(block.prose_below)) * 2 + (facts.prose() ? 1U : 0U)) * 2 +
         (ends ? 1U : 0U));

  const auto prose_until = [&](std::size_t j) { return j < n ? page.prose_before[j] : page.prose_words; };
  const std::size_t window_begin = page.away(i, -4);
  const std::uint32_t window =
      prose_until(page.away(i, 5)) - page.prose_before[window_begin < n ? window_begin : 0] - own;
  on(G::ProseWindow, (window == 0    ? 0U
                      : window < 40  ? 1U
                      : window < 80  ? 2U
                      : window < 160 ? 3U
                      : window < 300 ? 4U
                                     : 5U) *
                             4 +
                         bins::rough(facts.words));

  if (block.list != Kind::Article) {
    on(G::ListKind, static_cast<std::uint32_t>(block.list) * 4 + bins::rough(facts.words));
    on(G::ListDistance, bins::coarse(block.list_distance) * 4 + bins::rough(facts.words));
  }
  // A paragraph between the times and labels of a list is one of its items.
  const auto label = [&](std::size_t j) {
    return j < n && (blocks[j].facts.has(Shape::TimeOnly) ||
                     (blocks[j].facts.words <= 6 && !blocks[j].facts.has(Shape::EndsSentence)));
  };
  on(G::ListBody, (label(page.away(i, -1)) ? 1U : 0U) + (label(page.away(i, 1)) ? 2U : 0U) +
                      (block.list != Kind::Article ? 4U : 0U) + (facts.prose() ? 8U : 0U));

  // Tables: runs of short blocks with figures, of the same words.
  const auto figures = [&](std::size_t j) { return blocks[j].facts.digits && blocks[j].facts.words <= longest_row; };
  if (figures(i)) {
    std::uint32_t run = 1;
    for (std::size_t j = i; j-- > 0 && run < 10 && figures(j);) ++run;
    for (std::size_t j = i + 1; j < n && run < 10 && figures(j); ++j) ++run;
    const std::uint32_t length = run <= 3 ? run : run <= 5 ? 4U : run <= 9 ? 5U : 6U;
    const std::uint32_t share = facts.digit_share <= 2 ? 0U : facts.digit_share <= 5 ? 1U : 2U;
    on(G::FigureRun, (length * 4 + bins::rough(facts.words)) * 3 + share);
  }
  if (facts.words <= longest_row) {
    std::uint32_t near = 0;
    for (std::size_t j = i >= 2 ? i - 2 : 0; j < std::min(n, i + 3); ++j) near += j != i && figures(j) ? 1U : 0U;
    on(G::FiguresNear, near * 4 + bins::rough(facts.words));
    if (near > 0) {
      const std::uint32_t shared = words_shared_near(page, i, 3);
      on(G::FigureWords, (shared * 4 + bins::rough(facts.words)) * 2 + (facts.digits ? 1U : 0U));
    }
  }
  on(G::BlankLines,
     static_cast<std::uint32_t>(std::min<std::uint8_t>(block.blank_lines, 2)) * 4 + bins::rough(facts.words));

  const auto neighbour = [&](Neighbour side, G shape_group, G cue_group) -> const PageBlock* {
    const PageBlock* other = page.beside(i, side);
    if (other == nullptr) {
      on(shape_group, 24);
      return nullptr;
    }
    on(shape_group, bins::words(other->facts.words) * 2 + (other->facts.has(Shape::EndsSentence) ? 1U : 0U));
    on(cue_group, other->cues.kinds.bits == 0 ? 15U : static_cast<std::uint32_t>(other->cues.strongest));
    return other;
  };
  const PageBlock* above = neighbour(Neighbour::Before1, G::Before1, G::Before1Cue);
  (void)neighbour(Neighbour::Before2, G::Before2, G::Before2Cue);
  const PageBlock* below = neighbour(Neighbour::After1, G::After1, G::After1Cue);
  (void)neighbour(Neighbour::After2, G::After2, G::After2Cue);
  const auto shapes = [&](const PageBlock* other, G group) {
    if (other == nullptr) return;
    for (std::uint32_t shape = other->facts.shape; shape != 0; shape &= shape - 1)
      on(group, static_cast<std::uint32_t>(std::countr_zero(shape)));
  };
  shapes(above, G::Before1Shape);
  shapes(below, G::After1Shape);
  const std::uint32_t up = above == nullptr ? 0U : bins::coarse(above->facts.words);
  const std::uint32_t down = below == nullptr ? 0U : bins::coarse(below->facts.words);
  on(G::Triple, ((up * 6 + bins::coarse(facts.words)) * 6 + down) * 2 + (ends ? 1U : 0U));
  const auto size = std::clamp<std::uint32_t>(static_cast<std::uint32_t>(std::bit_width(n)), 2, 9) - 2;
  on(G::PageSize, size * 6 + bins::coarse(facts.words));
  const std::uint32_t mean = static_cast<std::uint32_t>(page.tokens.size() / std::max<std::size_t>(1, n));
  on(G::PageProse, bins::coarse(mean) * 6 + bins::coarse(facts.words));

  // Words: all of a short block, the first eight and the last three of a longer one.
  const std::span<const TokenHash> tokens = page.words(i);
  const auto word = [&](TokenHash token) {
    on(tokens.size() <= 14 ? G::LineWord : G::Word, static_cast<std::uint32_t>(mix64(token) % word_buckets));
  };
  if (tokens.size() <= 11) {
    for (const TokenHash token : tokens) word(token);
  } else {
    for (const TokenHash token : tokens.first(8)) word(token);
    for (const TokenHash token : tokens.last(3)) word(token);
  }
  if (tokens.size() >= 2) word(static_cast<TokenHash>(combine64(tokens[0], tokens[1])));
}

template <typename Sink>
void evidence_features(std::span<const Evidence> evidence, std::span<const BlockSize> sizes,
                       const ScrapeContext& context, std::size_t i, const EvidenceWindow& window, Sink&& sink) {
  using G = FeatureGroup;
  namespace bins = feature_bins;
  const auto on = [&sink](G group, std::uint32_t bin) { sink(feature_base(group) + bin); };
  const std::size_t n = evidence.size();
  const Evidence& own = evidence[i];
  const std::uint32_t words = sizes[i].words;
  const std::uint32_t site = bins::site(context.site_clusters);
  const std::uint32_t others = context.site_clusters > 0 ? context.site_clusters - 1 : 0;

  if (others > 0) {
    on(G::Clusters, bins::count(own.clusters) * 5 + site);
    on(G::ClusterShare, bins::share(own.clusters, others) * 7 + bins::words(words) * 7 / 12);
    on(G::Masked, bins::count(own.masked_clusters) * 5 + site);
    on(G::MaskedShare, bins::share(own.masked_clusters, others) * 7 + bins::words(words) * 7 / 12);
    on(G::Variants,
       std::min<std::uint32_t>(bins::count(own.variants), 6) * 5 + std::min<std::uint32_t>(4, bins::coarse(words)));
    if (own.masked_clusters == 0) on(G::Unseen, bins::words(words) * 6 + site);
    const auto seen = [&](std::ptrdiff_t offset) -> std::uint32_t {
      const auto j = static_cast<std::ptrdiff_t>(i) + offset;
      if (j < 0 || j >= static_cast<std::ptrdiff_t>(n)) return 2;
      return evidence[static_cast<std::size_t>(j)].masked_clusters > 0 ? 1 : 0;
    };
    const std::uint32_t own_seen = own.masked_clusters == 0 ? 0U : own.masked_clusters <= 2 ? 1U : 2U;
    on(G::BeforeSeen, (seen(-1) * 3 + own_seen));
    on(G::AfterSeen, (seen(1) * 3 + own_seen));
    on(G::SeenAround, std::min<std::uint32_t>(window.seen_around(), 6) * 7 + bins::words(words) * 7 / 12);
  }
  on(G::Sites,
     (std::min<std::uint32_t>(4, bins::count(own.sites)) * 6 + bins::coarse(words)) * 2 + (sizes[i].digits ? 1U : 0U));
  on(G::Headlines, std::min<std::uint32_t>(own.headlines, 3) * 2 + (words >= 15 ? 1U : 0U));
  on(G::Stories, bins::count(own.stories) * 6 + bins::coarse(words));
  if (context.story_sites > 1) {
    on(G::Copies, std::min<std::uint32_t>(3, own.copies) * 6 + bins::coarse(words));
    const std::uint32_t share = own.copies * 3 / std::max<std::uint32_t>(1, context.story_sites - 1);
    on(G::CopyShare, std::min<std::uint32_t>(3, share) * 6 + std::min<std::uint32_t>(5, context.story_sites - 1));
    on(G::CopiedAround, window.copied_around() * 7 + bins::words(words) * 7 / 12);
  }
}

}  // namespace presswash
