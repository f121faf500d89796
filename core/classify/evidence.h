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

/// Of a block that stands nowhere else, and is no headline of another document.
[[nodiscard]] constexpr Evidence evidence_of_one(SiteIndex site) noexcept {
  const std::uint16_t known = site == no_site ? 0 : 1;
  return {.sites = known, .variants = known};
}

/// Counts evidence one masked form at a time. Holds scratch memory: one counter a thread.
class EvidenceCounter {
 public:
  /// `rows` are all rows of the scrape of one masked form; their order does not matter and is changed. `titles` must be
  /// sorted. Rows of unknown site get counts of sites, stories, headlines and copies only. Returns the evidence of each
  /// row in the order that they have then; it holds until the next call.
  [[nodiscard]] std::span<const Evidence> count_form(std::span<EvidenceRow> rows, std::span<const TitleRow> titles);

 private:
  [[nodiscard]] static Evidence count_one(const EvidenceRow& row, std::span<const TitleRow> titles);
  void count_one_text(std::span<const EvidenceRow> rows, std::span<const TitleRow> titles);
  void count_masked(std::span<EvidenceRow> rows);
  void count_exact(std::span<const EvidenceRow> rows);
  void count_stories(std::span<const EvidenceRow> rows, std::span<const TitleRow> titles);

  /// A row by its site and story, or by its story and site.
  struct Key {
    std::uint64_t key = 0;
    std::uint32_t row = 0;
  };

  std::vector<Evidence> found_;  ///< by row
  std::vector<Key> keys_;
  std::vector<Key> key_scratch_;
  std::vector<std::uint32_t> order_;
  std::vector<BlockHash> hashes_;
};

using EvidenceSink = std::function<void(std::uint64_t slot, const Evidence&)>;

/// The same for rows of any forms.
void count_evidence(std::vector<EvidenceRow>& rows, std::span<const TitleRow> titles, const EvidenceSink& sink);

}  // namespace presswash
