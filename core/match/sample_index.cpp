#include "match/sample_index.h"

#include <algorithm>
#include <bit>

namespace presswash {
namespace {
constexpr std::size_t star = 4;           // first slots of a large group that are always met
constexpr std::size_t neighbours = 8;     // on either side
constexpr std::size_t short_cell = 16;    // up to here a cell is searched one by one
constexpr std::size_t probes_ahead = 64;  // shingles whose memory is asked for together

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
  for (std::size_t i = 0; i < postings_.size(); ++i) {
    while (cell <= postings_[i].key() >> shift_) cells_[cell++] = static_cast<std::uint32_t>(i);
  }
  while (cell < cells_.size()) cells_[cell++] = static_cast<std::uint32_t>(postings_.size());
}

std::uint32_t SampleIndex::probe(std::span<const ShingleHash> shingles, Slot own, HitCounter& counter) const {
  if (postings_.empty()) return 0;
  std::uint32_t cut = 0;
  for (std::size_t first = 0; first < shingles.size(); first += probes_ahead) {
    const auto batch = shingles.subspan(first, std::min(probes_ahead, shingles.size() - first));
    for (const ShingleHash shingle : batch) prefetch(&cells_[cell_of(shingle)]);
    for (const ShingleHash shingle : batch)
      prefetch(&postings_[std::min<std::size_t>(cells_[cell_of(shingle)], postings_.size() - 1)]);
    for (const ShingleHash shingle : batch) {
      const std::size_t cell = cell_of(shingle);
      cut += probe_one(static_cast<std::uint32_t>(shingle), cells_[cell], cells_[cell + 1], own, counter) ? 1U : 0U;
    }
  }
  return cut;
}

bool SampleIndex::probe_one(std::uint32_t key, std::size_t begin, std::size_t end, Slot own,
                            HitCounter& counter) const {
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
      if (postings_[begin].slot() != own) counter.add(postings_[begin].slot());
    }
    return false;
  }
  const auto from = postings_.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto to = std::partition_point(from, postings_.begin() + static_cast<std::ptrdiff_t>(end),
                                       [key](const Posting& posting) { return posting.key() == key; });
  const auto middle = static_cast<std::size_t>(
      std::partition_point(from, to, [own](const Posting& posting) { return posting.slot() < own; }) - from);
  const auto length = static_cast<std::size_t>(to - from);
  const auto add = [&](std::size_t i) {
    const Slot slot = postings_[begin + i].slot();
    if (slot != own) counter.add(slot);
  };
  const std::size_t low = middle > neighbours ? std::max(star, middle - neighbours) : star;
  const std::size_t high = std::min(length, middle + neighbours + 1);
  for (std::size_t i = 0; i < star; ++i) add(i);
  for (std::size_t i = low; i < high; ++i) add(i);
  return true;
}

}  // namespace presswash
