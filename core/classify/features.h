#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/count_bits.h"
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

/// What was seen elsewhere around one block of a document; goes from the first block to the last.
class EvidenceWindow {
 public:
  explicit EvidenceWindow(std::span<const Evidence> evidence) : evidence_(evidence) {
    for (std::size_t i = 0; i <= reach; ++i) take(i);
  }
  void advance() {
    seen_ >>= 1U;
    copied_ >>= 1U;
    take(++at_ + reach);
  }
  /// Blocks at most four before or after it that other stories of the site show, digits masked.
  [[nodiscard]] std::uint32_t seen_around() const noexcept { return count_bits(seen_ & 0b1'1110'1111U); }
  /// Blocks at most three before or after it that other sites print in a copy of the story.
  [[nodiscard]] std::uint32_t copied_around() const noexcept { return count_bits(copied_ & 0b0'1110'1110U); }

 private:
  static constexpr std::size_t reach = 4;
  /// Block `i`, if there is one, which is so far behind the present one as bits are above the middle one.
  void take(std::size_t i) {
    if (i >= evidence_.size()) return;
    const std::size_t bit = reach + i - at_;
    seen_ |= (evidence_[i].masked_clusters > 0 ? 1U : 0U) << bit;
    copied_ |= (evidence_[i].copies > 0 ? 1U : 0U) << bit;
  }
  std::span<const Evidence> evidence_;
  std::size_t at_ = 0;
  std::uint32_t seen_ = 0;  ///< a bit a block, the middle one of nine is the present one
  std::uint32_t copied_ = 0;
};

/// Calls sink(feature) for every evidence feature of block `i` of a document. `evidence` and `sizes` are by block;
/// `window` stands at block `i`.
template <typename Sink>
void evidence_features(std::span<const Evidence> evidence, std::span<const BlockSize> sizes,
                       const ScrapeContext& context, std::size_t i, const EvidenceWindow& window, Sink&& sink);

}  // namespace presswash

#include "classify/features_impl.h"
