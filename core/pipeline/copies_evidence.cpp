#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <tbb/enumerable_thread_specific.h>

#include "match/band_join.h"
#include "match/sample_index.h"
#include "pipeline/copies_stages.h"
#include "pipeline/copies_text.h"
#include "pipeline/copies_verify.h"
#include "pipeline/index_keys.h"
#include "pipeline/sort_in_parallel.h"
#include "sketch/sample.h"
#include "sketch/signature.h"

namespace presswash::copies {
namespace {

constexpr std::uint32_t sample_hits = 2;  // that make a pair of longer documents a candidate
constexpr double band_jaccard = 0.5;      // from here on bands find pairs; the samples find those that share less, too
constexpr std::uint32_t bands_at_once = 8;    // whose pairs are held before repeats are dropped
constexpr std::size_t most_candidates = 192;  // of one document in one block
constexpr std::size_t grain = 32;

/// How a document is indexed: by all its shingles, by its sample, or not at all.
enum class Indexed : std::uint8_t { No, Whole, Sampled };

class EvidenceFinder {
 public:
  EvidenceFinder(const Input& input, const Texts& texts, const WordCounts& words, const KnownEvidence* known,
                 CopyFigures& figures, Progress& progress)
      : input_(input),
        texts_(texts),
        known_(known),
        figures_(figures),
        progress_(progress),
        words_(words),
        banding_(choose_banding(std::max(input.options.jaccard, band_jaccard), input.options.recall)),
        signer_(banding_.hashes()),
        bound_(sample_rate(static_cast<std::uint32_t>(input.options.containment * input.options.whole_shingles),
                           sample_hits, input.options.recall)),
        whole_keys_(texts.size()),
        sample_keys_(texts.size()) {
    found_.sizes.resize(texts.size());
    figures_.bands = banding_.bands;
    figures_.rows = banding_.rows;
    figures_.sample_rate = bound_.rate();
  }

  Evidence find() {
    if (known_ != nullptr) take_known();
    progress_.stage(texts_.size(), 0.1);
    measure_all(Indexed::Whole, nullptr);
    if (known_ != nullptr && known_->pairs) {
      verify_candidates(*known_->pairs, 0.9);
    } else {
      // Short documents, and new ones among known ones, meet all others by all their shingles; the rest each other by
      // their samples.
      join_whole();
      join_blocks(blocks_of(sample_keys_), Indexed::Sampled, 0.65);
    }
    if (progress_.cancelled()) return {};
    collect_edges();
    return std::move(found_);
  }

 private:
  struct Scratch {
    TextReader text;
    ShingleSet set;
    std::vector<std::uint32_t> signature;
    std::vector<std::uint32_t> folded;
    HitCounter counter;
    SlotRange counted;
    std::vector<Slot> candidates;
    std::vector<SlotPair> pairs;  ///< to be verified
    std::vector<SlotEdge> edges;  ///< that are estimated

    /// Hits are of these slots from now on.
    void count(const SlotRange& block) {
      if (counted.begin == block.begin && counted.end == block.end) return;
      counter.reset(block.begin, block.end - block.begin);
      counted = block;
    }
  };

  /// Slots that are indexed together, and their index.
  struct Block {
    SlotRange range;
    SampleIndex index;
  };

  [[nodiscard]] bool is_compared(Slot slot) const { return found_.sizes[slot] >= input_.options.min_shingles; }
  /// By the number of its words: known before its shingles are.
  [[nodiscard]] Indexed kind_of(Slot slot) const {
    if (known_ != nullptr) return known_->fresh[slot] ? Indexed::Whole : Indexed::No;  // few
    return texts_.words[slot] < words_of_shingles(input_.options.whole_shingles) ? Indexed::Whole : Indexed::Sampled;
  }
  [[nodiscard]] Indexed indexed(Slot slot) const { return is_compared(slot) ? kind_of(slot) : Indexed::No; }
  [[nodiscard]] const IndexKeys& keys_of(Indexed kind) const {
    return kind == Indexed::Whole ? whole_keys_ : sample_keys_;
  }
  [[nodiscard]] IndexKeys& keys_of(Indexed kind) { return kind == Indexed::Whole ? whole_keys_ : sample_keys_; }

