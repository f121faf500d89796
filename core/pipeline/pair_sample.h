#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "document/article_tokens.h"
#include "match/overlap.h"
#include "pipeline/copies.h"
#include "write/calibration_rows.h"

namespace presswash {

/// What pairs are sampled from.
struct PairSource {
  const ArticleTokens& tokens;
  const std::vector<DocumentFacts>& facts;
  const CopyOptions& options;
  const std::vector<DocumentIndex>& joins;  ///< Copies::joins
};

struct PairSampleOptions {
  std::uint32_t pairs = 200;  ///< at most, over all bins of both sets
  std::uint64_t seed = 1;     ///< another seed takes other pairs
  /// What is wrong with the values, in words of the command line; absent when nothing is.
  [[nodiscard]] std::optional<std::string> validate() const;
};

/// Pairs of one set whose similarity lies in [from, to); the last bin holds 1 too.
struct PairBin {
  PairSet set = PairSet::Jaccard;
  double from = 0.0;
  double to = 0.0;
  std::uint64_t pairs = 0;  ///< of the scrape
};

/// Two documents with different article texts. `a` has the smaller content hash.
struct SampledPair {
  std::uint32_t number = 0;  ///< from 1; a pair that is in both sets has one number, and stands here twice
  std::uint32_t bin = 0;     ///< of PairSample::bins
  DocumentIndex a;
  DocumentIndex b;
  Overlap overlap;  ///< of the full shingle sets
};

struct PairSample {
  std::vector<PairBin> bins;       ///< both sets, ascending
  std::vector<SampledPair> pairs;  ///< by number, then bin; the first of every bin come before the second ones
  std::uint64_t measured = 0;      ///< pairs that share text
  std::uint64_t of_joins = 0;      ///< of those: with a document that ties no stories together, left out
  std::uint64_t look_alikes = 0;  ///< of those: no copies whatever the thresholds, for figures, titles or places differ
};

/// A sample of the pairs that thresholds decide on: different article texts that share 8 shingles or more, are no
/// look-alikes (told as a run tells them), and are no joins. Set Jaccard has all with an index of 0.05 or more; set
/// Containment those below the Jaccard threshold of which a fifth of the smaller one stands in the other. Every bin
/// gives as many pairs, or all it has, those with the smallest hash of seed and contents: neither threads nor the order
/// of the documents matter. Next to no pair is overlooked; of texts of little more than 64 shingles one in twenty, at
/// the lower ends. Errors: InvalidArgument, Cancelled. Runs on the calling oneTBB arena.
[[nodiscard]] Result<PairSample> sample_pairs(const PairSource& source, const PairSampleOptions& wanted,
                                              const std::function<bool(double)>& progress = {});

/// How many of `total` each bin gives: as evenly as their `counts` allow, the earlier ones first where one is left
/// over.
[[nodiscard]] std::vector<std::uint64_t> spread_evenly(std::span<const std::uint64_t> counts, std::uint64_t total);

}  // namespace presswash
