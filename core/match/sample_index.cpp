#include "match/sample_index.h"

#include <algorithm>
#include <array>
#include <bit>

namespace presswash {
namespace {
constexpr std::size_t star = 4;            // first slots of a large group that are always met
constexpr std::size_t neighbours = 8;      // on either side
constexpr std::size_t short_cell = 16;     // up to here a cell is searched one by one
constexpr std::size_t probes_ahead = 64;   // shingles whose memory is asked for together
constexpr std::uint32_t filter_width = 4;  // bits by which the filter's ranges are narrower than a cell

void prefetch(const void* address) noexcept { __builtin_prefetch(address); }
}  // namespace

void HitCounter::reset(Slot first, std::size_t count) {
  first_ = first;
  hits_.assign(count, 0);
  touched_.clear();
}

void HitCounter::clear() noexcept {
  for (const Slot slot : touched_) hits_[slot - first_] = 0;
  touched_.clear();
}

SampleIndex::SampleIndex(std::vector<Posting> postings) : postings_(std::move(postings)) {
  const auto bits =
      static_cast<std::uint32_t>(std::clamp<int>(static_cast<int>(std::bit_width(postings_.size() / 2)), 1, 28));
  shift_ = 32U - bits;
  cells_.resize((std::size_t{1} << bits) + 1);
  std::size_t cell = 0;
  const std::uint32_t filter_bits = std::clamp(bits + filter_width, 6U, 32U);
  filter_shift_ = 32U - filter_bits;
  filter_.resize((std::size_t{1} << filter_bits) / 64);
  for (std::size_t i = 0; i < postings_.size(); ++i) {
    const ShingleKey key = postings_[i].key();
    while (cell <= key >> shift_) cells_[cell++] = static_cast<std::uint32_t>(i);
    const std::uint32_t at = key >> filter_shift_;
    filter_[at / 64] |= std::uint64_t{1} << (at % 64);
  }
  while (cell < cells_.size()) cells_[cell++] = static_cast<std::uint32_t>(postings_.size());
}

void SampleIndex::probe(std::span<const ShingleHash> shingles, Slot own, HitCounter& counter) const {
  probe_all<false>(shingles, own, counter);
}

void SampleIndex::probe_before(std::span<const ShingleKey> keys, Slot own, HitCounter& counter) const {
  probe_all<true>(keys, own, counter);
}

template <bool before, typename Key>
void SampleIndex::probe_all(std::span<const Key> keys, Slot own, HitCounter& counter) const {
  if (postings_.empty()) return;
  std::array<ShingleKey, probes_ahead> met;
  for (std::size_t next = 0; next < keys.size();) {
    // Memory lies anywhere and is asked for before it is needed.
    const std::size_t end = std::min(keys.size(), next + probes_ahead);
    for (std::size_t i = next; i < end; ++i)
      prefetch(&filter_[(static_cast<ShingleKey>(keys[i]) >> filter_shift_) / 64]);
    std::size_t count = 0;
    for (; next < end; ++next) {
      const auto key = static_cast<ShingleKey>(keys[next]);
      if (!may_hold(key)) continue;
      prefetch(&cells_[key >> shift_]);
      met[count++] = key;
    }
    for (const ShingleKey key : std::span(met).first(count))
      prefetch(&postings_[std::min<std::size_t>(cells_[key >> shift_], postings_.size() - 1)]);
    for (const ShingleKey key : std::span(met).first(count)) probe_one<before>(key, own, counter);
  }
}

template <bool before>
void SampleIndex::probe_one(ShingleKey key, Slot own, HitCounter& counter) const {
  std::size_t begin = cells_[key >> shift_];
  const std::size_t end = cells_[(key >> shift_) + 1];
  if (end - begin > short_cell) {
    const auto at = std::partition_point(postings_.begin() + static_cast<std::ptrdiff_t>(begin),
                                         postings_.begin() + static_cast<std::ptrdiff_t>(end),
                                         [key](const Posting& posting) { return posting.key() < key; });
    begin = static_cast<std::size_t>(at - postings_.begin());
  } else {
    while (begin < end && postings_[begin].key() < key) ++begin;
  }
  if (begin + whole_group >= end || postings_[begin + whole_group].key() != key) {
    for (; begin < end && postings_[begin].key() == key; ++begin) {
      const Slot slot = postings_[begin].slot();
      if (before && slot >= own) break;  // they are sorted
      if (slot != own) counter.add(slot);
    }
    return;
  }
  const auto from = postings_.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto to = std::partition_point(from, postings_.begin() + static_cast<std::ptrdiff_t>(end),
                                       [key](const Posting& posting) { return posting.key() == key; });
  const auto middle = static_cast<std::size_t>(
      std::partition_point(from, to, [own](const Posting& posting) { return posting.slot() < own; }) - from);
  const auto length = static_cast<std::size_t>(to - from);
  const auto add = [&](std::size_t i) {
    const Slot slot = postings_[begin + i].slot();
    if (before ? slot < own : slot != own) counter.add(slot);
  };
  const std::size_t low = middle > neighbours ? std::max(star, middle - neighbours) : star;
  const std::size_t high = before ? middle : std::min(length, middle + neighbours + 1);
  for (std::size_t i = 0; i < star; ++i) add(i);
  for (std::size_t i = low; i < high; ++i) add(i);
}

}  // namespace presswash
