#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "cluster/word_counts.h"
#include "match/overlap.h"
#include "sketch/text_items.h"

namespace presswash {

/// The brief test: are two short texts of one form reports of different things? Dividends, rates, prices and results
/// say nearly the same each time; what tells them apart are rare words, often of the headline alone, and figures that
/// stand in each other's place. What only one of them has is no evidence: paragraphs are added and cut. Keeps scratch
/// memory: one a thread.
class BriefTest {
 public:
  struct Text {
    std::span<const TokenHash> words;
    std::span<const TokenHash> title;  ///< empty when it is not known: then the words alone decide
  };
  /// `counts` must outlive the test.
  explicit BriefTest(const WordCounts& counts) : counts_(&counts) {}

  /// Whether the two are reports of different things; never when one of them is no brief. `overlap` is theirs.
  [[nodiscard]] bool differ(const Text& a, const Text& b, const Overlap& overlap);
  /// The same of documents whose texts are equal.
  [[nodiscard]] bool titles_differ(std::span<const TokenHash> words, std::span<const TokenHash> title_a,
                                   std::span<const TokenHash> title_b);

 private:
  using Items = std::span<const TextItem>;
  struct Run {
    std::size_t a = 0;
    std::size_t b = 0;
    std::size_t length = 0;
  };

  [[nodiscard]] double common_words(const Text& a, const Text& b, bool titled, bool in_language);
  [[nodiscard]] bool differ_in_subject(const Text& a, const Text& b);
  /// Items and distinct figures of both texts are left in `items_a_`, `words_a_` and so on.
  [[nodiscard]] SharedFigures take_apart(std::span<const TokenHash> a, std::span<const TokenHash> b);
  [[nodiscard]] bool share_all_figures(std::span<const TokenHash> a, std::span<const TokenHash> b);
  [[nodiscard]] bool differ_in_figures(std::span<const TokenHash> a, std::span<const TokenHash> b);
  [[nodiscard]] Run longest_common(Items a, Items b);
  [[nodiscard]] bool figures_differ(Items a, Items b);
  [[nodiscard]] std::size_t replaced_figures(Items a, Items b, bool first);

  const WordCounts* counts_;
  std::vector<TokenHash> words_a_;
  std::vector<TokenHash> words_b_;
  std::vector<TextItem> items_a_;
  std::vector<TextItem> items_b_;
  std::vector<std::uint16_t> ending_;  ///< lengths of the common runs that end at an item
};

}  // namespace presswash
