#pragma once

#include <cstdint>

#include "pipeline/columns.h"
#include "pipeline/scrape_evidence.h"

namespace presswash {

struct StartOptions {
  double jaccard = 0.3;           ///< two documents are copies when so many of their words stand in blocks of both,
  double containment = 0.4;       ///< or this share of the smaller one's
  double share = 0.2;             ///< left out is what this share of a site's pages shows,
  std::uint32_t pages = 5;        ///< and at least this many of them,
  std::uint32_t long_block = 20;  ///< unless it is part of a run of blocks with this many words
  double again_share = 0.8;       ///< or most pages that show it show a story again,
  std::uint32_t again_own_words = 30;   ///< with less running text of their own than this,
  double again_own_share = 0.2;         ///< or than this share of what other pages show, too
  std::uint32_t common_pages = 12;      ///< left out is running text that so many pages show, on whatever sites,
  double common_beside_own = 0.9;       ///< of which this share says something of its own,
  std::uint32_t common_own_words = 60;  ///< in so many words of running text that no other page shows
  friend bool operator==(const StartOptions&, const StartOptions&) = default;
};

/// The cautious start: chooses what the first clusters are made of. Verdicts must be those of the pages alone, `pages`
/// must have counted every page as its own story.
/// - Taken out is what many pages of a site show. A run of long blocks is not: it may be a story that was run again.
///   Nor is what the page alone took for article, on pages that say next to nothing else: furniture stands beside
///   stories of every kind, a story that is run again beside itself.
/// - Taken out is template text: running text that many pages show, nearly all of them beside a story of their own.
///   Of a story that is printed often, most copies say nothing else.
/// - Put back is what the page alone spoke against and what may be copied: running text, and lines that other sites
///   print too. It must be seen before it is judged.
void make_cautious_start(ScrapeColumns& columns, const ScrapeEvidence& pages, const StartOptions& options);

}  // namespace presswash
