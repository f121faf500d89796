#include <algorithm>
#include <optional>
#include <utility>

#include "read/json_text.h"
#include "read/parse_record.h"
#include "write/json_row.h"
#include "write/rows.h"

namespace presswash {
namespace {

template <typename TextAt>
void append_texts(std::string& out, std::size_t count, TextAt text_at) {
  out += '[';
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    append_json_string(out, text_at(i));
  }
  out += ']';
}

/// Sorted, each once.
std::vector<std::string_view> sites_of(const Cluster& cluster, const std::vector<DocumentLabel>& labels) {
  std::vector<std::string_view> sites;
  for (const DocumentIndex member : cluster.members) {
    if (!labels[member.value].site.empty()) sites.push_back(labels[member.value].site);
  }
  std::sort(sites.begin(), sites.end());
  sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
  return sites;
}

/// `published` of the member that came out first, as it was read; of equal ones the smallest text.
std::string_view first_published(const Cluster& cluster, const std::vector<DocumentLabel>& labels) {
  std::optional<std::pair<std::int64_t, std::string_view>> first;
  for (const DocumentIndex member : cluster.members) {
    const std::string_view text = labels[member.value].published;
    const std::optional<std::int64_t> seconds = parse_published(text);
    if (seconds && (!first || std::pair(*seconds, text) < *first)) first = {*seconds, text};
  }
  return first ? first->second : std::string_view();
}

void append_member(std::string& out, DocumentIndex document, const Membership& membership,
                   const std::vector<DocumentLabel>& labels) {
  const DocumentLabel& label = labels[document.value];
  JsonRow row(out);
  row.text("id", label.id);
  row.text_or_null("site", label.site);
  row.text_or_null("title", label.title);
  row.text_or_null("published", label.published);
  row.boolean("kept", membership.role != Role::Removed);
  row.text_or_null("survivor",
                   membership.survivor == no_document ? std::string_view() : labels[membership.survivor.value].id);
  row.text("relation", name_of(membership.relation))
      .share("jaccard", static_cast<double>(membership.jaccard))
      .share("containment", static_cast<double>(membership.containment))
      .share("unique", static_cast<double>(membership.unique))
      .end();
}

}  // namespace

std::string cluster_row(const Cluster& cluster, const std::vector<Membership>& memberships,
                        const std::vector<DocumentLabel>& labels, std::string_view credit) {
  std::string out;
  out.reserve(256 + cluster.members.size() * 256);
  JsonRow row(out);
  row.cluster("cluster", cluster.id).text("canonical", labels[cluster.members.front().value].id);
  append_texts(row.key("survivors"), cluster.survivors.size(),
               [&](std::size_t i) -> std::string_view { return labels[cluster.survivors[i].value].id; });
  const std::vector<std::string_view> sites = sites_of(cluster, labels);
  append_texts(row.key("sites"), sites.size(), [&](std::size_t i) { return sites[i]; });
  row.text_or_null("first_published", first_published(cluster, labels));
  row.text_or_null("credit", credit);
  std::string& members = row.key("members");
  members += '[';
  for (std::size_t i = 0; i < cluster.members.size(); ++i) {
    if (i > 0) members += ',';
    append_member(members, cluster.members[i], memberships[cluster.members[i].value], labels);
  }
  members += ']';
  row.end_line();
  return out;
}

std::string edge_row(const Edge& edge, const std::vector<DocumentLabel>& labels) {
  std::string out;
  JsonRow row(out);
  row.text("a", labels[edge.a.value].id)
      .text("b", labels[edge.b.value].id)
      .text("relation", name_of(edge.relation))
      .share("jaccard", static_cast<double>(edge.jaccard))
      .share("containment_a", static_cast<double>(edge.containment_a))
      .share("containment_b", static_cast<double>(edge.containment_b))
      .number("shared", edge.shared);
  row.end_line();
  return out;
}

std::string join_row(const DocumentLabel& label) {
  std::string out;
  JsonRow(out).text("join", label.id).end_line();
  return out;
}

}  // namespace presswash
