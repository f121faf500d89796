#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "classify/page.h"
#include "document/verdict.h"

namespace presswash {

/// Groups of binary features of the block model. A feature is a group and a bin in it; exactly the bins that hold for a
/// block are on. The order and sizes are part of the model's format.
enum class FeatureGroup : std::uint8_t {
  Bias,
  Words,
  ShapeBit,
  WordsEnd,
  Capitals,
  Digits,
  Commas,
  CueKind,
  CueWhole,
  CueWords,
  CueCount,
  CueShape,
  NoCueWords,
  Repeated,
  Title,
  FromStart,
  FromEnd,
  ProseBefore,
  ProseNear,
  ProseWindow,
  ListKind,
  ListDistance,
  ListBody,
  FigureRun,
  FiguresNear,
  FigureWords,
  BlankLines,
  Before1,
  Before2,
  After1,
  After2,
  Before1Cue,
  Before2Cue,
  After1Cue,
  After2Cue,
  Before1Shape,
  After1Shape,
  Triple,
  PageSize,
  PageProse,
  Word,
  LineWord,
  // From here on: what the scrape says; only the model with evidence has weights for these.
  Clusters,
  ClusterShare,
  Masked,
  MaskedShare,
  Variants,
  Sites,
  Headlines,
  Stories,
  Copies,
  CopyShare,
  Unseen,
  BeforeSeen,
  AfterSeen,
  SeenAround,
  CopiedAround,
};
inline constexpr std::size_t feature_group_count = 57;
inline constexpr std::uint32_t word_buckets = 1U << 14U;

/// Bins of each group, in the order of FeatureGroup.
inline constexpr std::array<std::uint32_t, feature_group_count> feature_group_sizes = {
    1,  12, 32,           24,           11, 11, 5,  15, 15, 8,  16, 60, 12, 2,  16, 10, 10, 48, 196,
    24, 60, 24,           16,           84, 20, 32, 12, 25, 25, 25, 25, 16, 16, 16, 16, 32, 32, 432,
    48, 36, word_buckets, word_buckets, 35, 49, 35, 49, 40, 60, 8,  42, 24, 24, 72, 21, 21, 49, 49};

[[nodiscard]] constexpr std::uint32_t feature_base(FeatureGroup group) {
  std::uint32_t base = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(group); ++i) base += feature_group_sizes[i];
  return base;
}
inline constexpr std::uint32_t text_feature_count = feature_base(FeatureGroup::Clusters);
inline constexpr std::uint32_t evidence_feature_count =
    feature_base(FeatureGroup::CopiedAround) + 49 - text_feature_count;
inline constexpr std::uint32_t feature_count = feature_base(FeatureGroup::CopiedAround) + 49;

/// What the scrape's counts mean depends on how much of the site and of the story was seen.
struct ScrapeContext {
  std::uint32_t site_clusters = 0;  ///< story clusters of the document's site; 0 when the site is unknown
  std::uint32_t story_sites = 0;    ///< sites that print the document's story, its own included
  friend bool operator==(const ScrapeContext&, const ScrapeContext&) = default;
};

/// Calls sink(feature) for every text feature of block `i`.
template <typename Sink>
void text_features(const Page& page, std::size_t i, Sink&& sink);

/// What the evidence features ask of a block's text.
struct BlockSize {
  std::uint32_t words = 0;
  bool digits = false;
};

/// Calls sink(feature) for every evidence feature of block `i` of a document. `evidence` and `sizes` are by block.
template <typename Sink>
void evidence_features(std::span<const Evidence> evidence, std::span<const BlockSize> sizes,
                       const ScrapeContext& context, std::size_t i, Sink&& sink);

}  // namespace presswash

#include "classify/features_impl.h"
