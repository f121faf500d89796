#include "write/kept_rows.h"

#include <algorithm>

#include "write/report_data.h"

namespace presswash {
namespace {

/// What choosing comparisons asks of a cluster's row.
ClusterRow row_of(const Cluster& cluster, const Clustering& clustering, const std::vector<DocumentLabel>& labels) {
  ClusterRow row;
  row.canonical = labels[cluster.members.front().value].id;
  for (const DocumentIndex member : cluster.members) {
    const Membership& membership = clustering.of[member.value];
    ClusterMember& out = row.members.emplace_back();
    out.id = labels[member.value].id;
    out.relation = membership.relation;
    if (membership.survivor != no_document) out.survivor = labels[membership.survivor.value].id;
  }
  return row;
}

}  // namespace

void KeptRows::expect(const Clustering& clustering, const std::vector<DocumentLabel>& labels) {
  for (std::size_t i = 0; i < std::min(clustering.clusters.size(), shown_clusters); ++i) {
    const Cluster& cluster = clustering.clusters[i];
    for (const Comparison& comparison : choose_comparisons(row_of(cluster, clustering, labels), shown_comparisons)) {
      wanted_.insert(cluster.members[comparison.survivor].value);
      wanted_.insert(cluster.members[comparison.member].value);
    }
  }
}

void KeptRows::see(const RunWriter::Rows& rows) {
  const auto part = [](const std::string& all, std::size_t begin, std::size_t end) {
    return std::string_view(all).substr(begin, end - begin);
  };
  RunWriter::Rows::Counted before;
  for (const RunWriter::Rows::Counted& counted : rows.documents) {
    if (!complete_) return;
    const bool held_back = counted.held_back && held_back_ < shown_held_back;
    if (held_back) ++held_back_;
    const bool wanted = wanted_.contains(counted.document.value);
    if (wanted || held_back) blocks_ += part(rows.blocks, before.blocks_end, counted.blocks_end);
    if (wanted) {
      clean_ += part(rows.clean, before.clean_end, counted.clean_end);
      duplicates_ += part(rows.duplicates, before.duplicates_end, counted.duplicates_end);
    }
    before.clean_end = counted.clean_end;
    before.duplicates_end = counted.duplicates_end;
    before.blocks_end = counted.blocks_end;
    forget_when_large();
  }
}

void KeptRows::forget_when_large() {
  if (clean_.size() + duplicates_.size() + blocks_.size() <= most_bytes) return;
  complete_ = false;
  for (std::string* kept : {&clean_, &duplicates_, &blocks_}) *kept = {};
}

bool KeptRows::knows(RunFile file) noexcept {
  return file == RunFile::Clean || file == RunFile::Duplicates || file == RunFile::Blocks;
}

const std::string& KeptRows::of(RunFile file) const noexcept {
  return file == RunFile::Clean ? clean_ : file == RunFile::Duplicates ? duplicates_ : blocks_;
}

}  // namespace presswash
