#include "cluster/proportion.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace presswash {
namespace {
constexpr double z = 1.959963984540054;  // 97.5% of a normal distribution lie below it
}

Interval wilson_interval(double share, double trials) noexcept {
  if (!(trials > 0.0)) return {};
  if (std::isinf(trials)) return {.low = share, .high = share};
  const double n = trials;
  const double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  // Rounding must not leave out what was seen.
  return {.low = std::clamp(centre - half, 0.0, share), .high = std::clamp(centre + half, share, 1.0)};
}

std::optional<Proportion> proportion_of(std::span<const Stratum> strata) noexcept {
  double tried = 0.0;
  double all = 0.0;
  for (const Stratum& stratum : strata) {
    all += static_cast<double>(stratum.population);
    if (stratum.trials > 0) tried += static_cast<double>(stratum.population);
  }
  if (tried == 0.0) return std::nullopt;
  Proportion out;
  double by_weights = 0.0;  // variance, were the share the same in all strata: of one trial
  double by_strata = 0.0;   // variance, with the share that each stratum shows
  for (const Stratum& stratum : strata) {
    if (stratum.trials == 0) continue;
    const auto population = static_cast<double>(stratum.population);
    const auto trials = static_cast<double>(stratum.trials);
    const double weight = population / tried;
    const double share = static_cast<double>(stratum.successes) / trials;
    const double part = weight * weight * std::max(0.0, 1.0 - trials / population) / trials;
    out.estimate += weight * share;
    by_weights += part;
    by_strata += part * share * (1.0 - share);
  }
  out.estimate = std::min(out.estimate, 1.0);
  const double spread = out.estimate * (1.0 - out.estimate);
  // Where the strata spread more than one share would, they count.
  const double variance = spread > 0.0 ? std::max(by_weights, by_strata / spread) : by_weights;
  out.effective = variance > 0.0 ? 1.0 / variance : std::numeric_limits<double>::infinity();
  const Interval known = wilson_interval(out.estimate, out.effective);
  out.interval = {.low = known.low * tried / all, .high = (known.high * tried + all - tried) / all};
  return out;
}

}  // namespace presswash
