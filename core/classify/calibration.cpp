#include "classify/calibration.h"

#include <algorithm>
#include <cmath>

namespace presswash {
namespace {

constexpr double lowest_slope = 0.2;
constexpr double highest_slope = 2.0;

class Platt {
 public:
  explicit Platt(std::span<const JudgedLogit> judged) : judged_(judged) {
    const auto all = static_cast<double>(judged.size());
    const auto boilerplate = static_cast<double>(std::ranges::count(judged, true, &JudgedLogit::boilerplate));
    high_ = (boilerplate + 1.0) / (boilerplate + 2.0);
    low_ = 1.0 / (all - boilerplate + 2.0);
    offset_ = std::log((boilerplate + 1.0) / (all - boilerplate + 1.0));
  }

  [[nodiscard]] Calibration fit() {
    for (int step = 0; step < 50 && improve(true); ++step) continue;
    const double bounded = std::clamp(slope_, lowest_slope, highest_slope);
    if (bounded != slope_) {
      slope_ = bounded;
      for (int step = 0; step < 50 && improve(false); ++step) continue;
    }
    return {.slope = static_cast<float>(slope_), .offset = static_cast<float>(offset_)};
  }

 private:
  [[nodiscard]] double target(const JudgedLogit& block) const { return block.boilerplate ? high_ : low_; }

  [[nodiscard]] double loss(double slope, double offset) const {
    double sum = 0.0;
    for (const JudgedLogit& block : judged_) {
      const double z = slope * block.logit + offset;
      sum += std::max(z, 0.0) - target(block) * z + std::log1p(std::exp(-std::abs(z)));
    }
    return sum;
  }

  /// One step, of the offset alone when not `both`; false when it leads no further.
  bool improve(bool both) {
    double ga = 0, gb = 0, haa = 1e-12, hab = 0, hbb = 1e-12;
    for (const JudgedLogit& block : judged_) {
      const double p = 1.0 / (1.0 + std::exp(-(slope_ * block.logit + offset_)));
      const double error = p - target(block);
      const double w = p * (1 - p);
      ga += error * block.logit;
      gb += error;
      haa += w * block.logit * block.logit;
      hab += w * block.logit;
      hbb += w;
    }
    const double det = haa * hbb - hab * hab;
    const double da = both && det > 0 ? -(hbb * ga - hab * gb) / det : 0.0;
    const double db = both && det > 0 ? -(haa * gb - hab * ga) / det : -gb / hbb;
    const double now = loss(slope_, offset_);
    for (double size = 1.0; size > 1e-10; size /= 2) {
      if (!(loss(slope_ + size * da, offset_ + size * db) < now + 1e-4 * size * (ga * da + gb * db))) continue;
      slope_ += size * da;
      offset_ += size * db;
      return true;
    }
    return false;
  }

  std::span<const JudgedLogit> judged_;
  double high_ = 1.0;
  double low_ = 0.0;
  double slope_ = 0.0;
  double offset_ = 0.0;
};

}  // namespace

double logit_of(double probability) noexcept {
  const double p = std::clamp(probability, least_probability, 1.0 - least_probability);
  return std::log(p / (1.0 - p));
}

Calibration calibrate(std::span<const JudgedLogit> judged) { return Platt(judged).fit(); }

}  // namespace presswash
