#include "write/related_digest.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "read/json_text.h"
#include "write/for_each_row.h"

namespace presswash {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t held_for_one = 8;  // rows held for one that is shown: stories that stand under others drop out

double similarity_of(const RelatedRow& row) { return row.related.empty() ? 0.0 : row.related.front().similarity; }

/// The rows most like another, the first of equal ones.
class MostRelated {
 public:
  explicit MostRelated(std::size_t most) : most_(most) {}

  void add(RelatedRow row) {
    const auto at = std::ranges::upper_bound(rows_, similarity_of(row), std::greater<>(),
                                             [](const RelatedRow& held) { return similarity_of(held); });
    if (rows_.size() == most_ * held_for_one) {
      if (at == rows_.end()) return;
      rows_.pop_back();
    }
    rows_.insert(at, std::move(row));
  }

  /// Without the stories that stand under an earlier one.
  std::vector<RelatedRow> take() && {
    std::unordered_set<std::string> seen;
    std::vector<RelatedRow> out;
    for (RelatedRow& row : rows_) {
      if (out.size() == most_) break;
      if (seen.contains(row.id)) continue;
      std::erase_if(row.related, [&](const RelatedRow::Story& other) { return seen.contains(other.id); });
      if (row.related.empty()) continue;
      seen.insert(row.id);
      for (const RelatedRow::Story& other : row.related) seen.insert(other.id);
      out.push_back(std::move(row));
    }
    return out;
  }

 private:
  std::size_t most_;
  std::vector<RelatedRow> rows_;
};

}  // namespace

Result<RelatedDigest> digest_related(const fs::path& run, const Summary& summary,
                                     const std::vector<ClusterId>& clusters, std::size_t most) {
  RowParser parser(summary.fields);
  RelatedDigest out;
  MostRelated best(most);
  Status status = for_each_related(run, summary, [&](RowReader& reader) -> Result<Next> {
    RelatedRow row;
    if (!parser.parse(reader.row(), row)) return reader.corrupt("is not a row of " + std::string(related_file));
    if (row.related.size() > shown_related) row.related.resize(shown_related);
    if (row.cluster.value != 0 && std::ranges::find(clusters, row.cluster) != clusters.end()) {
      out.of_clusters.emplace(row.cluster.value, row.related);
    }
    best.add(std::move(row));
    return Next::GoOn;
  });
  if (!status) return status.error();
  out.stories = std::move(best).take();
  return out;
}

Result<std::optional<RelatedRow>> find_related(const fs::path& run, const Summary& summary, std::string_view id) {
  const std::string start = "{\"id\":" + json_string(id) + ',';
  RowParser parser(summary.fields);
  std::optional<RelatedRow> found;
  Status status = for_each_related(run, summary, [&](RowReader& reader) -> Result<Next> {
    if (!reader.row().starts_with(start)) return Next::GoOn;
    if (!parser.parse(reader.row(), found.emplace())) {
      return reader.corrupt("is not a row of " + std::string(related_file));
    }
    return Next::Stop;
  });
  if (!status) return status.error();
  return found;
}

}  // namespace presswash
