#pragma once

#include <span>
#include <vector>

#include "base/ids.h"
#include "match/overlap.h"
#include "sketch/text_items.h"

namespace presswash {

/// Recognises reports that are alike in form and different in fact (markets, weather, results): neither text stands
/// whole in the other, and of the figures of the one that has fewer most are not in the other (of texts that share more
/// than half of both, nearly all: an update has new figures, too). Keeps scratch memory: one a thread.
class FigureComparer {
 public:
  /// Takes the words of one document. Cheap: most documents are never compared.
  void hold(std::span<const TokenHash> words);
  /// Whether the figures of `other` differ from those of the document that is held. `overlap` is theirs.
  [[nodiscard]] bool differ(std::span<const TokenHash> other, const Overlap& overlap);

 private:
  std::vector<TokenHash> words_;
  std::vector<TextItem> items_;
  bool prepared_ = false;
  std::vector<TokenHash> figures_;
  std::vector<TokenHash> other_figures_;
};

}  // namespace presswash
