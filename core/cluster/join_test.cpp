#include "cluster/join_test.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace presswash {

void JoinTest::begin(const ShingledText& text, std::span<const TokenHash> title) {
  words_.assign(text.words.begin(), text.words.end());
  title_.assign(title.begin(), title.end());
  make_distinct(title_);
  places_.assign(text.shingles);
  neighbours_.clear();
  parts_.clear();
}

void JoinTest::add(const ShingledText& text, std::uint32_t party, bool led) {
  Neighbour neighbour;
  neighbour.covers = WordMask(words_.size());
  const auto mark = [&](std::size_t place) { neighbour.covers.set(place); };
  std::uint32_t of_lead = 0;
  std::uint32_t of_opening = 0;
  for (std::size_t i = 0; i < text.shingles.size(); ++i) {
    if (!places_.find(text.shingles[i], mark)) continue;
    of_lead += i < options_.lead_shingles ? 1U : 0U;
    of_opening += i < options_.opening_shingles ? 1U : 0U;
  }
  neighbour.covers.lengthen(shingle_words);
  neighbour.covers.drop_runs_below(options_.least_words);
  neighbour.words = neighbour.covers.count();
  neighbour.share =
      text.words.empty() ? 0.0 : static_cast<double>(neighbour.words) / static_cast<double>(text.words.size());
  neighbour.party = party;
  neighbour.brings_lead = of_lead >= options_.lead_shared;
  neighbour.brings_opening = neighbour.brings_lead || of_opening >= options_.opening_shared;
  neighbour.led = led;
  neighbours_.push_back(std::move(neighbour));
}

bool JoinTest::is_same(const Part& part, const Neighbour& neighbour) const {
  return part.covers.count_common(neighbour.covers) >= options_.same_part * std::min(part.words, neighbour.words);
}

// A neighbour that overlaps several parts makes one of them.
void JoinTest::add_to_parts(std::uint32_t at) {
  const Neighbour& neighbour = neighbours_[at];
  Part made{.covers = neighbour.covers, .words = neighbour.words, .neighbours = {at}};
  for (std::size_t i = parts_.size(); i > 0; --i) {
    Part& part = parts_[i - 1];
    if (!is_same(part, neighbour)) continue;
    made.covers |= part.covers;
    made.neighbours.insert(made.neighbours.end(), part.neighbours.begin(), part.neighbours.end());
    parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(i - 1));
  }
  made.words = made.covers.count();
  parts_.push_back(std::move(made));
}

void JoinTest::sort_parts() {
  std::stable_sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) { return a.words > b.words; });
}

void JoinTest::make_parts() {
  parts_.clear();
  for (const std::uint32_t at : order_) {
    if (!neighbours_[at].led) add_to_parts(at);
  }
  sort_parts();
}

// Made of those that bring their opening: what another one holds of several parts it may hold as a digest itself.
void JoinTest::make_parts_of_openings() {
  parts_.clear();
  for (const std::uint32_t at : order_) {
    if (neighbours_[at].brings_opening) add_to_parts(at);
  }
  for (const std::uint32_t at : order_) {
    if (neighbours_[at].brings_opening) continue;
    for (Part& part : parts_) {
      if (is_same(part, neighbours_[at])) part.neighbours.push_back(at);
    }
  }
  sort_parts();
}

JoinTest::Holders JoinTest::holders_of(const Part& part) const {
  std::map<std::uint32_t, std::uint32_t> parties;
  Holders holders;
  for (const std::uint32_t at : part.neighbours) {
    if (neighbours_[at].words * 2 < part.words) continue;
    ++holders.all;
    holders.most_tied = std::max(holders.most_tied, ++parties[neighbours_[at].party]);
  }
  holders.parties = static_cast<std::uint32_t>(parties.size());
  return holders;
}

bool JoinTest::is_tied(const Part& part) const {
  const Holders holders = holders_of(part);
  return holders.all == 1 || part.words >= options_.phrase_words ||
         (holders.most_tied > 1 && holders.most_tied >= options_.tied * holders.all);
}

// What so many stories have that nothing else ties together tells none of them.
void JoinTest::cut_stock_phrases(std::vector<std::uint32_t>& foreign) {
  std::erase_if(parts_, [&](const Part& part) {
    if (is_tied(part) || holders_of(part).parties < options_.phrase_parties) return false;
    foreign.insert(foreign.end(), part.neighbours.begin(), part.neighbours.end());
    return true;
  });
}

bool JoinTest::is_met_by_beginnings(const Part& part) const {
  return std::ranges::all_of(part.neighbours, [&](std::uint32_t at) { return neighbours_[at].led; });
}

