#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "match/slot.h"

namespace presswash {

/// Shingles are told apart by their low 32 bits here: a wrong meeting proposes a pair, it never makes one.
using ShingleKey = std::uint32_t;

/// One shingle of one document, packed so that sorting by value sorts by shingle, then by slot.
class Posting {
 public:
  Posting() = default;
  Posting(ShingleHash shingle, Slot slot) noexcept : packed_((shingle << 32U) | slot) {}
  Posting(ShingleKey key, Slot slot) noexcept : packed_((static_cast<std::uint64_t>(key) << 32U) | slot) {}
  [[nodiscard]] std::uint32_t key() const noexcept { return static_cast<std::uint32_t>(packed_ >> 32U); }
  [[nodiscard]] Slot slot() const noexcept { return static_cast<Slot>(packed_); }
  friend auto operator<=>(const Posting&, const Posting&) = default;

 private:
  std::uint64_t packed_ = 0;
};

/// Counts how often each slot of a range was hit, or how much of it; cheap to clear. One a thread.
class HitCounter {
 public:
  /// Slots are first, first + 1, ..., first + count - 1.
  void reset(Slot first, std::size_t count);
  void add(Slot slot, std::uint32_t hits = 1) {
    std::uint32_t& held = hits_[slot - first_];
    if (held == 0) touched_.push_back(slot);
    held += hits;
  }
  [[nodiscard]] std::uint32_t hits(Slot slot) const noexcept { return hits_[slot - first_]; }
  /// Slots with hits, in the order of their first.
  [[nodiscard]] std::vector<Slot>& touched() noexcept { return touched_; }
  void clear() noexcept;

 private:
  Slot first_ = 0;
  std::vector<std::uint32_t> hits_;
  std::vector<Slot> touched_;
};

/// Which documents hold a shingle. Const and shareable.
class SampleIndex {
 public:
  SampleIndex() = default;
  /// `postings` sorted and without repeats.
  explicit SampleIndex(std::vector<Posting> postings);

  [[nodiscard]] bool empty() const noexcept { return postings_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return postings_.size(); }

  /// Adds a hit for each slot other than `own` that holds one of the (distinct) shingles. Of a shingle in more than
  /// `whole_group` documents only the first four slots and the eight on either side of `own` get one.
  void probe(std::span<const ShingleHash> shingles, Slot own, HitCounter& counter) const;
  /// The same for slots below `own` alone.
  void probe_before(std::span<const ShingleKey> keys, Slot own, HitCounter& counter) const;

 private:
  template <bool before, typename Key>
  void probe_all(std::span<const Key> keys, Slot own, HitCounter& counter) const;
  template <bool before>
  void probe_one(ShingleKey key, Slot own, HitCounter& counter) const;
  [[nodiscard]] bool may_hold(ShingleKey key) const noexcept {
    const std::uint32_t at = key >> filter_shift_;
    return ((filter_[at / 64] >> (at % 64)) & 1U) != 0;
  }

  std::vector<Posting> postings_;
  std::vector<std::uint32_t> cells_;   ///< first posting of each range of keys, and the end
  std::vector<std::uint64_t> filter_;  ///< a bit for each narrower range: whether it holds a posting
  std::uint32_t shift_ = 31;
  std::uint32_t filter_shift_ = 31;
};

}  // namespace presswash
