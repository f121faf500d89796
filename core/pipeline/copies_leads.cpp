#include "pipeline/copies_leads.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <tbb/enumerable_thread_specific.h>

#include "base/radix_sort.h"
#include "cluster/join_test.h"
#include "match/sample_index.h"
#include "pipeline/copies_text.h"
#include "pipeline/parallel.h"
#include "sketch/shingle_set.h"

namespace presswash::copies {
namespace {

constexpr JoinOptions rule;                                                // of what opens in a document
constexpr std::array<std::size_t, 6> lead_places = {0, 3, 6, 10, 14, 18};  // of the shingles by which it is looked up
constexpr std::uint32_t least_met = 2;                                     // of them
constexpr std::size_t most_led = 32;

/// Whether so much of the opening is in a document as the join test asks of what is met by its beginning alone: more
/// than a headline.
bool stands_in(std::span<const ShingleKey> opening, const ShingleSet& document_keys) {
  constexpr std::uint32_t least = rule.led_words - static_cast<std::uint32_t>(shingle_words) + 1;
  std::uint32_t shared = 0;
  for (std::size_t i = 0; i < opening.size() && shared < least; ++i)
    shared += document_keys.contains(opening[i]) ? 1U : 0U;
  return shared >= least;
}

struct Scratch {
  TextReader text;
  HitCounter counter;
  std::vector<ShingleHash> keys;
  ShingleSet set;
  bool ready = false;
};

}  // namespace

OpeningKeys::OpeningKeys(Slot slots) : keys_(std::size_t{slots} * rule.opening_shingles), counts_(slots) {}

void OpeningKeys::set(Slot slot, std::span<const ShingleHash> shingles) {
  counts_[slot] = static_cast<std::uint8_t>(std::min<std::size_t>(shingles.size(), rule.opening_shingles));
  for (std::size_t i = 0; i < counts_[slot]; ++i)
    keys_[std::size_t{slot} * rule.opening_shingles + i] = static_cast<ShingleKey>(shingles[i]);
}

std::span<const ShingleKey> OpeningKeys::of(Slot slot) const {
  return std::span(keys_).subspan(std::size_t{slot} * rule.opening_shingles, counts_[slot]);
}

LedSlots::LedSlots(const Input& input, const Texts& texts, const std::vector<bool>& joins, Progress& progress)
    : input_(input), texts_(texts), led_(texts.size()) {
  openings_ = OpeningKeys(texts.size());
  tbb::enumerable_thread_specific<TextReader> readers;
  parallel_for(texts.size(), 64, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    TextReader& text = readers.local();
    for (auto slot = static_cast<Slot>(begin); slot < end; ++slot) {
      if (joins[slot]) continue;
      text.read_first(input, texts, slot, std::max<std::size_t>(rule.opening_shingles, input.options.min_shingles));
      if (text.shingles().size() >= input.options.min_shingles) openings_.set(slot, text.shingles());
    }
  });
  std::vector<Posting> postings;
  postings.reserve(lead_places.size() * texts.size());
  for (Slot slot = 0; slot < texts.size(); ++slot) {
    const auto opening = openings_.of(slot);
    for (const std::size_t place : lead_places)
      if (place < opening.size()) postings.emplace_back(opening[place], slot);
  }
  std::vector<Posting> scratch;
  radix_sort(std::span(postings), scratch, [](const Posting& posting) { return std::uint64_t{posting.key()}; });
  postings.erase(std::unique(postings.begin(), postings.end()), postings.end());
  index_.emplace(std::move(postings));
}

void LedSlots::look_up(std::span<const Slot> slots, const std::vector<Slot>& story_of, Progress& progress) {
  tbb::enumerable_thread_specific<Scratch> scratches;
  parallel_for(slots.size(), 64, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    Scratch& scratch = scratches.local();
    if (!scratch.ready) scratch.counter.reset(0, texts_.size());
    scratch.ready = true;
    for (const Slot slot : slots.subspan(begin, end - begin)) {
      scratch.text.read(input_, texts_, slot);
      index_->probe(std::span(scratch.text.shingles()), slot, scratch.counter);
      std::vector<Slot>& led = led_[slot];
      for (const Slot other : scratch.counter.touched())
        if (scratch.counter.hits(other) >= least_met && story_of[other] != story_of[slot]) led.push_back(other);
      if (!led.empty()) {
        scratch.keys.clear();
        for (const ShingleHash shingle : scratch.text.shingles())
          scratch.keys.push_back(static_cast<ShingleKey>(shingle));
        scratch.set.assign(scratch.keys);
        std::erase_if(led, [&](Slot other) { return !stands_in(openings_.of(other), scratch.set); });
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
