#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

namespace presswash {

/// Transition scores of a two-state linear chain: row = state of the block above, column = state of the block;
/// 0 is article, 1 is boilerplate.
using Transitions = Eigen::Matrix2f;

/// Forward-backward over a two-state linear-chain conditional random field (Lafferty, McCallum, Pereira 2001).
/// `unary[i]` is the score of state 1 of block i against state 0. `clamp[i]`, when given, fixes a state (0 or 1; -1 is
/// free). Scratch memory is kept: one chain a thread.
class Chain {
 public:
  /// Log odds of state 1 by block, kept within those of least_probability; they hold until the next call. The same as
  /// by run(), which does more.
  [[nodiscard]] std::span<const double> log_odds(std::span<const float> unary, const Transitions& transitions);
  /// Sets marginal() and expected_transitions() and returns log Z.
  double run(std::span<const float> unary, const Transitions& transitions, std::span<const signed char> clamp = {});

  /// Probability of state 1, by block; of run().
  [[nodiscard]] std::span<const double> marginal() const { return marginal_; }
  /// Expected number of times each transition is taken; same layout as Transitions.
  [[nodiscard]] const Eigen::Matrix2d& expected_transitions() const { return expected_; }

 private:
  std::vector<Eigen::Array2d> forward_;  ///< scaled to sum 1
  std::vector<Eigen::Array2d> emission_;
  std::vector<double> scale_;
  std::vector<double> marginal_;
  std::vector<double> odds_;         ///< of a block by itself
  std::vector<double> odds_so_far_;  ///< of a block and those before it
  std::vector<double> log_odds_;
  Eigen::Matrix2d expected_ = Eigen::Matrix2d::Zero();
};

}  // namespace presswash
