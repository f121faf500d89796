#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "classify/places.h"

namespace presswash {

/// A labelled block of which other pages of its site say something.
struct EvidencePoint {
  std::array<float, page_evidence_count> known{};
  float score = 0.0F;   ///< log odds of boilerplate by the page alone
  float weight = 0.0F;  ///< of the block among all
  bool boilerplate = false;
};

/// Weights of what other pages say, added to the page's own score: logistic regression under an L2 penalty, in which
/// the page's score counts as it is. The same for the same points in the same order.
[[nodiscard]] std::vector<float> fit_page_evidence(const std::vector<EvidencePoint>& points, double penalty);

}  // namespace presswash
