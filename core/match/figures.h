#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "sketch/shingle_set.h"

namespace presswash {

/// Recognises reports that are alike in form and different in fact (markets, weather, results): two texts that share
/// many shingles once every number counts as the same, and not before, and whose numbers are mostly different ones.
/// Keeps scratch memory: one a thread.
class FigureComparer {
 public:
  /// Takes the words of one document. Cheap: most documents are never compared.
  void hold(std::span<const TokenHash> words);
  /// Whether the figures of `other` differ from those of the document that is held. `shared` and the smaller of the
  /// two sizes are of their distinct shingles as they are.
  [[nodiscard]] bool differ(std::span<const TokenHash> other, std::uint32_t shared, std::uint32_t smaller_size);

 private:
  void prepare();

  std::vector<TokenHash> words_;
  bool prepared_ = false;
  std::vector<TokenHash> numbers_;  ///< distinct, sorted
  ShingleSet masked_;
  std::vector<TokenHash> other_numbers_;
  std::vector<TokenHash> scratch_;
  std::vector<ShingleHash> shingles_;
};

}  // namespace presswash
