#include "pipeline/copies_verify.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <tbb/enumerable_thread_specific.h>

#include "cluster/disjoint_sets.h"
#include "match/place.h"
#include "pipeline/parallel.h"
#include "pipeline/sort_in_parallel.h"

namespace presswash::copies {
namespace {

constexpr std::size_t pairs_at_once = 256;

/// Sorts pairs that hang together next to each other, so that a text is read once for many of them.
void sort_by_neighbourhood(std::vector<SlotPair>& pairs, std::size_t slots) {
  DisjointSets sets(slots);
  for (const SlotPair& pair : pairs) sets.unite(pair.larger, pair.smaller);
  const std::vector<std::uint32_t> set_of = sets.find_all();
  sort_in_parallel(pairs, [&](const SlotPair& a, const SlotPair& b) {
    return std::tuple(set_of[a.larger], a.larger, a.smaller) < std::tuple(set_of[b.larger], b.larger, b.smaller);
  });
}

class PairVerifier {
 public:
  PairVerifier(const Input& input, const Texts& texts, const WordCounts& words, std::span<const std::uint32_t> sizes)
      : thresholds_(input.thresholds), comparer_(input, texts, words, sizes) {}

  void verify(const SlotPair& pair) {
    const Overlap& overlap = comparer_.compare(pair.larger, pair.smaller);
    if (!is_evidence(overlap, thresholds_)) return;
    const bool copy = relation_of(overlap, thresholds_) != Relation::None && !comparer_.are_look_alikes();
    edges_.push_back({.a = pair.smaller, .b = pair.larger, .shared = overlap.shared, .copy = copy});
  }
  [[nodiscard]] const std::vector<SlotEdge>& edges() const noexcept { return edges_; }

 private:
  EdgeThresholds thresholds_;
  PairComparer comparer_;
  std::vector<SlotEdge> edges_;
};

}  // namespace

const Overlap& PairComparer::compare(Slot held, Slot other) {
  const auto [text, other_text] = read_.read(*input_, *texts_, held, other);
  held_text_ = &text;
  other_text_ = &other_text;
  if (held_ != held) {
    held_ = held;
    set_.assign(text.shingles());
    figures_.hold(text.words());
  }
  other_ = other;
  overlap_ = {.shared = set_.count_shared(other_text.shingles()), .size_a = sizes_[held], .size_b = sizes_[other]};
  return overlap_;
}

bool PairComparer::are_look_alikes() {
  if (figures_.differ(other_text_->words(), overlap_)) return true;
  BriefTest::Text a{.words = held_text_->words(), .title = title_of(held_)};
  BriefTest::Text b{.words = other_text_->words(), .title = title_of(other_)};
  if (held_ < other_) std::swap(a, b);  // the same answer whichever is held
  return briefs_.differ(a, b, overlap_) || stands_behind(held_text_->shingles(), other_text_->shingles()) ||
         stands_behind(other_text_->shingles(), held_text_->shingles());
}

void verify_pairs(const Input& input, const Texts& texts, const WordCounts& words, std::vector<SlotPair>&& pairs,
                  std::span<const std::uint32_t> sizes, std::vector<SlotEdge>& edges, Progress& progress) {
  sort_by_neighbourhood(pairs, texts.size());
  tbb::enumerable_thread_specific<PairVerifier> verifiers(input, texts, words, sizes);
  const std::size_t parts = (pairs.size() + pairs_at_once - 1) / pairs_at_once;
  parallel_for(parts, 1, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    PairVerifier& verifier = verifiers.local();
    const std::size_t last = std::min(pairs.size(), end * pairs_at_once);
    for (std::size_t i = begin * pairs_at_once; i < last; ++i) verifier.verify(pairs[i]);
    progress.step(last - begin * pairs_at_once);
  });
  for (const PairVerifier& verifier : verifiers)
    edges.insert(edges.end(), verifier.edges().begin(), verifier.edges().end());
}

}  // namespace presswash::copies
