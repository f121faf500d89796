#pragma once

#include <cstdint>
#include <span>

namespace presswash {

/// How a signature is cut for locality-sensitive hashing: two documents collide when all `rows` values of one of the
/// `bands` agree.
struct Banding {
  std::uint32_t bands = 0;
  std::uint32_t rows = 0;
  [[nodiscard]] std::uint32_t hashes() const noexcept { return bands * rows; }
  friend bool operator==(const Banding&, const Banding&) = default;
};

/// 1 - (1 - J^rows)^bands: the probability that two documents of Jaccard index `jaccard` collide.
[[nodiscard]] double collision_probability(const Banding& banding, double jaccard) noexcept;

/// The banding with the fewest hashes that finds pairs at `threshold` with probability `recall`, while pairs a tenth
/// as similar, of which a scrape has very many more, collide with probability 0.1 at most.
[[nodiscard]] Banding choose_banding(double threshold, double recall) noexcept;

/// The key under which a document stands in `band`: a hash of that band's values.
[[nodiscard]] std::uint32_t band_key(const Banding& banding, std::span<const std::uint32_t> signature,
                                     std::uint32_t band) noexcept;

}  // namespace presswash
