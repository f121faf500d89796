#pragma once

#include <cstddef>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// The normalised words of every document, in reading order, across block borders: those that take part in finding
/// copies, and those that were judged to be the story's. Implementations are const objects that any number of threads
/// may ask at once.
class ArticleTokens {
 public:
  ArticleTokens() = default;
  ArticleTokens(const ArticleTokens&) = delete;
  ArticleTokens& operator=(const ArticleTokens&) = delete;
  virtual ~ArticleTokens() = default;

  [[nodiscard]] virtual std::size_t size() const = 0;
  /// Appends the words by which the document is compared to `out`, which is not cleared.
  virtual void append(DocumentIndex document, std::vector<TokenHash>& out) const = 0;
  /// The same with the words that were judged to be the story's. What a copy has for itself is counted in these.
  virtual void append_article(DocumentIndex document, std::vector<TokenHash>& out) const = 0;
};

}  // namespace presswash
