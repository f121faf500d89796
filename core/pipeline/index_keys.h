#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "match/sample_index.h"
#include "match/slot.h"

namespace presswash::copies {

/// Slots from `begin` to before `end`.
struct SlotRange {
  Slot begin = 0;
  Slot end = 0;
};

/// The keys by which each slot is indexed, chunk by chunk of slots: the chunks may be filled by different threads, the
/// slots of one in order.
class IndexKeys {
 public:
  static constexpr Slot chunk_slots = 128;

  explicit IndexKeys(Slot slots) : slots_(slots), ends_(slots), chunks_((slots + chunk_slots - 1) / chunk_slots) {}

  [[nodiscard]] Slot slots() const noexcept { return slots_; }
  [[nodiscard]] std::size_t chunks() const noexcept { return chunks_.size(); }
  [[nodiscard]] Slot first_of(std::size_t chunk) const noexcept { return static_cast<Slot>(chunk) * chunk_slots; }
  [[nodiscard]] Slot end_of(std::size_t chunk) const noexcept { return std::min(slots_, first_of(chunk + 1)); }

  /// A key of the slot that is being filled.
  void add(Slot slot, ShingleKey key) { chunks_[slot / chunk_slots].push_back(key); }
  /// No more keys of this slot: the next one of the chunk follows.
  void finish(Slot slot) { ends_[slot] = static_cast<std::uint32_t>(chunks_[slot / chunk_slots].size()); }
  void finish_chunk(std::size_t chunk) { chunks_[chunk].shrink_to_fit(); }

  [[nodiscard]] std::span<const ShingleKey> of(Slot slot) const noexcept {
    const std::uint32_t begin = slot % chunk_slots == 0 ? 0 : ends_[slot - 1];
    return std::span(chunks_[slot / chunk_slots]).subspan(begin, ends_[slot] - begin);
  }

 private:
  Slot slots_;
  std::vector<std::uint32_t> ends_;  ///< by slot, in its chunk
  std::vector<std::vector<ShingleKey>> chunks_;
};

/// Ranges of slots that are indexed together, so that memory is bounded.
[[nodiscard]] std::vector<SlotRange> blocks_of(const IndexKeys& keys);
/// The index of a range, made on all threads.
[[nodiscard]] SampleIndex index_of(const IndexKeys& keys, const SlotRange& block);

}  // namespace presswash::copies
