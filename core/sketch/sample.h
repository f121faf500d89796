#pragma once

#include <cstdint>

#include "base/ids.h"

namespace presswash {

/// FracMinHash (Irber et al., "Lightweight compositional analysis of metagenomes with FracMinHash", 2022): the
/// shingles whose hash is below a bound. The same shingle is in every document's sample or in none, so shared shingles
/// of two samples, divided by the rate, estimate the shared shingles of the documents without bias.
class SampleBound {
 public:
  /// `rate` in (0, 1]: the share of all shingles that is in the sample.
  explicit SampleBound(double rate) noexcept;
  [[nodiscard]] bool holds(ShingleHash shingle) const noexcept { return shingle <= bound_; }
  [[nodiscard]] double rate() const noexcept { return rate_; }

 private:
  double rate_;
  std::uint64_t bound_;
};

/// The smallest rate at which a pair that shares `shared` shingles has `hits` of them in the sample with probability
/// `recall`; 1 when there is none. Hits are counted as Poisson, which overstates the misses.
[[nodiscard]] double sample_rate(std::uint32_t shared, std::uint32_t hits, double recall) noexcept;

}  // namespace presswash
