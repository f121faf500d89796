#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classify/score_words.h"

namespace presswash {

/// Votes of sites on words: each says how much of what stands with a word is article text and how much is furniture.
class WordVotes {
 public:
  /// `buckets`: how many scores there are to be of words, and of names; a power of two, at most score_buckets.
  explicit WordVotes(std::size_t buckets = score_buckets) : names_(buckets), words_(buckets) {}

  /// What stands with a site's words: buckets of names, and of words of a text, of a block with this label and weight.
  void count_names(std::span<const std::uint32_t> buckets, signed char label, float weight);
  void count_words(std::span<const std::uint32_t> buckets, signed char label, float weight);

  /// Adds the votes of a site that was counted, with as many buckets; takes them away when `sign` is -1.
  void add(const WordVotes& site, float sign);
  /// The log odds of the votes that were added.
  [[nodiscard]] WordScores scores() const;

 private:
  using Counts = std::array<float, 2>;
  static constexpr float whole_vote = 5.0F;  ///< a twentieth of what a page weighs
  static std::vector<std::int8_t> scores_of(const std::vector<Counts>& votes);

  static void count(std::span<const std::uint32_t> buckets, signed char label, float weight, std::vector<Counts>& out);

  std::vector<Counts> names_;
  std::vector<Counts> words_;
};

}  // namespace presswash
