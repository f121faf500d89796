#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "base/ids.h"
#include "cluster/word_counts.h"

namespace presswash {

/// The snippet test: a short text (a teaser, or what is left of a page) stands in texts of several parties. Do they
/// tell one story? The party with most texts has it; another one that shares no telling words with that party, the
/// snippet's own aside, holds the snippet by chance. Keeps scratch memory: one a thread.
class SnippetTest {
 public:
  explicit SnippetTest(const WordCounts& counts) : counts_(&counts) {}

  /// Starts with the words of the snippet.
  void begin(std::span<const TokenHash> words);
  /// Adds a text that holds it. Parties: see StoryGraph::Neighbourhood.
  void add(std::span<const TokenHash> words, std::uint32_t party);
  /// Parties of other stories, sorted.
  [[nodiscard]] std::vector<std::uint32_t> foreign() const;

 private:
  struct Party {
    std::size_t texts = 0;
    std::vector<TokenHash> words;  ///< of its longest text, without the snippet's; distinct, sorted
  };
  const WordCounts* counts_;
  std::vector<TokenHash> snippet_;
  std::vector<TokenHash> scratch_;
  std::map<std::uint32_t, Party> parties_;
};

}  // namespace presswash
