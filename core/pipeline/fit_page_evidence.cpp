#include "pipeline/fit_page_evidence.h"

#include <cmath>

#include <Eigen/Dense>

namespace presswash {

std::vector<float> fit_page_evidence(const std::vector<EvidencePoint>& points, double penalty) {
  constexpr auto count = static_cast<int>(page_evidence_count);
  using Vector = Eigen::Matrix<double, count, 1>;
  using Matrix = Eigen::Matrix<double, count, count>;
  Vector weights = Vector::Zero();
  // Newton's method; a page's scores are sure of most blocks, so that the first steps are bounded.
  for (int step = 0; step < 40; ++step) {
    Vector slope = penalty * weights;
    Matrix curve = penalty * Matrix::Identity();
    for (const EvidencePoint& point : points) {
      const Vector known = Eigen::Map<const Eigen::Matrix<float, count, 1>>(point.known.data()).cast<double>();
      const double p = 1.0 / (1.0 + std::exp(-(static_cast<double>(point.score) + weights.dot(known))));
      const auto weight = static_cast<double>(point.weight);
      slope += weight * (p - (point.boilerplate ? 1.0 : 0.0)) * known;
      curve += weight * std::max(1e-3, p * (1.0 - p)) * known * known.transpose();
    }
    Vector change = curve.ldlt().solve(slope);
    const double size = change.norm();
    if (size > 1.0) change /= size;
    weights -= change;
    if (size < 1e-6) break;
  }
  std::vector<float> out;
  out.reserve(count);
  for (int k = 0; k < count; ++k) out.push_back(static_cast<float>(weights[k]));
  return out;
}

}  // namespace presswash
