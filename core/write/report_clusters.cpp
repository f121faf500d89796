#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "write/report_parts.h"
#include "write/wording.h"

namespace presswash {
namespace {

constexpr std::size_t listed_members = 12;
constexpr std::size_t unfolded_clusters = 12;

/// A title of the story; without any, how its text begins.
std::string headline_of(const ClusterRow& cluster, const ReportData& data) {
  for (const ClusterMember& member : cluster.members) {
    if (member.id == cluster.canonical && !member.title.empty()) return member.title;
  }
  for (const ClusterMember& member : cluster.members) {
    if (!member.title.empty()) return member.title;
  }
  const auto text = data.texts.find(cluster.canonical);
  return text == data.texts.end() ? cluster.canonical : excerpt_of(text->second, 110);
}

std::string figures_of(const ClusterMember& member) {
  if (member.relation == Relation::None) return {};
  return fmt::format("{} \xC2\xB7 {} shared, {} own", name_of(member.relation), share_in_words(member.containment),
                     share_in_words(member.unique));
}

void append_member(Html& page, const ClusterMember& member, const ClusterRow& row, std::string_view headline) {
  const bool is_canonical = member.id == row.canonical;
  page.markup(member.kept ? "<li><span class=\"tag k\">" : "<li><span class=\"tag c\">");
  page.text(is_canonical ? "canonical" : member.kept ? "kept" : "removed").markup("</span><div>");
  if (!member.title.empty() && member.title != headline)
    page.scraped("span class=\"t\"", excerpt_of(member.title, 160));
  page.markup("<small>").scraped("span", excerpt_of(member.site.empty() ? "site unknown" : member.site, 80));
  if (!member.published.empty()) page.text(" \xC2\xB7 ").scraped("span", excerpt_of(member.published, 40));
  page.text(" \xC2\xB7 ").scraped("span class=\"id\"", excerpt_of(member.id, 100)).markup("</small>");
  if (member.id == row.first) page.markup(" <span class=\"mark\">first</span>");
  if (member.id == row.source) page.markup(" <span class=\"mark\">source</span>");
  if (!member.credit.empty() && member.credit != row.credit) page.element("span class=\"mark\"", member.credit);
  page.markup("</div><span class=\"fig\">");
  if (!is_canonical) page.text(figures_of(member));
  if (member.changes) page.element("span class=\"diff\"", in_words(*member.changes));
  page.markup("</span></li>\n");
}

void append_cluster(Html& page, const ReportCluster& cluster, const ReportData& data, bool open) {
  const ClusterRow& row = cluster.row;
  const std::string headline = headline_of(row, data);
  const auto kept = static_cast<std::uint64_t>(
      std::count_if(row.members.begin(), row.members.end(), [](const ClusterMember& member) { return member.kept; }));
  page.markup(open ? "<details open><summary>" : "<details><summary>");
  page.element("span class=\"many\"", with_commas(row.members.size()) + "\xC3\x97").markup("<span class=\"title\">");
  page.scraped("span", excerpt_of(headline, 200)).markup("<small>");
  page.text(row.sites.empty() ? "site unknown" : "on " + counted(row.sites.size(), "site"));
  page.text(", " + with_commas(kept) + " kept, " + with_commas(row.members.size() - kept) + " removed");
  if (!row.first_published.empty()) page.text(", first on ").scraped("span", excerpt_of(row.first_published, 40));
  if (!row.credit.empty()) page.text(", credited to " + row.credit);
  page.markup("</small></span></summary>\n<div class=\"body\">");
  append_cluster_facts(page, cluster, data);
  page.markup("<ul class=\"members\">\n");
  for (std::size_t i = 0; i < row.members.size() && i < listed_members; ++i) {
    append_member(page, row.members[i], row, headline);
  }
  page.markup("</ul>\n");
  if (row.members.size() > listed_members) {
    page.element("p class=\"note\"", "and " + with_commas(row.members.size() - listed_members) + " more: cluster " +
                                         fmt::format("{:016x}", row.cluster.value) + " in clusters.jsonl.");
  }
  for (const Comparison& comparison : cluster.comparisons) {
    if (page.size() > comparisons_end_at) break;
    append_comparison(page, cluster, comparison, data);
  }
  page.markup("</div></details>\n");
}

}  // namespace

void append_clusters(Html& page, const ReportData& data) {
  if (data.clusters.empty()) return;
  const Summary& summary = data.summary;
  const bool all = data.clusters.size() >= summary.clusters;
  open_section(page, "clusters", "Copies",
               fmt::format("{} told in {}.{} A copy is removed only when a survivor has nearly all of its text; "
                           "compared below is the article text alone, after boilerplate.",
                           counted(summary.clusters, "story"), counted(summary.clustered_documents, "document"),
                           all ? "" : " These are the " + with_commas(data.clusters.size()) + " largest."));
  std::size_t shown = 0;
  for (const ReportCluster& cluster : data.clusters) {
    if (page.size() > members_end_at) break;
    if (shown == unfolded_clusters) {
      page.markup("<details class=\"more\"><summary><span>");
      page.text("The next " + with_commas(data.clusters.size() - shown) + " by size").markup("</span></summary>\n");
    }
    append_cluster(page, cluster, data, shown == 0);
    ++shown;
  }
  if (shown > unfolded_clusters) page.markup("</details>\n");
  if (shown < summary.clusters) {
    page.element("p class=\"note\"",
                 with_commas(summary.clusters - shown) + " smaller clusters are in clusters.jsonl, largest first.");
  }
  page.markup("</section>\n");
}

}  // namespace presswash
