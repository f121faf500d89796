#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "write/kept_rows.h"
#include "write/related_digest.h"
#include "write/row_parser.h"
#include "write/sites.h"
#include "write/summary.h"

namespace presswash {

// How much of a run the report shows; what is left out is counted and its file named.
inline constexpr std::size_t shown_clusters = 100;
inline constexpr std::size_t shown_comparisons = 3;  ///< of one cluster
inline constexpr std::size_t shown_examples = 4;     ///< of one kind
inline constexpr std::size_t shown_held_back = 20;
inline constexpr std::size_t shown_related_stories = 20;
inline constexpr std::size_t shown_rejects = 20;
inline constexpr std::size_t shown_text_bytes = std::size_t{1} << 14U;  ///< of one text that is compared

/// A member of a cluster beside the survivor it was held against, by place in ClusterRow::members.
struct Comparison {
  std::size_t survivor = 0;
  std::size_t member = 0;
};

struct ReportCluster {
  ClusterRow row;
  std::vector<Comparison> comparisons;
};

/// A kept document from which the brake kept text, with the blocks that verdicts would have taken.
struct HeldBackDocument {
  std::string id;
  std::string site;
  std::vector<BoilerplateRow> blocks;
};

/// How a story is called where it is not shown itself.
struct StoryLabel {
  std::string title;  ///< or how its text begins
  std::string site;
};

/// What the report shows of a run.
struct ReportData {
  Summary summary;
  std::vector<SiteFigures> sites;
  std::vector<ReportCluster> clusters;                             ///< the largest
  std::unordered_map<std::string, std::string> texts;              ///< cleaned, cut; of the documents compared, by id
  std::array<std::vector<BoilerplateRow>, kind_count> examples{};  ///< removed blocks, by Kind
  std::vector<HeldBackDocument> held_back;
  RelatedDigest related;
  std::unordered_map<std::string, StoryLabel> labels;  ///< of related stories, by id
  std::vector<RejectRow> rejects;
};

/// Reads the files of a run, but for rows that were kept, in memory that does not grow with it. Errors: those of
/// run_folder.h.
[[nodiscard]] Result<ReportData> collect_report(const std::filesystem::path& run, const KeptRows* kept = nullptr);

/// Which members to show beside their survivors: different relations first, those that differ before those that do not.
[[nodiscard]] std::vector<Comparison> choose_comparisons(const ClusterRow& cluster, std::size_t most);

}  // namespace presswash
