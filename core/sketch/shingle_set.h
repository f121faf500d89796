#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

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
  struct Slot {
    ShingleHash shingle = 0;
    std::uint32_t used_in = 0;  ///< generation of `assign`; older ones are empty
    std::uint32_t seen_in = 0;  ///< round of `count_shared` that met it last
  };
  [[nodiscard]] std::size_t slot_of(ShingleHash shingle) const noexcept;

  std::vector<ShingleHash> distinct_;
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
  std::uint32_t generation_ = 0;
  std::uint32_t round_ = 0;
};

}  // namespace presswash
