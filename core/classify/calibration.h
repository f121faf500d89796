#pragma once

#include <span>

namespace presswash {

/// Log odds are kept within those of this probability and of its counterpart.
inline constexpr double least_probability = 1e-9;

/// Log odds of a probability.
[[nodiscard]] double logit_of(double probability) noexcept;

/// A block that was judged by weights not fitted on it.
struct JudgedLogit {
  double logit = 0.0;  ///< of its marginal, or its own score
  bool boilerplate = false;
};

/// probability = sigmoid(slope * logit + offset)
struct Calibration {
  float slope = 1.0F;
  float offset = 0.0F;
};

/// Platt's calibration (Platt 1999, with his targets, so that classes that are told apart without a mistake do not
/// drive it away) by Newton's method with backtracking (Lin, Lin, Weng 2007). The slope is kept in [0.2, 2].
[[nodiscard]] Calibration calibrate(std::span<const JudgedLogit> judged);

}  // namespace presswash
