#include <algorithm>
#include <string>

#include "write/report_parts.h"
#include "write/wording.h"

namespace presswash {
namespace {

const ClusterMember* member_of(const ClusterRow& row, const std::string& id) {
  const auto found = std::ranges::find(row.members, id, &ClusterMember::id);
  return id.empty() || found == row.members.end() ? nullptr : &*found;
}

void append_document(Html& page, const ClusterMember& member) {
  page.scraped("b", excerpt_of(member.site.empty() ? "site unknown" : member.site, 80));
  if (!member.published.empty()) page.text(", ").scraped("span", excerpt_of(member.published, 40));
  page.text(" ").scraped("span class=\"id\"", excerpt_of(member.id, 100));
}

}  // namespace

void append_cluster_facts(Html& page, const ReportCluster& cluster, const ReportData& data) {
  const ClusterRow& row = cluster.row;
  const ClusterMember* first = member_of(row, row.first);
  const ClusterMember* source = member_of(row, row.source);
  page.markup("<dl class=\"facts\"><dt>First</dt><dd>");
  if (first != nullptr) {
    append_document(page, *first);
  } else {
    page.text(row.first_published.empty() ? "unknown: no copy says when it was published" : "on ");
    page.scraped("span", excerpt_of(row.first_published, 40));
  }
  page.markup("</dd>\n<dt>Source</dt><dd>");
  if (source == nullptr) {
    page.text("unknown: neither text nor time tells whose text the others derive from");
  } else {
    append_document(page, *source);
    page.text(row.source_by == "text" ? ": its text is the one the others derive from"
                                      : ": the earliest of the texts the others may derive from");
  }
  page.markup("</dd>\n");
  if (!row.credit.empty()) {
    const auto naming = static_cast<std::uint64_t>(std::ranges::count(row.members, row.credit, &ClusterMember::credit));
    page.markup("<dt>Credit</dt><dd>").element("b", row.credit);
    page.text(", named by " + with_commas(naming) + " of " + with_commas(row.members.size())).markup("</dd>\n");
  }
  const auto related = data.related.of_clusters.find(row.cluster.value);
  if (related != data.related.of_clusters.end()) {
    page.markup("<dt>Related</dt><dd><ul class=\"alike\">\n");
    for (const RelatedRow::Story& story : related->second) append_related_story(page, story, data);
    page.markup("</ul></dd>\n");
  }
  page.markup("</dl>\n");
}

}  // namespace presswash
