#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classify/chain.h"

namespace presswash::reference {

struct ChainSums {
  double log_z = 0.0;
  std::vector<double> marginal;
  Eigen::Matrix2d expected = Eigen::Matrix2d::Zero();
};

/// Sums over every sequence of states: 2^n of them.
inline ChainSums run_chain(std::span<const float> unary, const Transitions& transitions,
                           std::span<const signed char> clamp = {}) {
  const std::size_t n = unary.size();
  ChainSums out;
  out.marginal.assign(n, 0.0);
  double z = 0.0;
  for (std::uint32_t states = 0; states < (1U << n); ++states) {
    const auto state = [states](std::size_t i) { return static_cast<int>((states >> i) & 1U); };
    bool allowed = true;
    double score = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      if (!clamp.empty() && clamp[i] >= 0 && clamp[i] != state(i)) allowed = false;
      if (state(i) == 1) score += static_cast<double>(unary[i]);
      if (i > 0) score += static_cast<double>(transitions(state(i - 1), state(i)));
    }
    if (!allowed) continue;
    const double weight = std::exp(score);
    z += weight;
    for (std::size_t i = 0; i < n; ++i) {
      if (state(i) == 1) out.marginal[i] += weight;
      if (i > 0) out.expected(state(i - 1), state(i)) += weight;
    }
  }
  for (double& m : out.marginal) m /= z;
  out.expected /= z;
  out.log_z = std::log(z);
  return out;
}

}  // namespace presswash::reference
