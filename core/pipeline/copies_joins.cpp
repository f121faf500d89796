#include <algorithm>
#include <optional>

#include <tbb/enumerable_thread_specific.h>

#include "cluster/join_test.h"
#include "pipeline/copies_leads.h"
#include "pipeline/copies_stages.h"
#include "pipeline/copies_text.h"
#include "pipeline/parallel.h"

namespace presswash::copies {
namespace {

constexpr Slot counted_documents = 5'000;  // enough to know which words are rare; slots are in random order

class JoinFinder {
 public:
  JoinFinder(const Input& input, const Texts& texts, const StoryGraph& graph, const WordCounts& counts,
             Progress& progress)
      : input_(input), texts_(texts), graph_(graph), progress_(progress), testers_([&counts] {
          return Tester{.test = JoinTest(counts, JoinOptions{}), .read = {}};
        }) {}

  [[nodiscard]] StoryCuts find();
  /// `cuts` and what openings tell besides.
  [[nodiscard]] StoryCuts find_by_openings(StoryCuts cuts);

 private:
  struct Tester {
    JoinTest test;
    TextCache read;
  };
  struct Finding {
    bool join = false;
    std::vector<SlotPair> foreign;
  };

  [[nodiscard]] StoryGraph::Neighbourhood near(Slot slot, const std::vector<bool>& joins) const {
    return graph_.doubtful_neighbours(slot, led_ ? led_->of(slot) : std::span<const Slot>(), joins);
  }
  [[nodiscard]] bool shares_with(Slot slot, const std::vector<bool>& joins) const {
    return std::ranges::any_of(graph_.links(slot), [&](const Link& link) { return joins[link.to]; });
  }
  template <typename Asked>
  [[nodiscard]] std::vector<Slot> doubtful_slots(Asked asked) const;
  void find_again(const std::vector<Slot>& slots, StoryCuts& cuts);
  [[nodiscard]] std::vector<Finding> judge_all(const std::vector<Slot>& slots, const std::vector<bool>& joins);
  [[nodiscard]] Finding judge(Slot slot, const StoryGraph::Neighbourhood& near, Tester& tester) const;

  const Input& input_;
  const Texts& texts_;
  const StoryGraph& graph_;
  Progress& progress_;
  std::optional<LedSlots> led_;
  tbb::enumerable_thread_specific<Tester> testers_;
};

/// Slots that may tie stories together, of those asked for, in an order in which neighbours come together: so texts
/// are read for many slots in turn.
template <typename Asked>
std::vector<Slot> JoinFinder::doubtful_slots(Asked asked) const {
  std::vector<char> doubtful(graph_.size());
  parallel_for(graph_.size(), 256, [&](std::size_t begin, std::size_t end) {
    if (progress_.cancelled()) return;
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot)
      doubtful[slot] = !asked(slot) || near(slot, {}).slots.empty() ? 0 : 1;
  });
  std::vector<Slot> slots;
  for (Slot slot = 0; slot < doubtful.size(); ++slot) {
    if (doubtful[slot] != 0) slots.push_back(slot);
  }
  const std::vector<Slot> sets = neighbourhoods_of(graph_);
  std::ranges::stable_sort(slots, {}, [&](Slot slot) { return sets[slot]; });
  return slots;
}

JoinFinder::Finding JoinFinder::judge(Slot slot, const StoryGraph::Neighbourhood& near, Tester& tester) const {
  const auto beside = [&](std::size_t n) { return tester.read.read(input_, texts_, slot, near.slots[n]); };
  tester.test.begin(beside(0).a.shingled(), input_.tokens.title(texts_.first(slot)));
  for (std::size_t n = 0; n < near.slots.size(); ++n)
    tester.test.add(beside(n).b.shingled(), near.parties[n], near.led[n]);
  const JoinVerdict verdict = tester.test.judge();
  Finding finding{.join = verdict.join, .foreign = {}};
  for (const std::uint32_t n : verdict.foreign) finding.foreign.push_back(pair_of(slot, near.slots[n]));
  return finding;
}

std::vector<JoinFinder::Finding> JoinFinder::judge_all(const std::vector<Slot>& slots, const std::vector<bool>& joins) {
  std::vector<Finding> findings(slots.size());
  parallel_for(slots.size(), 16, [&](std::size_t begin, std::size_t end) {
    if (progress_.cancelled()) return;
    Tester& tester = testers_.local();
    for (std::size_t i = begin; i < end; ++i) {
      const auto neighbours = near(slots[i], joins);
      if (!neighbours.slots.empty()) findings[i] = judge(slots[i], neighbours, tester);
    }
    progress_.step(end - begin);
  });
  return findings;
}

StoryCuts JoinFinder::find() {
  const std::vector<Slot> slots = doubtful_slots([](Slot) { return true; });
  progress_.stage(slots.size(), 1.0);
  const std::vector<Finding> findings = judge_all(slots, {});
  StoryCuts cuts;
  cuts.join.resize(graph_.size());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (findings[i].join) cuts.join[slots[i]] = true;
    cuts.edges.insert(cuts.edges.end(), findings[i].foreign.begin(), findings[i].foreign.end());
  }
  std::sort(cuts.edges.begin(), cuts.edges.end());
  cuts.edges.erase(std::unique(cuts.edges.begin(), cuts.edges.end()), cuts.edges.end());
  std::vector<Slot> again;
  for (const Slot slot : slots) {
    if (!cuts.join[slot] && shares_with(slot, cuts.join)) again.push_back(slot);
  }
  find_again(again, cuts);
  return cuts;
}

