#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// Recognises reports that are alike in form and different in fact (markets, weather, results): neither text stands
/// whole in the other, and of the figures of the one that has fewer most are not in the other. Numbers side by side,
/// as tokens make them of 9-3/4 and 1.25, are one figure. Keeps scratch memory: one a thread.
class FigureComparer {
 public:
  /// Takes the words of one document. Cheap: most documents are never compared.
  void hold(std::span<const TokenHash> words);
  /// Whether the figures of `other` differ from those of the document that is held. `shared` and the smaller of the
  /// two sizes are of their distinct shingles.
  [[nodiscard]] bool differ(std::span<const TokenHash> other, std::uint32_t shared, std::uint32_t smaller_size);

 private:
  std::vector<TokenHash> words_;
  bool prepared_ = false;
  std::vector<std::uint64_t> figures_;  ///< distinct, sorted
  std::vector<std::uint64_t> other_figures_;
};

}  // namespace presswash
