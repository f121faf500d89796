#pragma once

#include <cstdint>
#include <vector>

#include "classify/evidence.h"
#include "classify/judge.h"
#include "document/cluster.h"
#include "pipeline/columns.h"

namespace presswash {

/// The evidence of every block of a scrape, counted by story cluster. Holds 12 bytes a block.
class ScrapeEvidence {
 public:
  explicit ScrapeEvidence(const ScrapeColumns& columns);

  /// Counts again, with the stories that `membership` gives (by document; empty: every document is its own story).
  void count(const std::vector<Membership>& membership);

  [[nodiscard]] DocumentEvidence of(std::size_t d) const;
  /// Whether the scrape knows more of document `d` than the page itself.
  [[nodiscard]] bool informative(std::size_t d) const {
    return contexts_[d].site_clusters >= 2 || contexts_[d].story_sites >= 2;
  }

 private:
  void count_contexts();

  const ScrapeColumns& columns_;
  std::vector<std::uint32_t> story_;     ///< by document: the smallest document of its cluster
  std::vector<Evidence> evidence_;       ///< by slot
  std::vector<ScrapeContext> contexts_;  ///< by document
};

}  // namespace presswash
