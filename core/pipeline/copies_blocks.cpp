#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include <tbb/enumerable_thread_specific.h>

#include "match/sample_index.h"
#include "pipeline/copies_stages.h"
#include "pipeline/parallel.h"
#include "pipeline/sort_in_parallel.h"
#include "sketch/shingles.h"

namespace presswash::copies {
namespace {

/// The blocks of every slot, each once.
class SlotBlocks {
 public:
  SlotBlocks(const Input& input, const Texts& texts)
      : chunks_((texts.size() + chunk_slots - 1) / chunk_slots), words_(texts.size()) {
    parallel_for(chunks_.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t at = begin; at < end; ++at) {
        const auto first = static_cast<Slot>(at * chunk_slots);
        const Slot last = std::min(texts.size(), first + chunk_slots);
        for (Slot slot = first; slot < last; ++slot) add(chunks_[at], input, texts, slot);
      }
    });
  }

  [[nodiscard]] std::span<const ArticleBlock> of(Slot slot) const noexcept {
    const Chunk& chunk = chunks_[slot / chunk_slots];
    const std::size_t at = slot % chunk_slots;
    return std::span(chunk.blocks).subspan(chunk.starts[at], chunk.starts[at + 1] - chunk.starts[at]);
  }
  /// By slot: the words of its blocks.
  [[nodiscard]] const std::vector<std::uint32_t>& words() const noexcept { return words_; }

 private:
  static constexpr Slot chunk_slots = 1024;
  struct Chunk {
    std::vector<ArticleBlock> blocks;  ///< slot by slot
    std::vector<std::uint32_t> starts{0};
  };

  void add(Chunk& chunk, const Input& input, const Texts& texts, Slot slot) {
    const auto before = static_cast<std::ptrdiff_t>(chunk.blocks.size());
    input.tokens.append_blocks(texts.first(slot), chunk.blocks);
    const auto own = std::ranges::subrange(chunk.blocks.begin() + before, chunk.blocks.end());
    std::ranges::sort(own, {}, &ArticleBlock::text);
    const auto repeats = std::ranges::unique(own, {}, &ArticleBlock::text);
    chunk.blocks.erase(repeats.begin(), repeats.end());
    chunk.starts.push_back(static_cast<std::uint32_t>(chunk.blocks.size()));
    for (auto block = chunk.blocks.begin() + before; block != chunk.blocks.end(); ++block) words_[slot] += block->words;
  }

  std::vector<Chunk> chunks_;
  std::vector<std::uint32_t> words_;
};

/// The slots that hold each block, sorted; of many, those nearest to the one that asks (whole_group).
class BlockHolders {
 public:
  BlockHolders(const SlotBlocks& blocks, Slot slots) {
    std::uint32_t texts = 0;
    const auto for_all = [&](auto take) {
      for (Slot slot = 0; slot < slots; ++slot) {
        for (const ArticleBlock& block : blocks.of(slot)) take(slot, block.text);
      }
    };
    for_all([&](Slot, std::uint32_t text) { texts = std::max(texts, text + 1); });
    starts_.resize(texts + std::size_t{1});
    for_all([&](Slot, std::uint32_t text) { ++starts_[text + 1]; });
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    slots_.resize(starts_.back());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for_all([&](Slot slot, std::uint32_t text) { slots_[next[text]++] = slot; });
  }
  /// The last of them that stand before `slot`.
  [[nodiscard]] std::span<const Slot> before(Slot slot, std::uint32_t text) const noexcept {
    const auto all = of(text);
    const auto some = all.first(static_cast<std::size_t>(std::ranges::lower_bound(all, slot) - all.begin()));
    return some.last(std::min<std::size_t>(some.size(), whole_group));
  }
  /// The first of them that stand behind it.
  [[nodiscard]] std::span<const Slot> behind(Slot slot, std::uint32_t text) const noexcept {
    const auto all = of(text);
    const auto some = all.subspan(static_cast<std::size_t>(std::ranges::upper_bound(all, slot) - all.begin()));
    return some.first(std::min<std::size_t>(some.size(), whole_group));
  }

 private:
  [[nodiscard]] std::span<const Slot> of(std::uint32_t text) const noexcept {
    return std::span(slots_).subspan(starts_[text], starts_[text + 1] - starts_[text]);
  }

  std::vector<std::uint32_t> starts_;  ///< of each text in `slots_`, and the end
  std::vector<Slot> slots_;
};

/// Who has blocks in common with whom.
class BlockMeetings {
 public:
  BlockMeetings(const Input& input, const Texts& texts)
      : thresholds_(input.thresholds),
        least_(words_of_shingles(input.options.min_shingles)),
        blocks_(input, texts),
        holders_(blocks_, texts.size()),
        counters_([&texts] {
          HitCounter made;
          made.reset(0, texts.size());
          return made;
        }) {}

  [[nodiscard]] const std::vector<std::uint32_t>& words() const noexcept { return blocks_.words(); }

  /// Calls take(other, overlap) for each slot before `slot`, and when `both_sides` behind it, that has as much in
  /// common with it as a copy might.
  template <typename Take>
  void meet(Slot slot, bool both_sides, Take take) {
    if (words()[slot] < least_) return;
    HitCounter& counter = counters_.local();
    for (const ArticleBlock& block : blocks_.of(slot)) {
      for (const Slot other : holders_.before(slot, block.text)) counter.add(other, block.words);
      if (!both_sides) continue;
      for (const Slot other : holders_.behind(slot, block.text)) counter.add(other, block.words);
    }
    for (const Slot other : counter.touched()) {
      const Overlap overlap{.shared = counter.hits(other), .size_a = words()[other], .size_b = words()[slot]};
      if (is_evidence(overlap, thresholds_)) take(other, overlap);
    }
    counter.clear();
  }

 private:
  EdgeThresholds thresholds_;
  std::size_t least_;  ///< words of a text that is compared
  SlotBlocks blocks_;
  BlockHolders holders_;
  tbb::enumerable_thread_specific<HitCounter> counters_;
};

}  // namespace

Evidence guess_evidence(const Input& input, const Texts& texts, Progress& progress) {
  progress.stage(texts.size(), 0.5);
  BlockMeetings meetings(input, texts);
  tbb::enumerable_thread_specific<std::vector<SlotEdge>> found;
  parallel_for(texts.size(), 64, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    std::vector<SlotEdge>& edges = found.local();
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) {
      meetings.meet(slot, false, [&](Slot other, const Overlap& overlap) {
        edges.push_back(estimated_edge(slot, other, overlap, input.thresholds));
      });
    }
    progress.step(end - begin);
  });
  Evidence out{.sizes = meetings.words(), .edges = {}};
  for (const std::vector<SlotEdge>& edges : found) out.edges.insert(out.edges.end(), edges.begin(), edges.end());
  sort_edges(out.edges);
  return out;
}

void append_block_pairs(const Input& input, const Texts& texts, const std::vector<bool>& of,
                        std::vector<SlotPair>& out) {
  BlockMeetings meetings(input, texts);
  for (Slot slot = 0; slot < texts.size(); ++slot) {
    if (!of[slot]) continue;
    meetings.meet(slot, true, [&](Slot other, const Overlap&) { out.push_back(pair_of(slot, other)); });
  }
}

}  // namespace presswash::copies