  void take_known();
  void measure_all(Indexed kind, const Block* met);
  void measure(Slot slot, Indexed kind, BandKeys* bands, Scratch& scratch);
  void meet(Slot slot, const Block& block, Scratch& scratch) const;
  void join_whole();
  void join_blocks(std::span<const SlotRange> blocks, Indexed kind, double until);
  void find_band_pairs(const BandKeys& bands);
  void join_block(const Block& block, Indexed kind, bool others_too);
  void propose(Slot slot, const SlotRange& block, Indexed kind, Scratch& scratch) const;
  void choose_candidates(Slot slot, const SlotRange& block, Indexed kind, Scratch& scratch) const;
  void estimate(Slot slot, Indexed kind, Scratch& scratch) const;
  [[nodiscard]] std::vector<SlotPair> take_candidates();
  void verify_candidates(std::vector<SlotPair> pairs, double until);
  void collect_edges();

  const Input& input_;
  const Texts& texts_;
  const KnownEvidence* known_;
  CopyFigures& figures_;
  Progress& progress_;
  const WordCounts& words_;
  Banding banding_;
  Signer signer_;
  SampleBound bound_;
  IndexKeys whole_keys_;
  IndexKeys sample_keys_;
  std::vector<SlotPair> pairs_;  // of sampled documents that collide in a band, sorted
  tbb::enumerable_thread_specific<Scratch> scratch_;
  Evidence found_;
};

// Sizes of the slots whose text is known, and the edges among them.
void EvidenceFinder::take_known() {
  const Evidence& before = known_->evidence;
  for (Slot slot = 0; slot < before.sizes.size(); ++slot) {
    if (known_->slot_of[slot] != no_slot) found_.sizes[known_->slot_of[slot]] = before.sizes[slot];
  }
  for (SlotEdge edge : before.edges) {
    edge.a = known_->slot_of[edge.a];
    edge.b = known_->slot_of[edge.b];
    if (edge.a == no_slot || edge.b == no_slot) continue;
    if (edge.a > edge.b) std::swap(edge.a, edge.b);
    found_.edges.push_back(edge);
  }
  found_.candidates = before.candidates;
}

// Sizes and keys of all slots of one kind that are not known, and the pairs that collide in bands. Each text is looked
// up in `met`, when it is given, while it is at hand.
void EvidenceFinder::measure_all(Indexed kind, const Block* met) {
  std::optional<BandKeys> bands;
  if (kind == Indexed::Sampled && !input_.options.estimate) bands.emplace(banding_, texts_.size());
  IndexKeys& keys = keys_of(kind);
  parallel_for(keys.chunks(), 1, [&](std::size_t begin, std::size_t end) {
    if (progress_.cancelled()) return;
    Scratch& scratch = scratch_.local();
    for (std::size_t chunk = begin; chunk < end; ++chunk) {
      for (Slot slot = keys.first_of(chunk); slot < keys.end_of(chunk); ++slot) {
        if (kind_of(slot) == kind) {
          measure(slot, kind, bands ? &*bands : nullptr, scratch);
          if (met != nullptr && is_compared(slot)) meet(slot, *met, scratch);
        }
        keys.finish(slot);
      }
      keys.finish_chunk(chunk);
      progress_.step(IndexKeys::chunk_slots);
    }
  });
  if (bands) find_band_pairs(*bands);
}

void EvidenceFinder::measure(Slot slot, Indexed kind, BandKeys* bands, Scratch& scratch) {
  scratch.text.read(input_, texts_, slot);
  scratch.set.assign(scratch.text.shingles());
  found_.sizes[slot] = scratch.set.size();
  if (!is_compared(slot)) return;
  IndexKeys& keys = keys_of(kind);
  for (const ShingleHash shingle : scratch.set.distinct()) {
    if (kind == Indexed::Whole || bound_.holds(shingle)) keys.add(slot, static_cast<ShingleKey>(shingle));
  }
  if (bands == nullptr) return;
  scratch.signature.resize(banding_.hashes());
  signer_.sign(scratch.set.distinct(), scratch.signature, scratch.folded);
  bands->set(slot, scratch.signature);
}

// Looks the text that was read last up among short ones. Repeats are counted, which proposes no pair too few.
void EvidenceFinder::meet(Slot slot, const Block& block, Scratch& scratch) const {
  scratch.count(block.range);
  block.index.probe(std::span(scratch.text.shingles()), slot, scratch.counter);
  propose(slot, block.range, Indexed::Whole, scratch);
}

// All of the first block's others meet it while they are measured.
void EvidenceFinder::join_whole() {
  const std::vector<SlotRange> blocks = blocks_of(whole_keys_);
  Block first;
  if (!blocks.empty()) first = {.range = blocks.front(), .index = index_of(whole_keys_, blocks.front())};
  const bool all_known = known_ != nullptr;
  progress_.stage(texts_.size(), 0.35);
  if (!all_known) measure_all(Indexed::Sampled, blocks.empty() ? nullptr : &first);
  if (blocks.empty() || progress_.cancelled()) return;
  join_block(first, Indexed::Whole, all_known);
  if (!input_.options.estimate) verify_candidates(take_candidates(), 0.4);
  first = {};
  join_blocks(std::span(blocks).subspan(1), Indexed::Whole, 0.45);
}

void EvidenceFinder::join_blocks(std::span<const SlotRange> blocks, Indexed kind, double until) {
  for (const SlotRange& block : blocks) {
    if (progress_.cancelled()) return;
    progress_.stage(texts_.size(), until);
    join_block({.range = block, .index = index_of(keys_of(kind), block)}, kind, true);
    until += 0.25 / static_cast<double>(blocks.size());
    if (!input_.options.estimate) verify_candidates(take_candidates(), until);
  }
}

void EvidenceFinder::find_band_pairs(const BandKeys& bands) {
  std::vector<Slot> members;
  for (Slot slot = 0; slot < texts_.size(); ++slot) {
    if (indexed(slot) == Indexed::Sampled) members.push_back(slot);
  }
  progress_.stage(banding_.bands, 0.4);
  for (std::uint32_t first = 0; first < banding_.bands && !progress_.cancelled(); first += bands_at_once) {
    const std::uint32_t end = std::min(banding_.bands, first + bands_at_once);
    std::vector<std::vector<SlotPair>> found(end - first);
    parallel_for_each(found.size(), [&](std::size_t at) {
      append_band_pairs(bands, first + static_cast<std::uint32_t>(at), members, found[at]);
      std::sort(found[at].begin(), found[at].end());
      progress_.step(1);
    });
    for (std::vector<SlotPair>& part : found) {
      const auto middle = static_cast<std::ptrdiff_t>(pairs_.size());
      pairs_.insert(pairs_.end(), part.begin(), part.end());
      part = {};
      std::inplace_merge(pairs_.begin(), pairs_.begin() + middle, pairs_.end());
    }
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
  }
}

// `others_too`: of a block of short documents, those of the other kind meet it now.
void EvidenceFinder::join_block(const Block& block, Indexed kind, bool others_too) {
  parallel_for(texts_.size(), grain, [&](std::size_t begin, std::size_t end) {
    if (progress_.cancelled()) return;
    Scratch& scratch = scratch_.local();
    scratch.count(block.range);
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) {
      const Indexed own = indexed(slot);
      // Of two documents of one kind the later one finds the pair.
      if (!is_compared(slot) || (own == kind && slot < block.range.begin)) continue;
      if (own == kind) {
        block.index.probe_before(keys_of(kind).of(slot), slot, scratch.counter);
        propose(slot, block.range, kind, scratch);
      } else if (kind == Indexed::Whole && others_too) {
        scratch.text.read(input_, texts_, slot);
        meet(slot, block, scratch);
      }
    }
    progress_.step(end - begin);
  });
}

// Takes what was counted: pairs to be verified, or edges that are estimated.
void EvidenceFinder::propose(Slot slot, const SlotRange& block, Indexed kind, Scratch& scratch) const {
  choose_candidates(slot, block, kind, scratch);
  if (input_.options.estimate) {
    estimate(slot, kind, scratch);
  } else {
    for (const Slot other : scratch.candidates) scratch.pairs.push_back(pair_of(slot, other));
  }
  scratch.counter.clear();
}

void EvidenceFinder::choose_candidates(Slot slot, const SlotRange& block, Indexed kind, Scratch& scratch) const {
  const bool exact = kind == Indexed::Whole;
  const bool later = indexed(slot) != kind;
  const auto hit_enough = [&](Slot other) {
    const auto [smaller, larger] = std::minmax(found_.sizes[slot], found_.sizes[other]);
    return scratch.counter.hits(other) >= needed_hits(smaller, larger, exact, bound_.rate(), input_.thresholds);
  };
  std::vector<Slot>& candidates = scratch.candidates;
  candidates.clear();
  for (const Slot other : scratch.counter.touched()) {
    if (scratch.counter.hits(other) < sample_hits) continue;  // most of them
    if ((later || other < slot) && hit_enough(other)) candidates.push_back(other);
  }
  if (candidates.size() > most_candidates) {
    const auto better = [&](Slot a, Slot b) {
      const std::uint32_t hits_a = scratch.counter.hits(a);
      const std::uint32_t hits_b = scratch.counter.hits(b);
      return hits_a != hits_b ? hits_a > hits_b : a < b;
    };
    std::nth_element(candidates.begin(), candidates.begin() + most_candidates, candidates.end(), better);
    candidates.resize(most_candidates);
  }
  if (kind == Indexed::Sampled) {
    const auto first = std::lower_bound(pairs_.begin(), pairs_.end(), SlotPair{.larger = slot, .smaller = block.begin});
    for (auto pair = first; pair != pairs_.end() && pair->larger == slot && pair->smaller < block.end; ++pair) {
      if (hit_enough(pair->smaller)) candidates.push_back(pair->smaller);
    }
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
}

// Shared shingles are hits, or as many times more as the sample is smaller than the whole.
void EvidenceFinder::estimate(Slot slot, Indexed kind, Scratch& scratch) const {
  const double rate = kind == Indexed::Whole ? 1.0 : bound_.rate();
  for (const Slot other : scratch.candidates) {
    const std::uint32_t smaller = std::min(found_.sizes[slot], found_.sizes[other]);
    const double shared = std::min<double>(smaller, std::round(scratch.counter.hits(other) / rate));
    const Overlap overlap{
        .shared = static_cast<std::uint32_t>(shared), .size_a = found_.sizes[slot], .size_b = found_.sizes[other]};
    if (!is_evidence(overlap, input_.thresholds)) continue;
    scratch.edges.push_back(estimated_edge(slot, other, overlap, input_.thresholds));
  }
}

std::vector<SlotPair> EvidenceFinder::take_candidates() {
  std::vector<SlotPair> pairs;
  for (Scratch& scratch : scratch_) {
    pairs.insert(pairs.end(), scratch.pairs.begin(), scratch.pairs.end());
    scratch.pairs = {};
  }
  return pairs;
}

void EvidenceFinder::verify_candidates(std::vector<SlotPair> pairs, double until) {
  found_.candidates += pairs.size();
  progress_.stage(pairs.size(), until);
  verify_pairs(input_, texts_, words_, std::move(pairs), found_.sizes, found_.edges, progress_);
}

void EvidenceFinder::collect_edges() {
  std::size_t count = 0;
  for (const Scratch& scratch : scratch_) count += scratch.edges.size();
  figures_.candidates = found_.candidates;
  for (const std::uint32_t size : found_.sizes) figures_.shingles += size;
  std::vector<SlotEdge>& edges = found_.edges;
  edges.reserve(edges.size() + count);
  for (Scratch& scratch : scratch_) {
    edges.insert(edges.end(), scratch.edges.begin(), scratch.edges.end());
    scratch.edges = {};
  }
  sort_edges(edges);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
}

}  // namespace

Evidence find_evidence(const Input& input, const Texts& texts, const WordCounts& words, const KnownEvidence* known,
                       CopyFigures& figures, Progress& progress) {
  return EvidenceFinder(input, texts, words, known, figures, progress).find();
}

}  // namespace presswash::copies
