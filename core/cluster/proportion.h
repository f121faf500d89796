#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace presswash {

struct Interval {
  double low = 0.0;
  double high = 1.0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// 95% score interval of a proportion (Wilson, Probable inference, the law of succession, and statistical inference,
/// 1927) of `share` among `trials`, which need be no whole number. The whole of [0, 1] without trials.
[[nodiscard]] Interval wilson_interval(double share, double trials) noexcept;

/// A part of a population and a random sample of it.
struct Stratum {
  std::uint64_t population = 0;
  std::uint64_t trials = 0;  ///< at most `population`
  std::uint64_t successes = 0;
};

struct Proportion {
  double estimate = 0.0;
  Interval interval;       ///< 95%
  double effective = 0.0;  ///< trials of one random sample of everything that would tell as much; may be infinite
};

/// The share of successes in all strata together, each counting by its population. The interval is Wilson's with the
/// effective number of trials (Kish, Survey Sampling, 1965; Korn and Graubard, Confidence intervals for proportions
/// with small expected number of positive counts, 1998), with the correction for samples that take up much of their
/// stratum (Cochran, Sampling Techniques, 1977, section 2.6). Strata without trials have no part in the estimate; the
/// interval counts them as none and as all. Absent when no stratum has a trial.
[[nodiscard]] std::optional<Proportion> proportion_of(std::span<const Stratum> strata) noexcept;

}  // namespace presswash
