#include "pipeline/copies_leads.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <tbb/enumerable_thread_specific.h>

#include "match/sample_index.h"
#include "pipeline/copies_sort.h"
#include "pipeline/copies_text.h"
#include "pipeline/parallel.h"

namespace presswash::copies {
namespace {

constexpr std::array<std::size_t, 6> lead_places = {0,  3,  6,
                                                    10, 14, 18};  // of the shingles by which a beginning is known
constexpr std::uint32_t least_met = 2;                            // of them
constexpr std::size_t most_led = 32;

}  // namespace

LedSlots::LedSlots(const Input& input, const Texts& texts, const StoryGraph& graph, Progress& progress)
    : led_(texts.size()) {
  struct Scratch {
    TextReader text;
    HitCounter counter;
    bool ready = false;
  };
  tbb::enumerable_thread_specific<Scratch> scratches;
  std::vector<Posting> postings(lead_places.size() * texts.size());
  parallel_for(texts.size(), 64, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    Scratch& scratch = scratches.local();
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) {
      scratch.text.read(input, texts, slot);
      const auto& shingles = scratch.text.shingles();
      if (shingles.size() < input.options.min_shingles) continue;
      for (std::size_t i = 0; i < lead_places.size() && lead_places[i] < shingles.size(); ++i)
        postings[lead_places.size() * slot + i] = Posting(shingles[lead_places[i]], slot);
    }
  });
  std::erase(postings, Posting{});
  sort_in_parallel(postings);
  postings.erase(std::unique(postings.begin(), postings.end()), postings.end());
  const SampleIndex index(std::move(postings));
  parallel_for(texts.size(), 64, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    Scratch& scratch = scratches.local();
    if (!scratch.ready) scratch.counter.reset(0, texts.size());
    scratch.ready = true;
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) {
      if (!graph.is_tied(slot)) continue;
      scratch.text.read(input, texts, slot);
      index.probe(std::span(scratch.text.shingles()), slot, scratch.counter);
      std::vector<Slot>& led = led_[slot];
      for (const Slot other : scratch.counter.touched()) {
        if (scratch.counter.hits(other) >= least_met) led.push_back(other);
      }
      const auto more = [&](Slot a, Slot b) {
        return std::tuple(scratch.counter.hits(b), a) < std::tuple(scratch.counter.hits(a), b);
      };
      std::sort(led.begin(), led.end(), more);
      if (led.size() > most_led) led.resize(most_led);
      std::sort(led.begin(), led.end());
      scratch.counter.clear();
    }
  });
}

}  // namespace presswash::copies
