#include <algorithm>

#include <tbb/enumerable_thread_specific.h>

#include "match/band_join.h"
#include "match/figures.h"
#include "match/sample_index.h"
#include "pipeline/copies_sort.h"
#include "pipeline/copies_stages.h"
#include "pipeline/copies_text.h"
#include "sketch/sample.h"
#include "sketch/signature.h"

namespace presswash::copies {
namespace {

constexpr std::uint32_t sample_hits = 2;    // that make a pair of longer documents a candidate
constexpr std::uint32_t bands_at_once = 8;  // whose pairs are held before repeats are dropped
constexpr std::size_t least_block =
    12'000'000;                         // postings of an index block: 8 bytes each, half as much again while sorted
constexpr std::size_t most_blocks = 4;  // passes over all documents
constexpr std::size_t most_candidates = 192;  // of one document in one block
constexpr std::size_t grain = 32;

struct Range {
  Slot begin = 0;
  Slot end = 0;
  bool holds_whole = false;  ///< some of the documents are indexed whole
};

class EvidenceFinder {
 public:
  EvidenceFinder(const Input& input, const Texts& texts, const KnownEvidence* known, CopyFigures& figures,
                 Progress& progress)
      : input_(input),
        texts_(texts),
        known_(known),
        figures_(figures),
        progress_(progress),
        banding_(choose_banding(input.options.jaccard, input.options.recall)),
        bound_(sample_rate(static_cast<std::uint32_t>(input.options.containment * input.options.whole_shingles),
                           sample_hits, input.options.recall)) {
    found_.sizes.resize(texts.size());
    postings_.resize(texts.size());
    figures_.bands = banding_.bands;
    figures_.rows = banding_.rows;
    figures_.sample_rate = bound_.rate();
  }

  Evidence find() {
    if (known_ != nullptr) {
      take_known();
    } else if (input_.options.bands) {
      find_band_pairs();
    } else {
      measure_all();
    }
    for (const Range& block : blocks()) {
      if (progress_.cancelled()) return {};
      join_block(block);
    }
    collect_edges();
    return std::move(found_);
  }

 private:
  struct Scratch {
    TextReader text;
    TextReader other;
    ShingleSet set;
    FigureComparer figures;
    std::vector<std::uint32_t> signature;
    std::vector<std::uint32_t> folded;
    std::vector<ShingleHash> sampled;
    std::vector<ShingleHash> rest;
    HitCounter counter;
    Range counted;
    std::vector<Slot> candidates;
    std::vector<SlotEdge> edges;
    std::uint64_t verified = 0;
  };

  [[nodiscard]] bool is_compared(Slot slot) const { return found_.sizes[slot] >= input_.options.min_shingles; }
  [[nodiscard]] bool is_indexed(Slot slot) const {
    return is_compared(slot) && (known_ == nullptr || known_->fresh[slot]);
  }
  /// Whether all shingles of an indexed slot are: fresh ones are few.
  [[nodiscard]] bool is_whole(Slot slot) const {
    return known_ != nullptr || found_.sizes[slot] < input_.options.whole_shingles;
  }

  void take_known();
  void measure(Slot slot, Scratch& scratch);
  void measure_all();
  void sign_all(BandKeys& keys);
  void find_band_pairs();
  [[nodiscard]] std::vector<Range> blocks() const;
  void join_block(const Range& block);
  void index_block(const Range& block, SampleIndex& sample, SampleIndex& whole);
  void probe(Slot slot, const Range& block, const SampleIndex& sample, const SampleIndex& whole, Scratch& scratch);
  void choose_candidates(Slot slot, const Range& block, Scratch& scratch) const;
  void verify(Slot slot, Scratch& scratch) const;
  void collect_edges();

  const Input& input_;
  const Texts& texts_;
  const KnownEvidence* known_;
  CopyFigures& figures_;
  Progress& progress_;
  Banding banding_;
  SampleBound bound_;
  /// A slot's shingles, repeats included.
  struct Postings {
    std::uint32_t sampled = 0;
    std::uint32_t others = 0;
  };
  std::vector<Postings> postings_;  // by slot, of those that were measured
  std::vector<SlotPair> pairs_;     // that collide in a band, sorted
  tbb::enumerable_thread_specific<Scratch> scratch_;
  Evidence found_;
};

// Sizes of the slots whose text is known, sizes of the others from their text, and the edges among the known.
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
  parallel_for(texts_.size(), grain, [&](std::size_t begin, std::size_t end) {
    Scratch& scratch = scratch_.local();
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) {
      if (known_->fresh[slot]) measure(slot, scratch);
    }
  });
}

