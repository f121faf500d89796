#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace presswash {

/// Hashes, each with a number below 0xFFFFFFFF. Holds as many as it was made for; their low bits must be as good as the
/// others.
class HashNumbers {
 public:
  static constexpr std::uint32_t absent = 0xFFFFFFFFU;

  explicit HashNumbers(std::size_t most) : slots_(std::bit_ceil(most * 2 + 2)) {}

  [[nodiscard]] std::uint32_t find(std::uint64_t hash) const noexcept { return slots_[place_of(hash)].number; }
  /// A hash that is there keeps its number, which is returned.
  std::uint32_t add(std::uint64_t hash, std::uint32_t number) noexcept {
    Slot& slot = slots_[place_of(hash)];
    if (slot.number == absent) slot = {.hash = hash, .number = number};
    return slot.number;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = absent;
  };
  /// Where the hash is, or belongs.
  [[nodiscard]] std::size_t place_of(std::uint64_t hash) const noexcept {
    std::size_t at = static_cast<std::size_t>(hash) & (slots_.size() - 1);
    while (slots_[at].number != absent && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  std::vector<Slot> slots_;
};

/// Things by what they are alike in: each kind has a number, from 0 in the order in which they come.
struct NumberedKinds {
  std::vector<std::uint32_t> of;  ///< by thing
  std::uint32_t count = 0;

  /// `hash_of(i)` tells the kind of thing `i` of so many.
  template <typename HashOf>
  NumberedKinds(std::size_t things, const HashOf& hash_of) : of(things) {
    HashNumbers known(things);
    for (std::size_t i = 0; i < things; ++i) {
      of[i] = known.add(hash_of(i), count);
      count += of[i] == count ? 1U : 0U;
    }
  }
};

}  // namespace presswash
