#include "pipeline/pair_sample.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include <tbb/enumerable_thread_specific.h>

#include "base/hash.h"
#include "pipeline/copies_stages.h"
#include "pipeline/copies_verify.h"
#include "pipeline/parallel.h"

namespace presswash {
namespace {

// Every threshold that is tried begins a bin, so that a bin lies above it or below it as a whole.
constexpr std::array jaccard_bins = {0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
constexpr std::array containment_bins = {0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
constexpr std::uint32_t least_pairs = 50;
// The search goes by estimated overlaps: it begins lower, so that few of the lowest bins are estimated to lie below.
constexpr double search_margin = 0.7;
constexpr double search_recall = 0.95;  // of pairs of the shortest texts that are sampled at all

std::vector<PairBin> empty_bins() {
  std::vector<PairBin> bins;
  const auto add = [&](PairSet set, const auto& borders) {
    for (std::size_t i = 0; i + 1 < borders.size(); ++i)
      bins.push_back({.set = set, .from = borders[i], .to = borders[i + 1]});
  };
  add(PairSet::Jaccard, jaccard_bins);
  add(PairSet::Containment, containment_bins);
  return bins;
}

/// A pair in the order in which a bin gives its pairs.
struct Draw {
  std::uint64_t hash = 0;
  std::uint32_t edge = 0;
  friend auto operator<=>(const Draw&, const Draw&) = default;
};

class Sampler {
 public:
  Sampler(const PairSource& source, const copies::Input& input, const PairSampleOptions& wanted,
          const std::function<bool(double)>& told)
      : source_(source), input_(input), wanted_(wanted), progress_(told) {}

  Result<PairSample> sample() {
    texts_ = copies::collapse_identical(input_, progress_);
    words_ = copies::count_words(input_, texts_);
    copies::part_by_titles(input_, words_, texts_);
    CopyFigures ignored;
    if (!progress_.cancelled()) evidence_ = copies::find_evidence(input_, texts_, words_, nullptr, ignored, progress_);
    if (!progress_.cancelled()) measure();
    if (progress_.cancelled()) return Error{ErrorCode::Cancelled, "cancelled", {}, {}};
    out_.bins = empty_bins();
    fill_bins();
    draw();
    return std::move(out_);
  }

 private:
  void measure();
  void fill_bins();
  void draw();
  [[nodiscard]] Overlap overlap_of(const SlotEdge& edge) const {
    return {.shared = edge.shared, .size_a = evidence_.sizes[edge.a], .size_b = evidence_.sizes[edge.b]};
  }
  [[nodiscard]] std::uint64_t content(Slot slot) const { return input_.facts[texts_.first(slot).value].content.value; }
  [[nodiscard]] double similarity(const PairBin& bin, const Overlap& overlap) const {
    if (bin.set == PairSet::Jaccard) return overlap.jaccard();
    return overlap.jaccard() < source_.options.jaccard ? overlap.containment() : -1.0;
  }

  [[nodiscard]] bool is_join(Slot slot) const { return std::ranges::binary_search(source_.joins, texts_.first(slot)); }

  const PairSource& source_;
  const copies::Input& input_;  // of a search with low thresholds
  const PairSampleOptions& wanted_;
  copies::Progress progress_;
  copies::Texts texts_;
  WordCounts words_;
  copies::Evidence evidence_;
  std::vector<std::vector<Draw>> drawn_;  ///< by bin
  PairSample out_;
};

// Full shingle sets instead of estimates; `copy` now says that nothing but the thresholds speaks against the pair.
void Sampler::measure() {
  progress_.stage(evidence_.edges.size(), 1.0);
  tbb::enumerable_thread_specific<copies::PairComparer> comparers(input_, texts_, words_, evidence_.sizes);
  parallel_for(evidence_.edges.size(), 64, [&](std::size_t begin, std::size_t end) {
    if (progress_.cancelled()) return;
    copies::PairComparer& comparer = comparers.local();
    for (std::size_t i = begin; i < end; ++i) {
      SlotEdge& edge = evidence_.edges[i];
      edge.shared = comparer.compare(edge.a, edge.b).shared;
      edge.copy = !comparer.are_look_alikes();
    }
    progress_.step(end - begin);
  });
}

void Sampler::fill_bins() {
  drawn_.resize(out_.bins.size());
  for (std::uint32_t i = 0; i < evidence_.edges.size(); ++i) {
    const SlotEdge& edge = evidence_.edges[i];
    if (edge.shared < input_.thresholds.shared) continue;
    ++out_.measured;
    if (is_join(edge.a) || is_join(edge.b)) {
      ++out_.of_joins;
      continue;
    }
    if (!edge.copy) {
      ++out_.look_alikes;
      continue;
    }
    const Overlap overlap = overlap_of(edge);
    // Slots are in the order of their contents' hashes.
    const std::uint64_t hash = combine64(combine64(mix64(wanted_.seed), content(edge.a)), content(edge.b));
    for (std::size_t b = 0; b < out_.bins.size(); ++b) {
      const double value = similarity(out_.bins[b], overlap);
      if (value >= out_.bins[b].from && (value < out_.bins[b].to || out_.bins[b].to == 1.0))
        drawn_[b].push_back({.hash = hash, .edge = i});
    }
  }
  for (std::size_t b = 0; b < drawn_.size(); ++b) out_.bins[b].pairs = drawn_[b].size();
}

void Sampler::draw() {
  std::vector<std::uint64_t> counts;
  counts.reserve(out_.bins.size());
  for (const PairBin& bin : out_.bins) counts.push_back(bin.pairs);
  const std::vector<std::uint64_t> quotas = spread_evenly(counts, wanted_.pairs);
  // The place of a pair among those of its bin; of a pair in two bins, the smaller one.
  std::map<Draw, std::uint64_t> places;
  for (std::size_t b = 0; b < drawn_.size(); ++b) {
    const auto end = drawn_[b].begin() + static_cast<std::ptrdiff_t>(quotas[b]);
    std::partial_sort(drawn_[b].begin(), end, drawn_[b].end());
    drawn_[b].erase(end, drawn_[b].end());
    for (std::uint64_t place = 0; place < drawn_[b].size(); ++place) {
      const auto [at, fresh] = places.emplace(drawn_[b][place], place);
      if (!fresh) at->second = std::min(at->second, place);
    }
  }
  std::vector<std::pair<std::uint64_t, Draw>> order;
  order.reserve(places.size());
  for (const auto& [drawn, place] : places) order.emplace_back(place, drawn);
  std::sort(order.begin(), order.end());
  std::map<Draw, std::uint32_t> numbers;
  for (const auto& [place, drawn] : order) numbers.emplace(drawn, static_cast<std::uint32_t>(numbers.size() + 1));
  for (std::uint32_t b = 0; b < drawn_.size(); ++b) {
    for (const Draw& drawn : drawn_[b]) {
      const SlotEdge& edge = evidence_.edges[drawn.edge];
      out_.pairs.push_back({.number = numbers.at(drawn),
                            .bin = b,
                            .a = texts_.first(edge.a),
                            .b = texts_.first(edge.b),
                            .overlap = overlap_of(edge)});
    }
  }
  std::ranges::sort(out_.pairs, {}, [](const SampledPair& pair) { return std::tuple(pair.number, pair.bin); });
}

}  // namespace

std::optional<std::string> PairSampleOptions::validate() const {
  if (pairs >= least_pairs) return std::nullopt;
  return "--pairs must be at least " + std::to_string(least_pairs) + ": every bin of similarity needs some";
}

std::vector<std::uint64_t> spread_evenly(std::span<const std::uint64_t> counts, std::uint64_t total) {
  std::vector<std::uint64_t> out(counts.size());
  for (;;) {
    std::uint64_t open = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) open += out[i] < counts[i] ? 1U : 0U;
    if (open == 0 || total == 0) return out;
    const std::uint64_t each = total / open;
    for (std::size_t i = 0; i < counts.size() && total > 0; ++i) {
      const std::uint64_t more = std::min(counts[i] - out[i], std::max<std::uint64_t>(1, each));
      out[i] += more;
      total -= more;
    }
  }
}

Result<PairSample> sample_pairs(const PairSource& source, const PairSampleOptions& wanted,
                                const std::function<bool(double)>& progress) {
  for (const auto& wrong : {source.options.validate(), wanted.validate()})
    if (wrong) return Error{ErrorCode::InvalidArgument, *wrong, {}, {}};
  CopyOptions search = source.options;
  search.jaccard = search_margin * jaccard_bins.front();
  search.containment = search_margin * containment_bins.front();
  search.recall = search_recall;
  search.estimate = true;
  copies::Input input(source.tokens, source.facts, search);
  input.thresholds.evidence = search.containment;
  return Sampler(source, input, wanted, progress).sample();
}

}  // namespace presswash
