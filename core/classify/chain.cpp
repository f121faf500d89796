#include "classify/chain.h"

#include <algorithm>
#include <cmath>

namespace presswash {
namespace {

/// exp of the two states' scores, divided by the larger one; the logarithm of the divisor is added to `log_scale`.
Eigen::Array2d emission_of(float score, signed char clamp, double& log_scale) {
  const double s = std::clamp(static_cast<double>(score), -40.0, 40.0);
  if (clamp == 0) return {1.0, 0.0};
  if (clamp == 1) {
    log_scale += s;
    return {0.0, 1.0};
  }
  if (s > 0) {
    log_scale += s;
    return {std::exp(-s), 1.0};
  }
  return {1.0, std::exp(s)};
}

}  // namespace

template <bool fitting>
double Chain::pass(std::span<const float> unary, const Transitions& transitions, std::span<const signed char> clamp) {
  const std::size_t n = unary.size();
  forward_.resize(n);
  emission_.resize(n);
  scale_.resize(n);
  marginal_.resize(n);
  expected_.setZero();
  if (n == 0) return 0.0;

  const Eigen::Matrix2d step = transitions.cast<double>().array().exp().matrix();
  double log_z = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    emission_[i] = emission_of(unary[i], clamp.empty() ? static_cast<signed char>(-1) : clamp[i], log_z);
    Eigen::Array2d alpha = emission_[i];
    if (i > 0) alpha *= (step.transpose() * forward_[i - 1].matrix()).array();
    scale_[i] = std::max(alpha.sum(), 1e-300);
    forward_[i] = alpha / scale_[i];
    if constexpr (fitting) log_z += std::log(scale_[i]);
  }

  Eigen::Array2d beta(1.0, 1.0);
  for (std::size_t i = n; i-- > 0;) {
    const Eigen::Array2d gamma = forward_[i] * beta;
    marginal_[i] = gamma[1] / std::max(gamma.sum(), 1e-300);
    if (i == 0) break;
    const Eigen::Array2d next = emission_[i] * beta / scale_[i];
    if constexpr (fitting) {
      const Eigen::Matrix2d pair = (forward_[i - 1].matrix() * next.matrix().transpose()).cwiseProduct(step);
      expected_ += pair / std::max(pair.sum(), 1e-300);
    }
    beta = (step * next.matrix()).array();
  }
  return log_z;
}

double Chain::run(std::span<const float> unary, const Transitions& transitions, std::span<const signed char> clamp) {
  return pass<true>(unary, transitions, clamp);
}

void Chain::judge(std::span<const float> unary, const Transitions& transitions) {
  (void)pass<false>(unary, transitions, {});
}

}  // namespace presswash