void EvidenceFinder::sign_all(BandKeys& keys) {
  const Signer signer(banding_.hashes());
  parallel_for(texts_.size(), grain, [&](std::size_t begin, std::size_t end) {
    if (progress_.cancelled()) return;
    Scratch& scratch = scratch_.local();
    scratch.signature.resize(banding_.hashes());
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) {
      measure(slot, scratch);
      if (!is_compared(slot)) continue;
      signer.sign(scratch.set.distinct(), scratch.signature, scratch.folded);
      keys.set(slot, scratch.signature);
    }
    progress_.step(end - begin);
  });
}

void EvidenceFinder::measure(Slot slot, Scratch& scratch) {
  scratch.text.read(input_, texts_, slot);
  scratch.set.assign(scratch.text.shingles());
  found_.sizes[slot] = scratch.set.size();
  Postings& count = postings_[slot];
  for (const ShingleHash shingle : scratch.text.shingles()) ++(bound_.holds(shingle) ? count.sampled : count.others);
}

void EvidenceFinder::measure_all() {
  progress_.stage(texts_.size(), 0.4);
  parallel_for(texts_.size(), grain, [&](std::size_t begin, std::size_t end) {
    Scratch& scratch = scratch_.local();
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) measure(slot, scratch);
    progress_.step(end - begin);
  });
}

