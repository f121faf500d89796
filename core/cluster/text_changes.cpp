#include "cluster/text_changes.h"

#include <algorithm>
#include <tuple>

#include "base/hash.h"
#include "cluster/word_mask.h"

namespace presswash {
namespace {

constexpr std::size_t run_words = 3;
constexpr std::uint32_t long_run = 12;  // unmatched words in a row: a sentence or a clause, not an edit

std::uint32_t words_in(const Paragraph& paragraph) { return static_cast<std::uint32_t>(paragraph.words.size()); }

/// Marks a longest increasing subsequence of `values`, the leftmost by its last elements (Schensted 1961).
std::vector<bool> increasing(std::span<const std::uint32_t> values) {
  std::vector<std::uint32_t> ends;  // places of the smallest value that ends a run of each length
  std::vector<std::uint32_t> before(values.size());
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const auto at = std::lower_bound(ends.begin(), ends.end(), values[i],
                                     [&](auto end, auto value) { return values[end] < value; });
    before[i] = at == ends.begin() ? i : *std::prev(at);
    if (at == ends.end()) {
      ends.push_back(i);
    } else {
      *at = i;
    }
  }
  std::vector<bool> marked(values.size(), false);
  if (ends.empty()) return marked;
  for (std::uint32_t i = ends.back();; i = before[i]) {
    marked[i] = true;
    if (before[i] == i) return marked;
  }
}

}  // namespace

void TextChanges::Rest::clear() {
  places.clear();
  words.clear();
}

void TextChanges::Rest::add(std::uint32_t place, const Paragraph& paragraph) {
  places.push_back(place);
  words.insert(words.end(), paragraph.words.begin(), paragraph.words.end());
}

void TextChanges::Rest::make_runs() {
  runs.clear();
  for (std::size_t i = 0; i + run_words <= words.size(); ++i)
    runs.push_back(combine64(combine64(words[i], words[i + 1]), words[i + 2]));
  set.assign(runs);
}

void TextChanges::Rest::match(const ShingleSet& other) {
  matched.assign(words.size(), false);
  mark_covered(words.size(), run_words, runs, other, [this](std::size_t word) { matched[word] = true; });
}

// Paragraphs of the same words, each once; returns how many words stand in those that changed their order, and leaves
// the others to the rests.
std::uint32_t TextChanges::match_paragraphs(std::span<const Paragraph> original, std::span<const Paragraph> copy) {
  by_text_.resize(original.size());
  for (std::uint32_t i = 0; i < by_text_.size(); ++i) by_text_[i] = i;
  std::ranges::sort(by_text_, {}, [&](std::uint32_t i) { return std::tuple(original[i].text, i); });
  used_.assign(original.size(), false);
  order_.clear();
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t i = 0; i < copy.size(); ++i) {
    auto at = std::ranges::lower_bound(by_text_, copy[i].text, {}, [&](std::uint32_t k) { return original[k].text; });
    while (at != by_text_.end() && original[*at].text == copy[i].text && used_[*at]) ++at;
    if (at == by_text_.end() || original[*at].text != copy[i].text) {
      copy_.add(i, copy[i]);
      continue;
    }
    used_[*at] = true;
    order_.push_back(*at);
    sizes.push_back(words_in(copy[i]));
  }
  for (std::uint32_t i = 0; i < original.size(); ++i) {
    if (!used_[i]) original_.add(i, original[i]);
  }
  if (std::ranges::is_sorted(order_)) return 0;
  const std::vector<bool> in_order = increasing(order_);
  std::uint32_t moved = 0;
  for (std::size_t i = 0; i < order_.size(); ++i) moved += in_order[i] ? 0 : sizes[i];
  return moved;
}

TextChanges::Own TextChanges::count_own(const Rest& rest, std::span<const Paragraph> text) {
  Own own;
  bool opening = true;
  std::size_t begin = 0;
  std::uint32_t expected = 0;  // the next paragraph, if the text has had nothing but its own so far
  for (const std::uint32_t place : rest.places) {
    const std::uint32_t size = words_in(text[place]);
    const auto first = rest.matched.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = first + static_cast<std::ptrdiff_t>(size);
    begin += size;
    opening = opening && place == expected++;
    if (2 * std::count(first, last, true) < static_cast<std::ptrdiff_t>(size)) {
      (opening ? own.opening : own.whole) += size;
      continue;
    }
    for (auto at = std::find(first, last, false); at != last;) {
      const auto end = std::find(at, last, true);
      const auto run = static_cast<std::uint32_t>(end - at);
      std::uint32_t& kind = run < long_run ? own.within : opening && at == first ? own.opening : own.whole;
      kind += run;
      at = std::find(end, last, false);
    }
    opening = false;
  }
  return own;
}

Changes TextChanges::compare(std::span<const Paragraph> original, std::span<const Paragraph> copy) {
  const auto same = [](const Paragraph& a, const Paragraph& b) { return a.text == b.text; };
  const auto front = std::ranges::mismatch(original, copy, same);
  const bool same_start = front.in2 != copy.begin();
  original = {front.in1, original.end()};
  copy = {front.in2, copy.end()};
  while (!original.empty() && !copy.empty() && same(original.back(), copy.back())) {
    original = original.first(original.size() - 1);
    copy = copy.first(copy.size() - 1);
  }
  original_.clear();
  copy_.clear();
  Changes changes{.moved = match_paragraphs(original, copy)};
  original_.make_runs();
  copy_.make_runs();
  original_.match(copy_.set);
  copy_.match(original_.set);
  const Own lost = count_own(original_, original);
  const Own own = count_own(copy_, copy);
  const bool relead = !same_start && own.opening >= long_run;  // less is a dateline or a name
  changes.relead = relead ? own.opening : 0;
  changes.added = own.whole + (relead ? 0 : own.opening);
  changes.cut = lost.opening + lost.whole;
  changes.edited = std::max(lost.within, own.within);
  return changes;
}

}  // namespace presswash
