#include "match/banding.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"

namespace presswash {
namespace {
constexpr double background_share = 0.1;
constexpr double background_collisions = 0.1;
constexpr std::uint32_t most_rows = 16;
}  // namespace

double collision_probability(const Banding& banding, double jaccard) noexcept {
  return 1.0 - std::pow(1.0 - std::pow(jaccard, banding.rows), banding.bands);
}

Banding choose_banding(double threshold, double recall) noexcept {
  threshold = std::clamp(threshold, 0.01, 1.0);
  recall = std::clamp(recall, 0.01, 0.999999);
  Banding banding;
  for (std::uint32_t rows = 1; rows <= most_rows; ++rows) {
    const double same = std::pow(threshold, rows);
    const double bands = same >= 1.0 ? 1.0 : std::ceil(std::log(1.0 - recall) / std::log(1.0 - same));
    banding = {.bands = static_cast<std::uint32_t>(std::max(1.0, bands)), .rows = rows};
    if (collision_probability(banding, threshold * background_share) <= background_collisions) break;
  }
  return banding;
}

std::uint32_t band_key(const Banding& banding, std::span<const std::uint32_t> signature, std::uint32_t band) noexcept {
  std::uint64_t key = band;
  for (std::uint32_t row = 0; row < banding.rows; ++row) {
    key = mix64(key ^ signature[static_cast<std::size_t>(band) * banding.rows + row]);
  }
  return static_cast<std::uint32_t>(key >> 32U);
}

}  // namespace presswash
