#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "write/for_each_row.h"
#include "write/related_digest.h"
#include "write/run_folder.h"
#include "write/sites.h"
#include "write/summary.h"
#include "write/wording.h"

namespace presswash {
namespace {

constexpr std::size_t listed_sites = 15;
constexpr std::size_t listed_clusters = 10;
constexpr std::size_t listed_related = 5;

void append_figure(std::string& out, std::string_view name, std::string_view value, std::string_view note) {
  out += fmt::format("  {:<26}{:>14}", name, value);
  if (!note.empty()) out += fmt::format("  {}", note);
  out += '\n';
}

std::string relations_in_words(const NamedCounts& counts) {
  std::string out;
  for (const auto& [name, count] : counts) {
    if (count == 0) continue;
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", with_commas(count), name);
  }
  return out;
}

void append_run(std::string& out, const Summary& summary) {
  const std::uint64_t records = summary.records();
  const auto share = [&](std::uint64_t part) { return percent(part, records); };
  append_figure(out, "records", with_commas(records), "");
  append_figure(out, "kept", with_commas(summary.kept), share(summary.kept));
  append_figure(out, "removed as copies", with_commas(summary.copies),
                summary.copies == 0
                    ? share(0)
                    : share(summary.copies) + " (" + relations_in_words(summary.copies_by_relation) + ')');
  append_figure(out, "rejected", with_commas(summary.rejected), share(summary.rejected));
  if (summary.empty > 0) append_figure(out, "kept, but left empty", with_commas(summary.empty), share(summary.empty));
  if (summary.held_back > 0) append_figure(out, "held back by the brake", with_commas(summary.held_back), "");
  if (summary.repaired > 0) append_figure(out, "with bytes replaced", with_commas(summary.repaired), "");
  append_figure(out, "clusters of copies", with_commas(summary.clusters),
                summary.clusters == 0 ? std::string()
                                      : fmt::format("{}, largest {}", counted(summary.clustered_documents, "document"),
                                                    with_commas(summary.largest_cluster)));
  append_figure(out, "sites", with_commas(summary.sites), "");
  append_figure(out, "text read", bytes_in_words(summary.text.read), "");
  append_figure(out, "text kept", bytes_in_words(summary.text.kept), percent(summary.text.kept, summary.text.read));
  append_figure(out, "boilerplate cut", bytes_in_words(summary.text.boilerplate),
                percent(summary.text.boilerplate, summary.text.read));
}

void append_kinds(std::string& out, const KindTable& kinds) {
  std::vector<std::size_t> order;
  for (std::size_t i = 1; i < kind_count; ++i) {
    if (kinds[i].blocks > 0) order.push_back(i);
  }
  if (order.empty()) return;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return kinds[a].removed_bytes > kinds[b].removed_bytes; });
  out += fmt::format("\n  {:<15}{:>12}{:>12}{:>12}\n", "kind", "blocks", "removed", "bytes");
  for (const std::size_t kind : order) {
    out +=
        fmt::format("  {:<15}{:>12}{:>12}{:>12}\n", name_of(static_cast<Kind>(kind)), with_commas(kinds[kind].blocks),
                    with_commas(kinds[kind].removed), bytes_in_words(kinds[kind].removed_bytes));
  }
}

void append_sites(std::string& out, const std::vector<SiteFigures>& sites) {
  if (sites.empty()) return;
  out += fmt::format("\n  {:<32}{:>11}{:>11}{:>11}{:>10}\n", "site", "documents", "kept", "copies", "cut");
  for (std::size_t i = 0; i < sites.size() && i < listed_sites; ++i) {
    const SiteFigures& site = sites[i];
    out += fmt::format("  {:<32}{:>11}{:>11}{:>11}{:>10}\n",
                       site.site.empty() ? "(unknown)" : excerpt_of(site.site, 31), with_commas(site.documents()),
                       with_commas(site.kept), with_commas(site.copies), percent(site.removed_bytes, site.text_bytes));
  }
  if (sites.size() > listed_sites) {
    out += fmt::format("  and {} more: see sites.jsonl\n", with_commas(sites.size() - listed_sites));
  }
}

