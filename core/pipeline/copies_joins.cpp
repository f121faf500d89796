#include <algorithm>

#include <tbb/enumerable_thread_specific.h>

#include "cluster/join_test.h"
#include "cluster/snippet_test.h"
#include "pipeline/copies_leads.h"
#include "pipeline/copies_stages.h"
#include "pipeline/copies_text.h"
#include "pipeline/parallel.h"

namespace presswash::copies {
namespace {

constexpr Slot counted_documents = 5'000;  // enough to know which words are rare; slots are in random order

std::vector<Slot> doubtful_slots(const StoryGraph& graph, const LedSlots& led, Progress& progress) {
  std::vector<char> doubtful(graph.size());
  parallel_for(graph.size(), 256, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) {
      const bool none = graph.doubtful_neighbours(slot, led.of(slot)).slots.empty() && graph.holders(slot).slots.empty();
      doubtful[slot] = none ? 0 : 1;
    }
  });
  std::vector<Slot> slots;
  for (Slot slot = 0; slot < doubtful.size(); ++slot) {
    if (doubtful[slot] != 0) slots.push_back(slot);
  }
  return slots;
}

struct Tester {
  explicit Tester(const WordCounts& counts) : test(counts, JoinOptions{}), snippets(counts) {}
  JoinTest test;
  SnippetTest snippets;
  std::vector<TokenHash> words;
};

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
  StoryCuts cuts;
  cuts.join.resize(graph.size());
  const LedSlots led(input, texts, graph, progress);
  const std::vector<Slot> slots = doubtful_slots(graph, led, progress);
  progress.stage(slots.size(), 1.0);
  if (slots.empty()) return cuts;

  struct Finding {
    bool join = false;
    std::vector<SlotPair> foreign;
  };
  std::vector<Finding> findings(slots.size());
  tbb::enumerable_thread_specific<Tester> testers(counts);
  parallel_for(slots.size(), 4, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    Tester& tester = testers.local();
    const auto read = [&](Slot slot) -> const std::vector<TokenHash>& {
      tester.words.clear();
      input.tokens.append(texts.first(slot), tester.words);
      return tester.words;
    };
    for (std::size_t i = begin; i < end; ++i) {
      const Slot slot = slots[i];
      const auto cut = [&](Slot other) {
        findings[i].foreign.push_back({.larger = std::max(slot, other), .smaller = std::min(slot, other)});
      };
      if (const auto near = graph.doubtful_neighbours(slot, led.of(slot)); !near.slots.empty()) {
        tester.test.begin(read(slot), input.tokens.title(texts.first(slot)));
        for (std::size_t n = 0; n < near.slots.size(); ++n) 
          tester.test.add(read(near.slots[n]), near.parties[n], near.led[n]);
        const JoinVerdict verdict = tester.test.judge();
        findings[i].join = verdict.join;
        for (const std::uint32_t n : verdict.foreign) cut(near.slots[n]);
      }
      if (const auto near = graph.holders(slot); !near.slots.empty()) {
        tester.snippets.begin(read(slot));
        for (std::size_t n = 0; n < near.slots.size(); ++n) tester.snippets.add(read(near.slots[n]), near.parties[n]);
        const auto foreign = tester.snippets.foreign();
        for (std::size_t n = 0; n < near.slots.size(); ++n) {
          if (std::ranges::binary_search(foreign, near.parties[n])) cut(near.slots[n]);
        }
      }
    }
    progress.step(end - begin);
  });
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (findings[i].join) cuts.join[slots[i]] = true;
    cuts.edges.insert(cuts.edges.end(), findings[i].foreign.begin(), findings[i].foreign.end());
  }
  std::sort(cuts.edges.begin(), cuts.edges.end());
  cuts.edges.erase(std::unique(cuts.edges.begin(), cuts.edges.end()), cuts.edges.end());
  return cuts;
}

}  // namespace presswash::copies
