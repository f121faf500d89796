#include "classify/evidence.h"

#include <algorithm>
#include <tuple>

#include "base/radix_sort.h"

namespace presswash {
namespace {

std::uint16_t saturate(std::size_t n) { return static_cast<std::uint16_t>(std::min<std::size_t>(n, 0xFFFF)); }

/// Calls group(begin, end) for every run of [from, to) in which `key(i)` is the same.
template <typename Key, typename Group>
void for_runs(std::size_t from, std::size_t to, Key key, Group group) {
  for (std::size_t begin = from; begin < to;) {
    std::size_t end = begin + 1;
    while (end < to && key(end) == key(begin)) ++end;
    group(begin, end);
    begin = end;
  }
}

/// Number of different values of `key` in a range that is sorted by it.
template <typename Key>
std::size_t distinct(std::size_t begin, std::size_t end, Key key) {
  std::size_t n = begin < end ? 1 : 0;
  for (std::size_t i = begin + 1; i < end; ++i) n += key(i) != key(i - 1) ? 1U : 0U;
  return n;
}

}  // namespace

// Most forms are one text with the digits it has: everything is told by its places sorted by site and by story.
void EvidenceCounter::count_one_text(std::span<const EvidenceRow> rows, std::span<const TitleRow> titles) {
  const auto upper = [&](std::size_t i) { return static_cast<std::uint32_t>(keys_[i].key >> 32U); };
  const auto lower = [&](std::size_t i) { return static_cast<std::uint32_t>(keys_[i].key); };
  const auto sort_by = [&](auto first, auto second) {
    keys_.clear();
    for (std::uint32_t i = 0; i < rows.size(); ++i)
      keys_.push_back({.key = std::uint64_t{first(rows[i])} << 32U | second(rows[i]), .row = i});
    if (!std::ranges::is_sorted(keys_, {}, &Key::key))
      radix_sort(std::span(keys_), key_scratch_, [](const Key& key) { return key.key; });
  };
  const auto site_of = [](const EvidenceRow& row) { return row.site.value; };
  const auto story_of = [](const EvidenceRow& row) { return row.story; };

  sort_by(site_of, story_of);
  std::size_t sites = 0;
  for_runs(0, keys_.size(), upper, [&](std::size_t begin, std::size_t end) {
    if (upper(begin) == no_site.value) return;
    ++sites;
    const std::uint16_t others = saturate(distinct(begin, end, lower) - 1);
    for (std::size_t i = begin; i < end; ++i)
      found_[keys_[i].row] = {.clusters = others, .masked_clusters = others, .variants = 1};
  });

  sort_by(story_of, site_of);
  const std::uint16_t other_stories = saturate(distinct(0, keys_.size(), upper) - 1);
  const auto alike = std::ranges::equal_range(titles, rows.front().hash, {}, &TitleRow::hash);
  for_runs(0, keys_.size(), upper, [&](std::size_t begin, std::size_t end) {
    std::size_t known = end;
    while (known > begin && lower(known - 1) == no_site.value) --known;
    const std::size_t of_story = distinct(begin, known, lower);
    const auto own = std::ranges::equal_range(alike, upper(begin), {}, &TitleRow::story);
    const std::uint16_t headlines = saturate(alike.size() - own.size());
    for (std::size_t i = begin; i < end; ++i) {
      Evidence& evidence = found_[keys_[i].row];
      evidence.sites = saturate(sites);
      evidence.stories = other_stories;
      evidence.copies = saturate(of_story - (lower(i) == no_site.value ? 0U : 1U));
      evidence.headlines = headlines;
    }
  });
}

// By site: clusters and variants of the masked form. Sorted so that rows of unknown site come last.
void EvidenceCounter::count_masked(std::span<EvidenceRow> rows) {
  std::ranges::sort(rows, {}, [](const EvidenceRow& r) { return std::tuple(r.site, r.story, r.hash, r.slot); });
  std::size_t known = rows.size();
  while (known > 0 && rows[known - 1].site == no_site) --known;
  for_runs(
      0, known, [&](std::size_t i) { return rows[i].site; },
      [&](std::size_t begin, std::size_t end) {
        const std::size_t clusters = distinct(begin, end, [&](std::size_t i) { return rows[i].story; });
        hashes_.clear();
        for (std::size_t i = begin; i < end; ++i) {
          if (hashes_.empty() || hashes_.back() != rows[i].hash) hashes_.push_back(rows[i].hash);
        }
        std::ranges::sort(hashes_);
        const auto variants = static_cast<std::size_t>(std::ranges::unique(hashes_).begin() - hashes_.begin());
        for (std::size_t i = begin; i < end; ++i) {
          found_[i].masked_clusters = saturate(clusters - 1);
          found_[i].variants = saturate(variants);
        }
      });
}

// Sites on which the exact form stands, and its clusters by site.
void EvidenceCounter::count_exact(std::span<const EvidenceRow> rows) {
  const auto row = [&](std::size_t i) -> const EvidenceRow& { return rows[order_[i]]; };
  // Within a hash as the rows are: by site, then by story.
  std::ranges::sort(order_, {}, [&](std::uint32_t i) { return std::pair(rows[i].hash, i); });
  for_runs(
      0, rows.size(), [&](std::size_t i) { return row(i).hash; },
      [&](std::size_t begin, std::size_t end) {
        std::size_t sites = 0;
        for_runs(
            begin, end, [&](std::size_t i) { return row(i).site; },
            [&](std::size_t first, std::size_t last) {
              if (row(first).site == no_site) return;
              ++sites;
              const std::size_t clusters = distinct(first, last, [&](std::size_t i) { return row(i).story; });
              for (std::size_t i = first; i < last; ++i) found_[order_[i]].clusters = saturate(clusters - 1);
            });
        for (std::size_t i = begin; i < end; ++i) found_[order_[i]].sites = saturate(sites);
      });
}

// Stories that print the exact form, and the sites that print it within each.
void EvidenceCounter::count_stories(std::span<const EvidenceRow> rows, std::span<const TitleRow> titles) {
  const auto row = [&](std::size_t i) -> const EvidenceRow& { return rows[order_[i]]; };
  std::ranges::sort(order_, {}, [&](std::uint32_t i) { return std::tuple(rows[i].hash, rows[i].story, rows[i].site); });
  for_runs(
      0, rows.size(), [&](std::size_t i) { return row(i).hash; },
      [&](std::size_t begin, std::size_t end) {
        const std::size_t stories = distinct(begin, end, [&](std::size_t i) { return row(i).story; });
        const auto alike = std::ranges::equal_range(titles, row(begin).hash, {}, &TitleRow::hash);
        for_runs(
            begin, end, [&](std::size_t i) { return row(i).story; },
            [&](std::size_t first, std::size_t last) {
              std::size_t known = last;
              while (known > first && row(known - 1).site == no_site) --known;
              const std::size_t sites = distinct(first, known, [&](std::size_t i) { return row(i).site; });
              const auto own = std::ranges::equal_range(alike, row(first).story, {}, &TitleRow::story);
              const std::size_t headlines = alike.size() - own.size();
              for (std::size_t i = first; i < last; ++i) {
                Evidence& evidence = found_[order_[i]];
                evidence.stories = saturate(stories - 1);
                evidence.copies = saturate(sites - (row(i).site == no_site ? 0U : 1U));
                evidence.headlines = saturate(headlines);
              }
            });
      });
}

// A form that stands once in the scrape.
Evidence EvidenceCounter::count_one(const EvidenceRow& row, std::span<const TitleRow> titles) {
  const auto alike = std::ranges::equal_range(titles, row.hash, {}, &TitleRow::hash);
  const auto own = std::ranges::equal_range(alike, row.story, {}, &TitleRow::story);
  Evidence evidence = evidence_of_one(row.site);
  evidence.headlines = saturate(alike.size() - own.size());
  return evidence;
}

std::span<const Evidence> EvidenceCounter::count_form(std::span<EvidenceRow> rows, std::span<const TitleRow> titles) {
  found_.assign(rows.size(), {});
  if (rows.size() == 1) {
    found_.front() = count_one(rows.front(), titles);
  } else if (std::ranges::all_of(rows, [&](const EvidenceRow& row) { return row.hash == rows.front().hash; })) {
    count_one_text(rows, titles);
  } else {
    order_.resize(rows.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
    count_masked(rows);
    count_exact(rows);
    count_stories(rows, titles);
  }
  return found_;
}

void count_evidence(std::vector<EvidenceRow>& rows, std::span<const TitleRow> titles, const EvidenceSink& sink) {
  std::ranges::sort(rows, {}, &EvidenceRow::masked);
  EvidenceCounter counter;
  for_runs(
      0, rows.size(), [&](std::size_t i) { return rows[i].masked; },
      [&](std::size_t begin, std::size_t end) {
        const auto of_form = std::span(rows).subspan(begin, end - begin);
        const std::span<const Evidence> found = counter.count_form(of_form, titles);
        for (std::size_t i = 0; i < found.size(); ++i) sink(of_form[i].slot, found[i]);
      });
}

}  // namespace presswash