// Two digests of the same stories hide each other: once one of them is known, the other is looked at without it.
void JoinFinder::find_again(const std::vector<Slot>& slots, StoryCuts& cuts) {
  const std::vector<Finding> findings = judge_all(slots, cuts.join);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (findings[i].join) cuts.join[slots[i]] = true;
  }
}

// Texts that only lead into a slot make joins and nothing else: what was cut stays as it is. What a larger text holds
// nearly whole is a join only when that one is.
StoryCuts JoinFinder::find_by_openings(StoryCuts cuts) {
  const std::vector<bool> known = cuts.join;
  const std::vector<Slot> story_of = stories_of(graph_, cuts);
  std::vector<Slot> asked;
  std::vector<Slot> held;
  for (Slot slot = 0; slot < graph_.size(); ++slot) {
    if (!known[slot] && graph_.is_tied(slot)) (graph_.holder_of(slot, known) == no_slot ? asked : held).push_back(slot);
  }
  led_.emplace(input_, texts_, known, progress_);
  led_->look_up(asked, story_of, progress_);
  const auto is_led = [&](Slot slot) { return !cuts.join[slot] && !led_->of(slot).empty(); };
  const std::vector<Slot> slots = doubtful_slots(is_led);
  progress_.stage(slots.size(), 1.0);
  const std::vector<Finding> findings = judge_all(slots, {});
  std::vector<bool> found(graph_.size());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (findings[i].join) found[slots[i]] = cuts.join[slots[i]] = true;
  }
  std::erase_if(held, [&](Slot slot) { return graph_.holder_of(slot, cuts.join) != no_slot; });
  led_->look_up(held, story_of, progress_);
  find_again(doubtful_slots([&](Slot slot) {
               return !cuts.join[slot] && (shares_with(slot, found) || (is_led(slot) && shares_with(slot, known)));
             }),
             cuts);
  return cuts;
}

}  // namespace

WordCounts count_words(const Input& input, const Texts& texts) {
  WordCounts counts;
  tbb::enumerable_thread_specific<std::vector<TokenHash>> scratch;
  parallel_for(std::min(texts.size(), counted_documents), 64, [&](std::size_t begin, std::size_t end) {
    std::vector<TokenHash>& words = scratch.local();
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) {
      words.clear();
      input.tokens.append(texts.first(slot), words);
      const auto title = input.tokens.title(texts.first(slot));
      words.insert(words.end(), title.begin(), title.end());
      make_distinct(words);
      counts.add(words);
    }
  });
  return counts;
}

StoryCuts find_joins(const Input& input, const Texts& texts, const StoryGraph& graph, const WordCounts& counts,
                     Progress& progress) {
  return JoinFinder(input, texts, graph, counts, progress).find();
}

StoryCuts with_joins_of_openings(StoryCuts cuts, const Input& input, const Texts& texts, const StoryGraph& graph,
                                 const WordCounts& counts, Progress& progress) {
  return JoinFinder(input, texts, graph, counts, progress).find_by_openings(std::move(cuts));
}

}  // namespace presswash::copies