std::string title_of(const ClusterRow& cluster) {
  for (const ClusterMember& member : cluster.members) {
    if (!member.title.empty()) return excerpt_of(member.title, 70);
  }
  return excerpt_of(cluster.canonical, 70);
}

void append_cluster(std::string& out, const ClusterRow& cluster) {
  const auto document = [&](const std::string& id) {
    const auto member = std::ranges::find(cluster.members, id, &ClusterMember::id);
    const bool has_site = member != cluster.members.end() && !member->site.empty();
    return id.empty() ? std::string("unknown")
                      : excerpt_of(id, 40) + (has_site ? " on " + excerpt_of(member->site, 31) : "");
  };
  out += fmt::format("  {:>7}  {}\n", with_commas(cluster.members.size()), title_of(cluster));
  out += fmt::format("           first {}; source {}", document(cluster.first), document(cluster.source));
  if (!cluster.credit.empty()) out += "; credited to " + excerpt_of(cluster.credit, 31);
  out += '\n';
}

Status append_clusters(std::string& out, const std::filesystem::path& run, const Summary& summary) {
  if (summary.clusters == 0) return Done{};
  out += "\n  the largest clusters of copies\n";
  RowParser parser(summary.fields);
  ClusterRow cluster;
  std::size_t listed = 0;
  Status status = for_each_row(run, RunFile::Clusters, summary, [&](RowReader& reader) -> Result<Next> {
    if (!parser.parse(reader.row(), cluster)) return not_a_row(reader, RunFile::Clusters);
    append_cluster(out, cluster);
    return ++listed == listed_clusters ? Next::Stop : Next::GoOn;
  });
  if (status && summary.clusters > listed) {
    out += fmt::format("  and {} more: see clusters.jsonl\n", with_commas(summary.clusters - listed));
  }
  return status;
}

Status append_related(std::string& out, const std::filesystem::path& run, const Summary& summary) {
  if (!summary.related || summary.related->rows == 0) return Done{};
  const Result<RelatedDigest> related = digest_related(run, summary, {}, listed_related);
  if (!related) return related.error();
  out += fmt::format("\n  {} {} related ones, which tell of the same event in different words; the most similar\n",
                     counted(summary.related->rows, "story"), summary.related->rows == 1 ? "has" : "have");
  for (const RelatedRow& row : related->stories) {
    for (const RelatedRow::Story& other : row.related) {
      out += fmt::format("  {:>7}  {} and {}", share_in_words(other.similarity), excerpt_of(row.id, 40),
                         excerpt_of(other.id, 40));
      for (std::size_t i = 0; i < other.names.size(); ++i)
        out += (i == 0 ? ": both say " : ", ") + excerpt_of(other.names[i], 31);
      out += '\n';
    }
  }
  return Done{};
}

void append_rejects(std::string& out, const NamedCounts& rejects) {
  if (rejects.empty()) return;
  out += "\n  rejected, by reason (records in rejected.jsonl)\n";
  for (const auto& [reason, count] : rejects) out += fmt::format("  {:<26}{:>14}\n", reason, with_commas(count));
}

}  // namespace

Result<std::string> report_text(const std::filesystem::path& run) {
  const Result<Summary> summary = read_summary(run);
  if (!summary) return summary.error();
  const Result<std::vector<SiteFigures>> sites = read_sites(run, *summary);
  if (!sites) return sites.error();
  std::string out;
  append_run(out, *summary);
  append_kinds(out, summary->kinds);
  append_sites(out, *sites);
  for (const auto append : {append_clusters, append_related}) {
    if (const Status status = append(out, run, *summary); !status) return status.error();
  }
  append_rejects(out, summary->rejects_by_reason);
  return out;
}

}  // namespace presswash
