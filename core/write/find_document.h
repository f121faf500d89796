#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "write/row_parser.h"
#include "write/summary.h"

namespace presswash {

/// All that a run folder holds of one document.
struct FoundDocument {
  BlocksRow row;
  std::vector<std::string> texts;       ///< of its blocks, in order
  std::optional<DuplicateRow> removal;  ///< of a document that was removed; without its texts
  std::optional<ClusterRow> cluster;

  /// Its own line among the members of its cluster; null when it stands alone.
  [[nodiscard]] const ClusterMember* member() const noexcept;
};

/// Errors: NotFound for an id that the run does not have (names the closest ones); those of run_folder.h.
[[nodiscard]] Result<FoundDocument> find_document(const std::filesystem::path& run, const Summary& summary,
                                                  std::string_view id);

/// Edges that hold one of the two ids (or both, when both are given), and whether either is a join.
struct FoundEdges {
  std::vector<EdgeRow> edges;
  std::vector<std::string> joins;  ///< those of the given ids that tie no stories together
};
[[nodiscard]] Result<FoundEdges> find_edges(const std::filesystem::path& run, const Summary& summary,
                                            std::string_view id, std::optional<std::string_view> other);

/// The `count` ids that look most like `id`, the closest first; none that has little in common with it.
[[nodiscard]] Result<std::vector<std::string>> closest_ids(const std::filesystem::path& run, const Summary& summary,
                                                           std::string_view id, std::size_t count);

}  // namespace presswash
