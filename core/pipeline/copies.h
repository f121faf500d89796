#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "document/article_tokens.h"
#include "document/cluster.h"

namespace presswash {

struct CopyOptions {
  double jaccard = 0.25;              ///< an edge is `near` from here on
  double containment = 0.5;           ///< an edge is `excerpt` when this share of the smaller one stands in the other
  double max_unique = 0.2;            ///< a member is removed only when at most this share of its words is its own
  double recall = 0.995;              ///< wanted of the candidate stage, at the thresholds
  std::uint32_t min_shingles = 8;     ///< documents with fewer distinct shingles are matched only when identical
  std::uint32_t whole_shingles = 64;  ///< documents with fewer are indexed whole, others by a sample
  bool estimate = false;  ///< overlaps of longer documents are estimated from their samples and not verified: quick
  Keep keep = Keep::Cleanest;
  /// What is wrong with the values, in words of the command line; absent when nothing is.
  [[nodiscard]] std::optional<std::string> validate() const;
  friend bool operator==(const CopyOptions&, const CopyOptions&) = default;
};

/// What the choice of survivors needs to know of a document.
struct DocumentFacts {
  ContentHash content;  ///< breaks every tie
  std::optional<std::int64_t> published_seconds{};
  std::uint32_t furniture_bytes = 0;  ///< for Keep::Cleanest
  SiteIndex site = no_site;
  std::uint64_t article = 0;  ///< the same while the same blocks are article text; 0: not told
};

struct CopyFigures {
  std::uint64_t texts = 0;       ///< different article texts
  std::uint64_t shingles = 0;    ///< distinct ones, summed over the texts
  std::uint64_t candidates = 0;  ///< pairs verified since all texts were last compared
  std::uint64_t edges = 0;
  std::uint64_t joins = 0;  ///< documents recognised as joins of several stories
  std::uint32_t bands = 0;
  std::uint32_t rows = 0;
  double sample_rate = 0;  ///< share of the shingles of longer documents that is in the sample
};

struct Copies {
  Clustering clustering;
  std::vector<Edge> edges;  ///< every verified pair, sorted by (a, b); of identical texts, pairs with the first
  std::vector<DocumentIndex> joins;  ///< documents that tie no stories together, sorted
  CopyFigures figures;
};

/// Finds the copies among all documents: signatures, LSH and sample candidates, verified edges, clusters, survivors.
/// Runs on the calling oneTBB arena. The result does not depend on the number of threads; clusters and survivors do
/// not depend on the order of the documents. Asked again with the same options, it verifies only pairs of which a text
/// has changed since, unless many have.
class CopyFinder {
 public:
  /// Of the same documents in every call; it must outlive the finder.
  explicit CopyFinder(const ArticleTokens& tokens);
  CopyFinder(const CopyFinder&) = delete;
  CopyFinder& operator=(const CopyFinder&) = delete;
  ~CopyFinder();

  /// The story of every document: its cluster's id, 0 when it stands alone. `progress`, when given, is called with a
  /// share done in [0, 1] from one thread at a time; returning false cancels (Error Cancelled).
  [[nodiscard]] Result<std::vector<ClusterId>> find_stories(const std::vector<DocumentFacts>& facts,
                                                            const CopyOptions& options,
                                                            const std::function<bool(double)>& progress = {});
  /// The same, guessed from the blocks that documents have in common word for word. Nothing of it is remembered.
  [[nodiscard]] Result<std::vector<ClusterId>> guess_stories(const std::vector<DocumentFacts>& facts,
                                                             const CopyOptions& options,
                                                             const std::function<bool(double)>& progress = {});
  /// The same, after little has changed: a text that was altered since it was last compared is compared with those
  /// alone that it shared text with then or has blocks in common with now. When many have changed, all are with all.
  [[nodiscard]] Result<std::vector<ClusterId>> update_stories(const std::vector<DocumentFacts>& facts,
                                                              const std::function<bool(double)>& progress = {});
  /// Clusters with their survivors, and all edges, of the stories found last, once digests that hold little of each of
  /// their stories are told, too. `progress` as above.
  [[nodiscard]] Result<Copies> settle(const std::vector<DocumentFacts>& facts,
                                      const std::function<bool(double)>& progress = {}) const;
  /// Of the stories found last: `edges` and `joins` are counted by `settle`.
  [[nodiscard]] const CopyFigures& figures() const;

 private:
  struct Memory;
  enum class Compared : std::uint8_t { WithAll, WithNeighbours, ByBlocks };
  [[nodiscard]] Result<std::vector<ClusterId>> find(const std::vector<DocumentFacts>& facts, const CopyOptions& options,
                                                    Compared compared, const std::function<bool(double)>& progress);
  const ArticleTokens& tokens_;
  std::unique_ptr<Memory> memory_;
};

/// The same, asked once.
[[nodiscard]] Result<Copies> find_copies(const ArticleTokens& tokens, const std::vector<DocumentFacts>& facts,
                                         const CopyOptions& options, const std::function<bool(double)>& progress = {});

}  // namespace presswash
