#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// In how many documents each word occurs, in a table of fixed size: words that fall on one place are counted
/// together, which makes a few look less rare than they are. Adding may run in several threads; the sum does not
/// depend on their order.
class WordCounts {
 public:
  WordCounts();
  /// `words` of one document, each once.
  void add(std::span<const TokenHash> words);
  /// How telling a word is among so many documents: 0 for those in more than about a fifth of them, growing with the
  /// logarithm of their rarity; `less` of them are not counted. Not to be asked while others add.
  [[nodiscard]] double weight(TokenHash word, double documents, std::uint32_t less = 0) const noexcept;
  [[nodiscard]] double weight(TokenHash word) const noexcept { return weight(word, documents_); }
  /// About how many documents are in the language of a text of these distinct words: as many as have its commonest
  /// ones. Words of a language that few documents are in would all look rare otherwise.
  [[nodiscard]] double documents_like(std::span<const TokenHash> words) const;
  [[nodiscard]] double documents() const noexcept { return documents_; }

 private:
  std::vector<std::uint32_t> counts_;
  std::uint32_t documents_ = 0;
};

/// Sorts and drops repeats.
void make_distinct(std::vector<TokenHash>& words);

/// Share of the telling words (by weight among the documents of their language) of the poorer text that the other one
/// has too; 0 when neither has any. Both distinct and sorted.
[[nodiscard]] double cohesion_in_language(std::span<const TokenHash> a, std::span<const TokenHash> b,
                                          const WordCounts& counts);
/// The same of two of the counted documents, by weight among all or those of their language: what only they share is as
/// telling as what one has alone. 1 when neither has a telling word, as in scrapes of a few documents: then nothing
/// tells them apart.
[[nodiscard]] double cohesion_of_documents(std::span<const TokenHash> a, std::span<const TokenHash> b,
                                           const WordCounts& counts, bool in_language);

}  // namespace presswash
