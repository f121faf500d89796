#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/document.h"
#include "document/outcome.h"
#include "read/record_reader.h"
#include "write/run_writer.h"

namespace presswash {

/// The name of the object that a cleaned record carries.
inline constexpr std::string_view added_field = "presswash";

/// True for a block that has a row in boilerplate.jsonl: every kind but article, and whatever was removed.
[[nodiscard]] constexpr bool is_boilerplate(const Verdict& verdict) noexcept {
  return verdict.kind != Kind::Article || verdict.removed;
}

/// What most blocks with the other counts of `evidence` have: rows of blocks leave it out then.
[[nodiscard]] constexpr std::uint16_t usual_masked_clusters(const Evidence& evidence) noexcept {
  return evidence.clusters;
}
[[nodiscard]] constexpr std::uint16_t usual_variants(const Evidence& evidence) noexcept {
  Evidence others = evidence;
  others.variants = 0;
  return others == Evidence{} ? 0 : 1;
}

/// True when nothing but white space is left of a text.
[[nodiscard]] bool is_blank(std::string_view text) noexcept;

/// Wire services by document, of members of clusters that name one.
using Credits = std::unordered_map<std::uint32_t, std::string_view>;

/// What a row of clusters.jsonl says beside who the members are.
struct ClusterContext {
  const std::vector<Membership>& memberships;  ///< by DocumentIndex
  const std::vector<DocumentLabel>& labels;    ///< by DocumentIndex
  const Credits& credits;
  const StoryDetails& details;  ///< without changes: unknown
};

/// The rows of docs/file-formats.md, each with its line feed. `empty` tells whether nothing but white space is left.
[[nodiscard]] std::string clean_row(const Document& document, const Outcome& outcome, const FieldNames& fields,
                                    bool& empty);
[[nodiscard]] std::string duplicate_row(const Document& document, const Outcome& outcome, std::string_view survivor_id,
                                        const FieldNames& fields);
void append_boilerplate_rows(std::string& out, const Document& document, const Outcome& outcome);
void append_blocks_row(std::string& out, const Document& document, const Outcome& outcome);
[[nodiscard]] std::string reject_row(const Reject& reject);
[[nodiscard]] std::string cluster_row(const Cluster& cluster, const ClusterContext& context);
[[nodiscard]] std::string edge_row(const Edge& edge, const std::vector<DocumentLabel>& labels);
[[nodiscard]] std::string join_row(const DocumentLabel& label);

}  // namespace presswash
