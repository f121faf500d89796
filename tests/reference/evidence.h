#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>

#include "classify/evidence.h"

namespace presswash::reference {

/// The evidence of one row, asked of every other row.
inline Evidence evidence_of(const EvidenceRow& own, std::span<const EvidenceRow> rows,
                            std::span<const TitleRow> titles) {
  std::set<std::uint32_t> exact;
  std::set<std::uint32_t> masked;
  std::set<BlockHash> variants;
  std::set<SiteIndex> sites;
  std::set<SiteIndex> copies;
  std::set<std::uint32_t> stories;
  for (const EvidenceRow& row : rows) {
    if (row.hash == own.hash && row.story != own.story) stories.insert(row.story);
    if (row.site == no_site) continue;
    if (row.hash == own.hash) sites.insert(row.site);
    if (row.hash == own.hash && row.story == own.story && row.site != own.site) copies.insert(row.site);
    if (own.site == no_site || row.site != own.site) continue;
    if (row.masked == own.masked) variants.insert(row.hash);
    if (row.masked == own.masked && row.story != own.story) masked.insert(row.story);
    if (row.hash == own.hash && row.story != own.story) exact.insert(row.story);
  }
  std::size_t headlines = 0;
  for (const TitleRow& title : titles) headlines += title.hash == own.hash && title.story != own.story ? 1U : 0U;
  const auto saturated = [](std::size_t n) { return static_cast<std::uint16_t>(std::min<std::size_t>(n, 65'535)); };
  return {.clusters = saturated(exact.size()),
          .masked_clusters = saturated(masked.size()),
          .sites = saturated(sites.size()),
          .variants = saturated(variants.size()),
          .headlines = saturated(headlines),
          .stories = saturated(stories.size()),
          .copies = saturated(copies.size())};
}

}  // namespace presswash::reference
