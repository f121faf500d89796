#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace presswash {

/// Hashes of runs of words, each with a number below 0xFFFFFFFF. Holds as many as it was made for.
class RunTable {
 public:
  static constexpr std::uint32_t absent = 0xFFFFFFFFU;

  explicit RunTable(std::size_t most) : slots_(std::bit_ceil(most * 2 + 2)) {}

  [[nodiscard]] std::uint32_t find(std::uint64_t run) const noexcept { return slots_[place_of(run)].number; }
  /// A run that is there keeps its number, which is returned.
  std::uint32_t add(std::uint64_t run, std::uint32_t number) noexcept {
    Slot& slot = slots_[place_of(run)];
    if (slot.number == absent) slot = {.run = run, .number = number};
    return slot.number;
  }

 private:
  struct Slot {
    std::uint64_t run = 0;
    std::uint32_t number = absent;
  };
  /// Where the run is, or belongs.
  [[nodiscard]] std::size_t place_of(std::uint64_t run) const noexcept {
    std::size_t at = static_cast<std::size_t>(run) & (slots_.size() - 1);
    while (slots_[at].number != absent && slots_[at].run != run) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  std::vector<Slot> slots_;
};

}  // namespace presswash