// A digest holds beginnings, under a title of its own; what holds the whole of a story, or is called by it, is that
// story with something beside it.
bool JoinTest::is_about(const Part& part) const {
  const auto is_copy = [&](std::uint32_t at) { return !neighbours_[at].led; };
  const auto is_held = [&](std::uint32_t at) { return is_copy(at) && neighbours_[at].share >= options_.held; };
  const auto held = std::ranges::count_if(part.neighbours, is_held);
  if (held > 0 && held * 2 >= std::ranges::count_if(part.neighbours, is_copy)) return true;
  const std::vector<TokenHash> words = words_of(part);
  double all = 0;
  double known = 0;
  for (const TokenHash word : title_) {
    const double weight = counts_->weight(word);
    all += weight;
    if (std::ranges::binary_search(words, word)) known += weight;
  }
  return all > 0 && known >= options_.of_title * all;
}

void JoinTest::drop_weak_parts() {
  const double least =
      std::max<double>(options_.least_words, options_.least_share * static_cast<double>(words_.size()));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i].words < least || (i > 0 && !is_tied(parts_[i]))) continue;
    if (parts_[i].words < options_.led_words && is_met_by_beginnings(parts_[i])) continue;
    if (kept != i) parts_[kept] = std::move(parts_[i]);
    ++kept;
  }
  parts_.resize(kept);
}

std::vector<TokenHash> JoinTest::words_of(const Part& part) const {
  std::vector<TokenHash> words;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (part.covers.has(i)) words.push_back(words_[i]);
  }
  make_distinct(words);
  return words;
}

void JoinTest::merge_cohesive_parts() {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    for (std::size_t j = i + 1; j < parts_.size();) {
      if (cohesion_in_language(words_of(parts_[i]), words_of(parts_[j]), *counts_) < options_.same_words) {
        ++j;
        continue;
      }
      parts_[i].covers |= parts_[j].covers;
      parts_[i].words = parts_[i].covers.count();
      parts_[i].neighbours.insert(parts_[i].neighbours.end(), parts_[j].neighbours.begin(), parts_[j].neighbours.end());
      parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(j));
    }
  }
}

bool JoinTest::is_join() const {
  std::vector<const Part*> led;
  for (const Part& part : parts_) {
    const auto brings_lead = [&](std::uint32_t at) { return neighbours_[at].brings_lead; };
    if (std::any_of(part.neighbours.begin(), part.neighbours.end(), brings_lead)) led.push_back(&part);
  }
  return is_sequence(std::move(led));
}

bool JoinTest::is_sequence(std::vector<const Part*> parts) const {
  if (parts.size() < 2) return false;
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part* a, const Part* b) { return a->covers.first() < b->covers.first(); });
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!follows(*parts[i - 1], *parts[i])) return false;
  }
  return true;
}

bool JoinTest::is_join_of_openings() {
  make_parts_of_openings();
  if (parts_.size() < 2) return false;
  drop_weak_parts();
  merge_cohesive_parts();
  if (parts_.size() < 2) return false;
  const auto main = std::ranges::find_if(parts_, [&](const Part& part) {
    return std::ranges::find(part.neighbours, order_.front()) != part.neighbours.end();
  });
  if (main == parts_.end() || is_about(*main)) return false;
  std::vector<const Part*> parts;
  parts.reserve(parts_.size());
  for (const Part& part : parts_) parts.push_back(&part);
  return is_sequence(std::move(parts));
}

// There is a place that next to all of the one stands before and of the other behind: a few words of either are
// anywhere by chance.
bool JoinTest::follows(const Part& before, const Part& after) const {
  const auto stray = [&](const Part& part, const Part& other) {
    return std::min(options_.interleaved * static_cast<double>(part.words),
                    options_.interleaved_other * static_cast<double>(other.words));
  };
  std::uint32_t late = before.words;  // words of the one behind the place
  std::uint32_t early = 0;            // and of the other before it
  for (std::size_t i = 0; i <= words_.size(); ++i) {
    if (late <= stray(before, after) && early <= stray(after, before)) return true;
    if (i == words_.size()) break;
    late -= before.covers.has(i) ? 1U : 0U;
    early += after.covers.has(i) ? 1U : 0U;
  }
  return false;
}

JoinVerdict JoinTest::judge() {
  order_.resize(neighbours_.size());
  std::iota(order_.begin(), order_.end(), 0U);
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return neighbours_[a].words > neighbours_[b].words; });
  JoinVerdict verdict = judge_parts();
  if (!verdict.join && is_join_of_openings()) verdict = {.join = true, .foreign = {}};
  return verdict;
}

JoinVerdict JoinTest::judge_parts() {
  JoinVerdict verdict;
  make_parts();
  cut_stock_phrases(verdict.foreign);
  if (parts_.size() >= 2) {
    drop_weak_parts();
    merge_cohesive_parts();
  }
  if (parts_.size() >= 2) {
    if (is_join()) return {.join = true, .foreign = {}};
    const auto main =
        std::max_element(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) { return a.words < b.words; });
    for (const Part& part : parts_) {
      if (&part != &*main)
        verdict.foreign.insert(verdict.foreign.end(), part.neighbours.begin(), part.neighbours.end());
    }
  }
  std::sort(verdict.foreign.begin(), verdict.foreign.end());
  return verdict;
}

}  // namespace presswash
