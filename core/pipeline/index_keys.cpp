#include "pipeline/index_keys.h"

#include <array>
#include <utility>

#include "base/radix_sort.h"
#include "pipeline/parallel.h"

namespace presswash::copies {

std::vector<SlotRange> blocks_of(const IndexKeys& keys) {
  constexpr std::size_t least_block = 4'000'000;  // postings of a block, 8 bytes each
  constexpr std::size_t most_blocks = 4;          // passes over all documents
  std::size_t total = 0;
  for (Slot slot = 0; slot < keys.slots(); ++slot) total += keys.of(slot).size();
  const std::size_t most = std::max(least_block, total / most_blocks);
  std::vector<SlotRange> out;
  SlotRange block;
  std::size_t held = 0;
  for (Slot slot = 0; slot < keys.slots(); ++slot) {
    held += keys.of(slot).size();
    block.end = slot + 1;
    if (held < most) continue;
    out.push_back(block);
    block = {.begin = slot + 1, .end = slot + 1};
    held = 0;
  }
  if (held > 0) out.push_back(block);
  return out;
}

// Sorted part by part of the keys' range: no second copy is held, as merging would. The keys of each piece of the slots
// have their own room in a part, so that all threads put them there.
SampleIndex index_of(const IndexKeys& keys, const SlotRange& block) {
  constexpr std::uint32_t part_bits = 4;
  constexpr std::size_t parts = std::size_t{1} << part_bits;
  constexpr std::size_t pieces = 16;
  const auto part_of = [](ShingleKey key) { return std::size_t{key} >> (32U - part_bits); };
  const auto border_of = [&](std::size_t piece) {
    return block.begin + static_cast<Slot>(std::uint64_t{block.end - block.begin} * piece / pieces);
  };
  const auto for_keys = [&](std::size_t piece, auto take) {
    for (Slot slot = border_of(piece); slot < border_of(piece + 1); ++slot) {
      for (const ShingleKey key : keys.of(slot)) take(key, slot);
    }
  };
  std::array<std::array<std::size_t, parts>, pieces> next{};
  parallel_for_each(
      pieces, [&](std::size_t piece) { for_keys(piece, [&](ShingleKey key, Slot) { ++next[piece][part_of(key)]; }); });
  std::array<std::size_t, parts + 1> border{};
  std::size_t begin = 0;
  for (std::size_t part = 0; part < parts; ++part) {
    border[part] = begin;
    for (auto& piece : next) begin += std::exchange(piece[part], begin);
  }
  border[parts] = begin;
  std::vector<Posting> postings(begin);
  parallel_for_each(pieces, [&](std::size_t piece) {
    for_keys(piece, [&](ShingleKey key, Slot slot) { postings[next[piece][part_of(key)]++] = Posting(key, slot); });
  });
  // Within a part they come by slot.
  parallel_for_each(parts, [&](std::size_t part) {
    std::vector<Posting> scratch;
    radix_sort(std::span(postings).subspan(border[part], border[part + 1] - border[part]), scratch,
               [](const Posting& posting) { return std::uint64_t{posting.key()}; });
  });
  postings.erase(std::unique(postings.begin(), postings.end()), postings.end());
  return SampleIndex(std::move(postings));
}

}  // namespace presswash::copies
