#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/ids.h"
#include "document/verdict.h"

namespace presswash {

/// One block of one document, as the evidence sees it.
struct EvidenceRow {
  BlockHash hash;
  BlockHash masked;
  SiteIndex site = no_site;
  std::uint32_t story = 0;  ///< the same number for all documents of a story cluster
  std::uint64_t slot = 0;   ///< handed back with the counts
};

/// The headline of a document.
struct TitleRow {
  BlockHash hash;
  std::uint32_t story = 0;
  friend auto operator<=>(const TitleRow&, const TitleRow&) = default;
};

/// Counts the evidence of every row. `rows` must hold all rows of the scrape that share a masked hash with any of them
/// (so a scrape may be counted in parts, split by masked hash); their order does not matter and is changed. `titles`
/// must be sorted. Rows of unknown site get counts of sites, stories, headlines and copies only.
void count_evidence(std::vector<EvidenceRow>& rows, std::span<const TitleRow> titles,
                    const std::function<void(std::uint64_t slot, const Evidence&)>& sink);

}  // namespace presswash
