#pragma once

#include <cstdint>
#include <vector>

#include "classify/evidence.h"
#include "classify/judge.h"
#include "document/cluster.h"
#include "pipeline/columns.h"

namespace presswash {

/// Counts the evidence of every block of a scrape by story cluster, into the columns' own slots.
class ScrapeEvidence {
 public:
  /// `columns` must have their slots, with nothing counted since `make_verdicts`, and not be complete yet.
  explicit ScrapeEvidence(ScrapeColumns& columns);

  /// Counts again, with the stories that `clusters` gives (by document, 0 for none; empty: every document is its own
  /// story). Only what stands in a document whose story is another one than the last time is counted anew.
  void count(const std::vector<ClusterId>& clusters);
  /// Whether the last count told anything else of document `d` than the one before.
  [[nodiscard]] bool changed(std::size_t d) const { return changed_[d] != 0; }

  [[nodiscard]] DocumentEvidence of(std::size_t d) const {
    return {.blocks = columns_.evidence(d), .context = contexts_[d]};
  }
  /// Whether the scrape knows more of document `d` than the page itself.
  [[nodiscard]] bool informative(std::size_t d) const {
    return contexts_[d].site_clusters >= 2 || contexts_[d].story_sites >= 2;
  }

 private:
  /// Where the wanted forms stand: tasks of forms that follow each other.
  struct Standing {
    std::uint32_t text = 0;
    std::uint32_t slot = 0;
  };
  struct Tasks {
    std::vector<Standing> places;       ///< task by task, in each by slot
    std::vector<std::uint32_t> forms;   ///< of each task the first form, and the end
    std::vector<std::uint64_t> starts;  ///< of each task in `places`, and the end
  };

  void count_contexts();
  [[nodiscard]] Tasks find_places(const std::vector<char>& wanted) const;
  void count_task(const Tasks& tasks, std::size_t task, const std::vector<TitleRow>& titles);
  [[nodiscard]] std::uint32_t document_of(std::uint32_t slot) const {
    std::uint32_t d = first_document_[slot / slots_at_once];
    while (end_slot_[d] <= slot) ++d;
    return d;
  }
  /// Forms of which something must be counted: of texts in documents, and of headlines, whose story is another one.
  [[nodiscard]] std::vector<char> forms_to_count(const std::vector<std::uint32_t>& story_before) const;

  [[nodiscard]] std::uint32_t form_of(const BlockRow& row) const { return form_[row.text.value]; }

  static constexpr std::uint32_t slots_at_once = 64;

  ScrapeColumns& columns_;
  std::vector<std::uint32_t> first_document_;  ///< by slot / slots_at_once: the document of the first of these slots
  std::vector<std::uint32_t> end_slot_;        ///< by document
  std::vector<std::uint32_t> form_;            ///< by text; the columns' own entries are four times as large
  std::vector<std::uint32_t> title_;           ///< by document: the form of a block that is its title, or no_form
  std::vector<SiteIndex> site_;                ///< by document, likewise
  std::vector<std::uint32_t> size_;            ///< by form: how often it stands in the scrape
  std::vector<char> one_text_;                 ///< by form: it is the masked form of a single text
  std::vector<char> in_titles_;                ///< by form: one of its texts is the headline of a document
  std::vector<std::uint32_t> story_;           ///< by document: the smallest document of its cluster
  std::vector<ScrapeContext> contexts_;        ///< by document
  std::vector<char> changed_;                  ///< by document
};

}  // namespace presswash
