#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "sketch/shingle_table.h"

namespace presswash {

/// The distinct shingles of one document, for counting what another shares with it. Memory is kept from one document
/// to the next: one set a thread. Not thread-safe, not even to read.
class ShingleSet {
 public:
  /// Forgets what it held and takes these shingles.
  void assign(std::span<const ShingleHash> shingles);
  /// The distinct shingles in the order they first came; valid until the next `assign`.
  [[nodiscard]] std::span<const ShingleHash> distinct() const noexcept { return distinct_; }
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(distinct_.size()); }
  [[nodiscard]] bool contains(ShingleHash shingle) const noexcept;
  /// How many of the set's distinct shingles occur in `shingles`.
  [[nodiscard]] std::uint32_t count_shared(std::span<const ShingleHash> shingles) noexcept;

 private:
  std::vector<ShingleHash> distinct_;
  ShingleTable<std::uint32_t> seen_in_;  ///< round of `count_shared` that met it last
  std::uint32_t round_ = 0;
};

}  // namespace presswash
