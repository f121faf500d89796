#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "write/row_parser.h"
#include "write/summary.h"

namespace presswash {

/// What is shown of related.jsonl.
struct RelatedDigest {
  std::vector<RelatedRow> stories;  ///< those most like another one; each story once, here or under another
  std::unordered_map<std::uint64_t, std::vector<RelatedRow::Story>> of_clusters;  ///< by the id of a cluster asked for
};

inline constexpr std::size_t shown_related = 3;  ///< of one story

/// Reads related.jsonl in bounded memory; nothing when the run has none. At most `most` stories. Errors: those of
/// run_folder.h.
[[nodiscard]] Result<RelatedDigest> digest_related(const std::filesystem::path& run, const Summary& summary,
                                                   const std::vector<ClusterId>& clusters, std::size_t most);

/// The row of the story that this document stands for; absent when it is related to none.
[[nodiscard]] Result<std::optional<RelatedRow>> find_related(const std::filesystem::path& run, const Summary& summary,
                                                             std::string_view id);

}  // namespace presswash
