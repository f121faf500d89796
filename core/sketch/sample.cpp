#include "sketch/sample.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace presswash {

SampleBound::SampleBound(double rate) noexcept : rate_(std::clamp(rate, 1e-9, 1.0)) {
  constexpr double whole = 18446744073709551616.0;  // 2^64
  bound_ = rate_ >= 1.0 ? std::numeric_limits<std::uint64_t>::max() : static_cast<std::uint64_t>(rate_ * whole);
}

double sample_rate(std::uint32_t shared, std::uint32_t hits, double recall) noexcept {
  const auto misses = [&](double rate) {
    const double mean = rate * shared;
    double term = std::exp(-mean);
    double sum = 0;
    for (std::uint32_t i = 0; i < hits; ++i) {
      sum += term;
      term *= mean / (i + 1);
    }
    return sum;
  };
  if (misses(1.0) > 1.0 - recall) return 1.0;
  double low = 0;
  double high = 1;
  for (int i = 0; i < 50; ++i) {
    const double middle = (low + high) / 2;
    (misses(middle) > 1.0 - recall ? low : high) = middle;
  }
  return high;
}

}  // namespace presswash
