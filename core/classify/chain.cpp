#include "classify/chain.h"

#include <algorithm>
#include <cmath>

#include "classify/calibration.h"

namespace presswash {
namespace {

constexpr double least_odds = least_probability / (1.0 - least_probability);

double within(float score) { return std::clamp(static_cast<double>(score), -40.0, 40.0); }

/// exp of the two states' scores, divided by the larger one; the logarithm of the divisor is added to `log_scale`.
Eigen::Array2d emission_of(float score, signed char clamp, double& log_scale) {
  const double s = within(score);
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

double Chain::run(std::span<const float> unary, const Transitions& transitions, std::span<const signed char> clamp) {
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
    log_z += std::log(scale_[i]);
  }

  Eigen::Array2d beta(1.0, 1.0);
  for (std::size_t i = n; i-- > 0;) {
    const Eigen::Array2d gamma = forward_[i] * beta;
    marginal_[i] = gamma[1] / std::max(gamma.sum(), 1e-300);
    if (i == 0) break;
    const Eigen::Array2d next = emission_[i] * beta / scale_[i];
    const Eigen::Matrix2d pair = (forward_[i - 1].matrix() * next.matrix().transpose()).cwiseProduct(step);
    expected_ += pair / std::max(pair.sum(), 1e-300);
    beta = (step * next.matrix()).array();
  }
  return log_z;
}

// Two states are told by their odds alone: forward and backward are one number a block each.
std::span<const double> Chain::log_odds(std::span<const float> unary, const Transitions& transitions) {
  const std::size_t n = unary.size();
  odds_.resize(n);
  odds_so_far_.resize(n);
  log_odds_.resize(n);
  const Eigen::Matrix2d step = transitions.cast<double>().array().exp().matrix();
  double before = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    odds_[i] = std::exp(within(unary[i]));
    before = i == 0 ? odds_[i] : odds_[i] * (step(0, 1) + step(1, 1) * before) / (step(0, 0) + step(1, 0) * before);
    odds_so_far_[i] = before;
  }
  double behind = 1.0;
  for (std::size_t i = n; i-- > 0;) {
    log_odds_[i] = std::log(std::clamp(odds_so_far_[i] * behind, least_odds, 1.0 / least_odds));
    const double next = odds_[i] * behind;
    behind = (step(1, 0) + step(1, 1) * next) / (step(0, 0) + step(0, 1) * next);
  }
  return log_odds_;
}

}  // namespace presswash
