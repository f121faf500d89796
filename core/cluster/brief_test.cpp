#include "cluster/brief_test.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace presswash {
namespace {

constexpr std::uint32_t brief_shingles = 64;        // a text of fewer is a brief
constexpr std::uint32_t short_brief_shingles = 40;  // one of fewer is compared with any text,
constexpr std::uint32_t compared_shingles = 128;    // others with texts of fewer than this
constexpr double stands_whole = 0.8;                // of the brief's shingles in the other text
constexpr double part_words = 0.6;                  // of the telling words of a short brief that does not,
constexpr double untitled_words = 0.73;             // when a title is not known,
constexpr double whole_words = 0.5;                 // of every other brief: with less in common they differ,
constexpr std::size_t telling_figures = 4;          // unless they share as many figures and all of one text
constexpr double same_subject = 0.6;                // of the telling words of title and text, for either text
constexpr double same_figures = 0.6;                // of the text with fewer: above, one replaced figure tells nothing,
constexpr std::size_t many_replaced = 2;            // but this many do, when they are
constexpr double many_replaced_share = 0.2;         // of the figures of the text with fewer
constexpr std::size_t anchor_items = 3;             // equal ones on both sides of what is in each other's place
constexpr std::size_t longest_replaced = 8;         // items
constexpr std::size_t longest_aligned = 256;        // items of a text

}  // namespace

bool BriefTest::differ(const Text& a, const Text& b, const Overlap& overlap) {
  const std::uint32_t smaller = std::min(overlap.size_a, overlap.size_b);
  const std::uint32_t larger = std::max(overlap.size_a, overlap.size_b);
  const bool comparable = larger < compared_shingles;
  const bool whole = overlap.shared >= stands_whole * smaller;
  const bool titled = !a.title.empty() && !b.title.empty();
  double least = 0;
  if (smaller < short_brief_shingles && !whole) {
    least = titled ? part_words : untitled_words;
  } else if (smaller < brief_shingles && comparable && titled) {
    least = whole_words;
  }
  if (least > 0 && common_words(a, b, titled, titled && whole) < least) return !share_all_figures(a.words, b.words);
  const bool told = titled && smaller < compared_shingles && larger < 2 * compared_shingles;
  return (told && differ_in_subject(a, b)) || (comparable && differ_in_figures(a.words, b.words));
}

// What a text is about stands in its title and in its text; in a copy's text, too, whatever headline that has.
bool BriefTest::differ_in_subject(const Text& a, const Text& b) {
  const auto has = [](std::span<const TokenHash> words, TokenHash word) {
    return std::ranges::find(words, word) != words.end();
  };
  const auto known_to = [&](const Text& text, const Text& other) {
    words_a_.assign(text.title.begin(), text.title.end());
    make_distinct(words_a_);
    double subject = 0;
    double known = 0;
    for (const TokenHash word : words_a_) {
      const double weight = counts_->weight(word);
      if (weight <= 0 || !has(text.words, word)) continue;
      subject += weight;
      if (has(other.words, word) || has(other.title, word)) known += weight;
    }
    return subject > 0 ? known / subject : 1.0;
  };
  return known_to(a, b) < same_subject && known_to(b, a) < same_subject;
}

bool BriefTest::titles_differ(std::span<const TokenHash> words, std::span<const TokenHash> title_a,
                              std::span<const TokenHash> title_b) {
  if (title_a.empty() || title_b.empty() || words.size() >= brief_shingles) return false;
  return common_words({words, title_a}, {words, title_b}, true, true) < whole_words && !share_all_figures(words, words);
}

// Share of the poorer one's telling words that the other one has too.
double BriefTest::common_words(const Text& a, const Text& b, bool titled, bool in_language) {
  const auto take = [&](const Text& text, std::vector<TokenHash>& out) {
    out.assign(text.words.begin(), text.words.end());
    if (titled) out.insert(out.end(), text.title.begin(), text.title.end());
    make_distinct(out);
  };
  take(a, words_a_);
  take(b, words_b_);
  return cohesion_of_documents(words_a_, words_b_, *counts_, in_language);
}

SharedFigures BriefTest::take_apart(std::span<const TokenHash> a, std::span<const TokenHash> b) {
  make_items(a, items_a_);
  make_items(b, items_b_);
  take_figures(items_a_, words_a_);
  take_figures(items_b_, words_b_);
  return compare_figures(words_a_, words_b_);
}

bool BriefTest::share_all_figures(std::span<const TokenHash> a, std::span<const TokenHash> b) {
  const SharedFigures figures = take_apart(a, b);
  return figures.fewer >= telling_figures && figures.same == figures.fewer;
}

bool BriefTest::differ_in_figures(std::span<const TokenHash> a, std::span<const TokenHash> b) {
  const SharedFigures figures = take_apart(a, b);
  if (figures.fewer == 0 || items_a_.size() > longest_aligned || items_b_.size() > longest_aligned) return false;
  const auto fewer = static_cast<double>(figures.fewer);
  const std::size_t replaced = words_a_ == words_b_ ? 0 : replaced_figures(items_a_, items_b_, true);
  return (replaced > 0 && static_cast<double>(figures.same) <= same_figures * fewer) ||
         (replaced >= many_replaced && static_cast<double>(replaced) >= many_replaced_share * fewer);
}

// Of several, the first.
BriefTest::Run BriefTest::longest_common(Items a, Items b) {
  Run best;
  ending_.assign(b.size() + 1, 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::uint16_t before = 0;  // the run that ends at the items before i and j
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto length = static_cast<std::uint16_t>(a[i].hash == b[j].hash ? before + 1 : 0);
      before = std::exchange(ending_[j + 1], length);
      if (length > best.length) best = {.a = i + 1 - length, .b = j + 1 - length, .length = length};
    }
  }
  return best;
}

// Places between common runs, or behind the last one, where different figures stand. What stands before the first one
// is a dateline, which every copy may have of its own.
std::size_t BriefTest::replaced_figures(Items a, Items b, bool first) {
  if (a.empty() || b.empty()) return 0;
  if (const Run run = longest_common(a, b); run.length >= anchor_items) {
    return replaced_figures(a.first(run.a), b.first(run.b), first) +
           replaced_figures(a.subspan(run.a + run.length), b.subspan(run.b + run.length), false);
  }
  if (first || a.size() > longest_replaced || b.size() > longest_replaced) return 0;
  return figures_differ(a, b) ? 1 : 0;
}

// Not when one lacks only some words of the other: 30 April 1992, 30 Apr1l.
bool BriefTest::figures_differ(Items a, Items b) {
  const auto same = [](const TextItem& x, const TextItem& y) { return x.hash == y.hash; };
  const auto is_figure = [](const TextItem& item) { return !item.figure.empty(); };
  if (std::ranges::equal(std::views::filter(a, is_figure), std::views::filter(b, is_figure), same)) return false;
  const auto take = [](Items items, std::vector<TokenHash>& out) {
    out.clear();
    for (const TextItem& item : items) out.insert(out.end(), item.figure.begin(), item.figure.end());
    make_distinct(out);
  };
  take(a, words_a_);
  take(b, words_b_);
  return !std::ranges::includes(words_a_, words_b_) && !std::ranges::includes(words_b_, words_a_);
}

}  // namespace presswash
