#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "cluster/related.h"
#include "document/cluster.h"
#include "document/document.h"
#include "document/outcome.h"
#include "pipeline/learn.h"
#include "sketch/names.h"
#include "write/run_writer.h"

namespace presswash {

/// Collects the names of every story while documents are handed over, and finds the stories that are related.
class RelatedStories {
 public:
  explicit RelatedStories(const State& state);

  /// Whether the document stands for its story: alone, or its cluster's canonical one.
  [[nodiscard]] bool stands_for_story(DocumentIndex document) const { return stands_[document.value]; }
  /// In input order; `names` are of its cleaned text.
  void add(const Document& document, const Outcome& outcome, std::vector<NamedWord>&& names);
  /// The rows of related.jsonl, by the stories' documents in input order; only stories that have related ones. `count`:
  /// how many. Asked once.
  [[nodiscard]] std::string rows(const std::vector<DocumentLabel>& labels, std::uint64_t& count);

 private:
  struct Story {
    ContentHash content;  ///< the order in which stories are compared: ties do not depend on the input's order
    DocumentIndex document;
    ClusterId cluster;
    NamedStory names;
  };
  std::vector<bool> stands_;
  std::vector<Story> stories_;                        ///< in input order
  std::unordered_map<TokenHash, std::string> texts_;  ///< of the names
};

}  // namespace presswash
