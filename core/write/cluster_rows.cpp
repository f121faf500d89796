#include <algorithm>
#include <map>

#include "read/json_text.h"
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

/// The wire service that most members name; of equal ones the canonical document's, else the first by name.
std::string_view credit_of(const Cluster& cluster, const Credits& credits) {
  std::map<std::string_view, std::size_t> named;
  for (const DocumentIndex member : cluster.members) {
    const auto credit = credits.find(member.value);
    if (credit != credits.end()) named[credit->second] += member == cluster.members.front() ? 3U : 2U;
  }
  const auto most = std::ranges::max_element(named, {}, [](const auto& entry) { return entry.second; });
  return most == named.end() ? std::string_view() : most->first;
}

/// An object with the changes that there are.
std::string changes_object(const Changes& changes) {
  std::string out;
  JsonRow row(out);
  const auto append = [&](std::string_view name, std::uint32_t words) {
    if (words > 0) row.number(name, words);
  };
  append("relead", changes.relead);
  append("added", changes.added);
  append("cut", changes.cut);
  append("edited", changes.edited);
  append("moved", changes.moved);
  row.end();
  return out;
}

void append_member(std::string& out, DocumentIndex document, const ClusterContext& context, const Changes* changes) {
  const std::vector<DocumentLabel>& labels = context.labels;
  const DocumentLabel& label = labels[document.value];
  const Membership& membership = context.memberships[document.value];
  const auto credit = context.credits.find(document.value);
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
      .text_or_null("credit", credit == context.credits.end() ? std::string_view() : credit->second)
      .json("changes", changes == nullptr ? "null" : changes_object(*changes))
      .end();
}

}  // namespace

std::string cluster_row(const Cluster& cluster, const ClusterContext& context) {
  std::string out;
  out.reserve(384 + cluster.members.size() * 320);
  const std::vector<DocumentLabel>& labels = context.labels;
  const StoryDetails& details = context.details;
  const auto id_of = [&](DocumentIndex document) {
    return document == no_document ? std::string_view() : std::string_view(labels[document.value].id);
  };
  JsonRow row(out);
  row.cluster("cluster", cluster.id).text("canonical", labels[cluster.members.front().value].id);
  append_texts(row.key("survivors"), cluster.survivors.size(),
               [&](std::size_t i) -> std::string_view { return labels[cluster.survivors[i].value].id; });
  const std::vector<std::string_view> sites = sites_of(cluster, labels);
  append_texts(row.key("sites"), sites.size(), [&](std::size_t i) { return sites[i]; });
  row.text_or_null("first_published",
                   details.first == no_document ? std::string_view() : labels[details.first.value].published);
  row.text_or_null("first", id_of(details.first)).text_or_null("source", id_of(details.source));
  row.json("source_by", details.source == no_document ? "null" : details.source_by_text ? "\"text\"" : "\"time\"");
  row.text_or_null("credit", credit_of(cluster, context.credits));
  std::string& members = row.key("members");
  members += '[';
  for (std::size_t i = 0; i < cluster.members.size(); ++i) {
    if (i > 0) members += ',';
    const bool compared = i > 0 && i < details.changes.size();
    append_member(members, cluster.members[i], context, compared ? &details.changes[i] : nullptr);
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
