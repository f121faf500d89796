#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/kind.h"

namespace presswash {

/// Half-open byte range of a document's decoded text, its separator (line breaks and blank lines after it) included.
/// The blocks of a document cover its text without gap or overlap.
struct Block {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
  friend bool operator==(const Block&, const Block&) = default;
};

/// An independent reason for a verdict.
enum class Sign : std::uint8_t { Cue, Shape, List, Repetition, Place, Markup, Evidence, Rule };
inline constexpr std::size_t sign_count = 8;
[[nodiscard]] std::string_view name_of(Sign sign) noexcept;

struct SignSet {
  std::uint8_t bits = 0;
  [[nodiscard]] constexpr bool has(Sign sign) const noexcept {
    return ((bits >> static_cast<unsigned>(sign)) & 1U) != 0;
  }
  constexpr void add(Sign sign) noexcept {
    bits = static_cast<std::uint8_t>(bits | (1U << static_cast<unsigned>(sign)));
  }
  [[nodiscard]] constexpr int count() const noexcept { return __builtin_popcount(bits); }
  friend bool operator==(const SignSet&, const SignSet&) = default;
};

/// What the whole scrape says of a block. Counts are of story clusters, never of documents, and leave out the
/// document's own cluster. Counts saturate at 65,535.
struct Evidence {
  std::uint16_t clusters = 0;         ///< other clusters of this site on which the block stands word for word
  std::uint16_t masked_clusters = 0;  ///< the same with digits masked
  std::uint16_t sites = 0;            ///< sites on which the block stands word for word
  std::uint16_t variants = 0;         ///< different exact forms of the masked block on this site
  std::uint16_t headlines = 0;        ///< documents of other clusters of which it is the headline
  std::uint16_t stories = 0;          ///< other clusters on any site on which the block stands word for word
  std::uint16_t copies = 0;  ///< other sites that print it in a copy of the same story: speaks for article text
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Verdict {
  Kind kind = Kind::Article;
  float score = 0.0F;  ///< calibrated probability that the block is not article text, quantised to 1/1000
  SignSet signs;
  Evidence evidence;
  bool removed = false;
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

struct JudgedBlock {
  Block block;
  Verdict verdict;
};

}  // namespace presswash