void EvidenceFinder::find_band_pairs() {
  progress_.stage(texts_.size(), 0.35);
  BandKeys keys(banding_, texts_.size());
  sign_all(keys);
  std::vector<Slot> members;
  for (Slot slot = 0; slot < texts_.size(); ++slot) {
    if (is_compared(slot)) members.push_back(slot);
  }
  progress_.stage(banding_.bands, 0.4);
  for (std::uint32_t first = 0; first < banding_.bands && !progress_.cancelled(); first += bands_at_once) {
    const std::uint32_t end = std::min(banding_.bands, first + bands_at_once);
    std::vector<std::vector<SlotPair>> found(end - first);
    parallel_for_each(found.size(), [&](std::size_t at) {
      append_band_pairs(keys, first + static_cast<std::uint32_t>(at), members, found[at]);
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

// Ranges of slots whose postings are indexed together, so that memory is bounded.
std::vector<Range> EvidenceFinder::blocks() const {
  const auto postings = [&](Slot slot) -> double {
    if (!is_indexed(slot)) return 0;
    return is_whole(slot) ? found_.sizes[slot] : found_.sizes[slot] * bound_.rate();
  };
  double total = 0;
  for (Slot slot = 0; slot < texts_.size(); ++slot) total += postings(slot);
  const double most = std::max<double>(least_block, total / most_blocks);
  std::vector<Range> out;
  Range block;
  double held = 0;
  for (Slot slot = 0; slot < texts_.size(); ++slot) {
    held += postings(slot);
    block.end = slot + 1;
    block.holds_whole |= is_indexed(slot) && is_whole(slot);
    if (held < most) continue;
    out.push_back(block);
    block = {.begin = slot + 1, .end = slot + 1, .holds_whole = false};
    held = 0;
  }
  if (block.end > block.begin) out.push_back(block);
  return out;
}

void EvidenceFinder::index_block(const Range& block, SampleIndex& sample, SampleIndex& whole) {
  // Every slot's postings have their place from the start: memory for them is taken once.
  std::vector<std::size_t> sample_begin{0};
  std::vector<std::size_t> whole_begin{0};
  for (Slot slot = block.begin; slot < block.end; ++slot) {
    const Postings& count = postings_[slot];
    sample_begin.push_back(sample_begin.back() + (is_indexed(slot) ? count.sampled : 0U));
    whole_begin.push_back(whole_begin.back() + (is_indexed(slot) && is_whole(slot) ? count.others : 0U));
  }
  std::vector<Posting> sampled(sample_begin.back());
  std::vector<Posting> others(whole_begin.back());
  parallel_for(block.end - block.begin, grain, [&](std::size_t begin, std::size_t end) {
    Scratch& scratch = scratch_.local();
    for (std::size_t at = begin; at < end; ++at) {
      const Slot slot = block.begin + static_cast<Slot>(at);
      if (!is_indexed(slot)) continue;
      scratch.text.read(input_, texts_, slot);
      std::size_t next_sampled = sample_begin[at];
      std::size_t next_other = whole_begin[at];
      for (const ShingleHash shingle : scratch.text.shingles()) {
        if (bound_.holds(shingle)) {
          sampled[next_sampled++] = Posting(shingle, slot);
        } else if (is_whole(slot)) {
          others[next_other++] = Posting(shingle, slot);
        }
      }
    }
  });
  const auto index_of = [](std::vector<Posting>& postings) {
    sort_in_parallel(postings);
    postings.erase(std::unique(postings.begin(), postings.end()), postings.end());
    return SampleIndex(std::move(postings));
  };
  sample = index_of(sampled);
  whole = index_of(others);
}

void EvidenceFinder::join_block(const Range& block) {
  SampleIndex sample;
  SampleIndex whole;
  index_block(block, sample, whole);
  progress_.stage(texts_.size(), 0.4 + 0.5 * static_cast<double>(block.end) / texts_.size());
  parallel_for(texts_.size(), grain, [&](std::size_t begin, std::size_t end) {
    if (progress_.cancelled()) return;
    Scratch& scratch = scratch_.local();
    if (scratch.counted.begin != block.begin || scratch.counted.end != block.end) {
      scratch.counter.reset(block.begin, block.end - block.begin);
      scratch.counted = block;
    }
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) {
      if (is_compared(slot)) probe(slot, block, sample, whole, scratch);
    }
    progress_.step(end - begin);
  });
}

void EvidenceFinder::probe(Slot slot, const Range& block, const SampleIndex& sample, const SampleIndex& whole,
                           Scratch& scratch) {
  // Pairs with documents of later blocks are found by those, but for sampled with whole ones and known with fresh ones.
  if (slot < block.begin && is_indexed(slot) && (is_whole(slot) || !block.holds_whole)) return;
  scratch.text.read(input_, texts_, slot);
  // Against few fresh texts most have nothing in common: repeats are counted then, which proposes no pair too few.
  if (known_ == nullptr) scratch.set.assign(scratch.text.shingles());
  scratch.sampled.clear();
  scratch.rest.clear();
  for (const ShingleHash shingle :
       known_ == nullptr ? scratch.set.distinct() : std::span<const ShingleHash>(scratch.text.shingles())) {
    (bound_.holds(shingle) ? scratch.sampled : scratch.rest).push_back(shingle);
  }
  sample.probe(scratch.sampled, slot, scratch.counter);
  whole.probe(scratch.rest, slot, scratch.counter);
  choose_candidates(slot, block, scratch);
  scratch.counter.clear();
  verify(slot, scratch);
}

// Of two documents of one kind the later one finds the pair; of a whole and a sampled one the sampled one, all of
// whose shingles were looked up.
void EvidenceFinder::choose_candidates(Slot slot, const Range& block, Scratch& scratch) const {
  const auto hit_enough = [&](Slot other) {
    const std::uint32_t smaller = std::min(found_.sizes[slot], found_.sizes[other]);
    return scratch.counter.hits(other) >= needed_hits(smaller, is_whole(other), bound_.rate(), input_.thresholds);
  };
  std::vector<Slot>& candidates = scratch.candidates;
  candidates.clear();
  for (const Slot other : scratch.counter.touched()) {
    if (scratch.counter.hits(other) < sample_hits) continue;  // most of them
    if (is_whole(slot) == is_whole(other) ? other > slot && is_indexed(slot) : !is_whole(other)) continue;
    if (hit_enough(other)) candidates.push_back(other);
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
  const auto first = std::lower_bound(pairs_.begin(), pairs_.end(), SlotPair{.larger = slot, .smaller = block.begin});
  for (auto pair = first; pair != pairs_.end() && pair->larger == slot && pair->smaller < block.end; ++pair) {
    if (hit_enough(pair->smaller)) candidates.push_back(pair->smaller);
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
}

void EvidenceFinder::verify(Slot slot, Scratch& scratch) const {
  scratch.verified += scratch.candidates.size();
  if (scratch.candidates.empty()) return;
  if (known_ != nullptr) scratch.set.assign(scratch.text.shingles());
  scratch.figures.hold(scratch.text.words());
  for (const Slot other : scratch.candidates) {
    scratch.other.read(input_, texts_, other);
    const Overlap overlap{.shared = scratch.set.count_shared(scratch.other.shingles()),
                          .size_a = found_.sizes[slot],
                          .size_b = found_.sizes[other]};
    if (!is_evidence(overlap, input_.thresholds)) continue;
    const bool copy =
        relation_of(overlap, input_.thresholds) != Relation::None &&
        !scratch.figures.differ(scratch.other.words(), overlap.shared, std::min(overlap.size_a, overlap.size_b));
    scratch.edges.push_back(
        {.a = std::min(slot, other), .b = std::max(slot, other), .shared = overlap.shared, .copy = copy});
  }
}

void EvidenceFinder::collect_edges() {
  std::size_t count = 0;
  for (const Scratch& scratch : scratch_) {
    count += scratch.edges.size();
    found_.candidates += scratch.verified;
  }
  figures_.candidates = found_.candidates;
  for (const std::uint32_t size : found_.sizes) figures_.shingles += size;
  std::vector<SlotEdge>& edges = found_.edges;
  edges.reserve(edges.size() + count);
  for (Scratch& scratch : scratch_) {
    edges.insert(edges.end(), scratch.edges.begin(), scratch.edges.end());
    scratch.edges = {};
  }
  sort_in_parallel(edges, [](const SlotEdge& x, const SlotEdge& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
}

}  // namespace

Evidence find_evidence(const Input& input, const Texts& texts, const KnownEvidence* known, CopyFigures& figures,
                       Progress& progress) {
  return EvidenceFinder(input, texts, known, figures, progress).find();
}

}  // namespace presswash::copies
