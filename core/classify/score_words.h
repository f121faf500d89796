#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "classify/page.h"
#include "document/markup.h"

namespace presswash {

/// Buckets of newly learned scores. A model may have fewer, if they are a power of two.
inline constexpr std::uint32_t score_buckets = 1U << 17U;

/// Learned scores of words, by hashed bucket: above 0 for words of article text's surroundings, below 0 for
/// furniture's. In sixteenths.
struct WordScores {
  std::vector<std::int8_t> names;  ///< of class and id; a power of two, or none
  std::vector<std::int8_t> words;  ///< of the text

  /// `bucket`: any hash; there must be scores.
  [[nodiscard]] float of_name(std::uint32_t bucket) const { return of(names, bucket); }
  [[nodiscard]] float of_word(std::uint32_t bucket) const { return of(words, bucket); }

 private:
  static float of(const std::vector<std::int8_t>& scores, std::uint32_t bucket) {
    return static_cast<float>(scores[bucket & (scores.size() - 1)]) / 16.0F;
  }
};

/// The words of a block's text whose scores are taken, as buckets; those of its elements, innermost first.
void text_buckets(std::span<const TokenHash> words, std::vector<std::uint32_t>& out);
void text_buckets(const Page& page, std::size_t block, std::vector<std::uint32_t>& out);
void name_buckets(const PageMarkup& markup, std::uint32_t element, std::vector<std::uint32_t>& out);

}  // namespace presswash
