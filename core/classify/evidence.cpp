#include "classify/evidence.h"

#include <algorithm>
#include <tuple>

namespace presswash {
namespace {

using Rows = std::vector<EvidenceRow>;

std::uint16_t saturate(std::size_t n) { return static_cast<std::uint16_t>(std::min<std::size_t>(n, 0xFFFF)); }

/// Calls group(begin, end) for every run of rows that are equal by `key`.
template <typename Key, typename Group>
void for_runs(const Rows& rows, std::size_t from, std::size_t to, Key key, Group group) {
  for (std::size_t begin = from; begin < to;) {
    std::size_t end = begin + 1;
    while (end < to && key(rows[end]) == key(rows[begin])) ++end;
    group(begin, end);
    begin = end;
  }
}

/// Number of different values of `key` in rows that are sorted by it.
template <typename Key>
std::size_t distinct(const Rows& rows, std::size_t begin, std::size_t end, Key key) {
  std::size_t n = begin < end ? 1 : 0;
  for (std::size_t i = begin + 1; i < end; ++i) n += key(rows[i]) != key(rows[i - 1]) ? 1U : 0U;
  return n;
}

template <typename Key>
std::size_t distinct_unsorted(const Rows& rows, std::size_t begin, std::size_t end, Key key) {
  std::vector<decltype(key(rows[begin]))> values;
  values.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) values.push_back(key(rows[i]));
  std::ranges::sort(values);
  return static_cast<std::size_t>(std::ranges::unique(values).begin() - values.begin());
}

}  // namespace

void count_evidence(Rows& rows, std::span<const TitleRow> titles,
                    const std::function<void(std::uint64_t, const Evidence&)>& sink) {
  const auto by_slot = [](const EvidenceRow& r) { return r.slot; };
  const auto story = [](const EvidenceRow& r) { return r.story; };
  const auto site = [](const EvidenceRow& r) { return r.site; };
  const auto exact = [](const EvidenceRow& r) { return r.hash; };
  std::ranges::sort(rows, {},
                    [&](const EvidenceRow& r) { return std::tuple(r.masked, r.site, r.story, r.hash, r.slot); });

  std::vector<Evidence> found(rows.size());
  for_runs(
      rows, 0, rows.size(), [](const EvidenceRow& r) { return r.masked; },
      [&](std::size_t begin, std::size_t end) {
        std::size_t known = end;
        while (known > begin && rows[known - 1].site == no_site) --known;
        const std::size_t sites = distinct(rows, begin, known, site);
        for (std::size_t i = begin; i < end; ++i) found[i].sites = saturate(sites);
        for_runs(rows, begin, known, site, [&](std::size_t first, std::size_t last) {
          const std::size_t clusters = distinct(rows, first, last, story);
          const std::size_t variants = distinct_unsorted(rows, first, last, exact);
          for (std::size_t i = first; i < last; ++i) {
            found[i].masked_clusters = saturate(clusters - 1);
            found[i].variants = saturate(variants);
          }
        });
      });

  // The same rows by exact form: the counts travel with the slots, so keep them beside a permutation.
  std::vector<std::uint32_t> order(rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  const auto runs = [&](auto key, auto group) {
    for (std::size_t begin = 0; begin < order.size();) {
      std::size_t end = begin + 1;
      while (end < order.size() && key(rows[order[end]]) == key(rows[order[begin]])) ++end;
      group(begin, end);
      begin = end;
    }
  };
  const auto sort_order = [&](auto key) {
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return key(rows[a]) < key(rows[b]); });
  };

  sort_order([&](const EvidenceRow& r) { return std::tuple(r.hash, r.site, r.story, r.slot); });
  runs(exact, [&](std::size_t begin, std::size_t end) {
    std::size_t sites = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const SiteIndex here = site(rows[order[i]]);
      sites += here != no_site && (i == begin || site(rows[order[i - 1]]) != here) ? 1U : 0U;
    }
    for (std::size_t i = begin; i < end; ++i) found[order[i]].sites = saturate(sites);
  });
  runs([](const EvidenceRow& r) { return std::pair(r.hash, r.site); },
       [&](std::size_t begin, std::size_t end) {
         if (rows[order[begin]].site == no_site) return;
         std::size_t clusters = 1;
         for (std::size_t i = begin + 1; i < end; ++i)
           clusters += story(rows[order[i]]) != story(rows[order[i - 1]]) ? 1U : 0U;
         for (std::size_t i = begin; i < end; ++i) found[order[i]].clusters = saturate(clusters - 1);
       });

  sort_order([&](const EvidenceRow& r) { return std::tuple(r.hash, r.story, r.site, r.slot); });
  runs(exact, [&](std::size_t begin, std::size_t end) {
    std::size_t stories = 1;
    for (std::size_t i = begin + 1; i < end; ++i)
      stories += story(rows[order[i]]) != story(rows[order[i - 1]]) ? 1U : 0U;
    for (std::size_t i = begin; i < end; ++i) found[order[i]].stories = saturate(stories - 1);
  });
  runs([](const EvidenceRow& r) { return std::pair(r.hash, r.story); },
       [&](std::size_t begin, std::size_t end) {
         std::size_t sites = 0;
         for (std::size_t i = begin; i < end; ++i) {
           const EvidenceRow& row = rows[order[i]];
           if (row.site == no_site) continue;
           sites += i == begin || site(rows[order[i - 1]]) != row.site ? 1U : 0U;
         }
         const EvidenceRow& first = rows[order[begin]];
         const auto alike = std::ranges::equal_range(titles, first.hash, {}, &TitleRow::hash);
         const auto own = std::ranges::equal_range(alike, first.story, {}, &TitleRow::story);
         const std::size_t headlines = alike.size() - own.size();
         for (std::size_t i = begin; i < end; ++i) {
           found[order[i]].copies = saturate(sites - (site(rows[order[i]]) == no_site ? 0U : 1U));
           found[order[i]].headlines = saturate(headlines);
         }
       });
  for (std::size_t i = 0; i < rows.size(); ++i) sink(by_slot(rows[i]), found[i]);
}

}  // namespace presswash
