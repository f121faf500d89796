#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// A name or figure of a story and how often the story says it.
struct StoryName {
  TokenHash hash = 0;
  std::uint32_t times = 0;
};

/// What the search for related stories knows of a story: a cluster by its canonical document, or a single document.
struct NamedStory {
  std::vector<StoryName> names;  ///< sorted by hash, each once
  std::optional<std::int64_t> published_seconds{};
};

struct RelatedOptions {
  double similarity = 0.55;
  std::int64_t window_seconds = 3LL * 24 * 3600;  ///< between two stories whose times are both known
  std::uint32_t least_names = 6;                  ///< of a story; one with fewer is related to none
  std::uint32_t least_shared = 3;                 ///< names
  std::uint32_t most = 10;                        ///< related stories of one, the most similar ones
};

/// A story that tells of the same event.
struct RelatedStory {
  std::uint32_t story = 0;
  double similarity = 0.0;
  std::vector<TokenHash> names;  ///< the most telling ones that both say, at most five
};

/// Reports of one event in different words: stories whose names and figures are alike by the cosine of their TF-IDF
/// vectors (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988): a name weighs
/// (1 + ln times) ln((stories + 50) / (stories that say it + 1)), where the 50 keep a scrape of few stories from taking
/// its common names for nothing. Pairs are met through their rarest names. By story, most similar first; the order of
/// the stories breaks ties.
[[nodiscard]] std::vector<std::vector<RelatedStory>> find_related(std::span<const NamedStory> stories,
                                                                  const RelatedOptions& options);

}  // namespace presswash
