#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// A block of article text.
struct ArticleBlock {
  std::uint32_t text = 0;   ///< equal for blocks of the same words
  std::uint32_t words = 0;  ///< normalised ones; more than none
};

/// The normalised words of every document that take part in finding copies: article blocks only, in reading order,
/// across block borders. Implementations are const objects that any number of threads may ask at once.
class ArticleTokens {
 public:
  ArticleTokens() = default;
  ArticleTokens(const ArticleTokens&) = delete;
  ArticleTokens& operator=(const ArticleTokens&) = delete;
  virtual ~ArticleTokens() = default;

  [[nodiscard]] virtual std::size_t size() const = 0;
  /// Appends the document's article words to `out`, which is not cleared.
  virtual void append(DocumentIndex document, std::vector<TokenHash>& out) const = 0;
  /// Appends its first words, `enough` of them at least where there are so many.
  virtual void append_first(DocumentIndex document, std::size_t enough, std::vector<TokenHash>& out) const {
    (void)enough;
    append(document, out);
  }
  /// Appends the blocks that these words stand in, where that is known.
  virtual void append_blocks(DocumentIndex, std::vector<ArticleBlock>&) const {}
  /// The normalised words of its title field, the first ones of a very long one; none when it is not known.
  [[nodiscard]] virtual std::span<const TokenHash> title(DocumentIndex) const { return {}; }
};

}  // namespace presswash
