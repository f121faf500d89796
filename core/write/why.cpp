#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/hash.h"
#include "write/find_document.h"
#include "write/pair_figures.h"
#include "write/run_folder.h"
#include "write/wording.h"

namespace presswash {
namespace {

constexpr std::size_t excerpt_characters = 90;
constexpr std::size_t listed_members = 20;

std::string shown(std::string_view text) { return excerpt_of(text, 200); }
std::string in_quotes(std::string_view text) { return "\"" + excerpt_of(text, excerpt_characters) + '"'; }

std::string input_name(const Summary& summary, const Source& source) {
  if (source.input < summary.inputs.size()) return shown(summary.inputs[source.input]);
  return "input " + std::to_string(source.input);
}

std::string relation_in_words(Relation relation) {
  switch (relation) {
    case Relation::Identical: return "the same article text";
    case Relation::Near: return "nearly the same article text";
    case Relation::Excerpt: return "one contains most of the other";
    case Relation::None: return "no verified pair";
  }
  return "";
}

std::string figures_in_words(double jaccard, double containment, double unique) {
  return fmt::format("jaccard {}, containment {}, unique {}", share_in_words(jaccard), share_in_words(containment),
                     share_in_words(unique));
}

std::string fate(const FoundDocument& found) {
  if (found.removal) {
    return fmt::format("removed: a copy of {} ({}: {})", shown(found.removal->survivor),
                       name_of(found.removal->relation), relation_in_words(found.removal->relation));
  }
  if (!found.cluster) return "kept: no copy of it was found";
  if (found.cluster->canonical == found.row.id) return "kept: the canonical document of its cluster";
  return "kept: it is in a cluster, but says enough of its own to survive";
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out += fmt::format("  {:<11}{}\n", name, value);
}

void append_head(std::string& out, const FoundDocument& found, const Summary& summary) {
  out += shown(found.row.id) + '\n';
  if (const ClusterMember* member = found.member(); member != nullptr && !member->title.empty()) {
    append_field(out, "headline", in_quotes(member->title));
  }
  append_field(out, "fate", fate(found));
  append_field(out, "site",
               found.row.site.empty() ? "unknown, so no evidence of a site was taken" : shown(found.row.site));
  append_field(
      out, "read from",
      fmt::format("{}, record {}", input_name(summary, found.row.source), with_commas(found.row.source.record)));
  if (found.cluster) {
    append_field(
        out, "cluster",
        fmt::format("{}: {} on {}", to_hex(found.row.cluster.value), counted(found.cluster->members.size(), "document"),
                    counted(found.cluster->sites.size(), "site")));
  }
  if (found.removal) {
    append_field(out, "figures",
                 figures_in_words(found.removal->jaccard, found.removal->containment, found.removal->unique));
  }
  if (found.row.held_back) {
    append_field(out, "brake",
                 "held back: verdicts without strong evidence would have taken too much of the running text, so that "
                 "text stayed");
  }
}

void append_members(std::string& out, const FoundDocument& found) {
  if (!found.cluster) return;
  out += "\nIts cluster\n";
  const std::vector<ClusterMember>& members = found.cluster->members;
  for (std::size_t i = 0; i < members.size() && i < listed_members; ++i) {
    const ClusterMember& member = members[i];
    const char* mark = member.id == found.row.id ? ">" : " ";
    out += fmt::format(" {} {:<8} {}", mark, member.kept ? "kept" : "removed", shown(member.id));
    if (member.relation != Relation::None) {
      out += fmt::format("  {} ({})", name_of(member.relation),
                         figures_in_words(member.jaccard, member.containment, member.unique));
    }
    out += '\n';
  }
  if (members.size() > listed_members) {
    out += fmt::format("   and {} more: see clusters.jsonl\n", with_commas(members.size() - listed_members));
  }
}

std::string_view fate(const JudgedBlock& judged, bool held_back) {
  if (judged.verdict.removed) return "removed";
  const bool furniture = judged.verdict.kind != Kind::Article && judged.verdict.kind != Kind::Headline;
  return furniture && held_back ? "held back" : "kept";
}

void append_reasons(std::string& out, const Verdict& verdict, std::string_view site) {
  std::string signs;
  for (std::size_t i = 0; i < sign_count; ++i) {
    if (!verdict.signs.has(static_cast<Sign>(i))) continue;
    signs += fmt::format("{}{} ({})", signs.empty() ? "" : "; ", name_of(static_cast<Sign>(i)),
                         in_words(static_cast<Sign>(i)));
  }
  if (!signs.empty()) out += "         signs: " + signs + '\n';
  std::string evidence;
  for (const std::string& clause : in_words(verdict.evidence, site)) {
    evidence += (evidence.empty() ? "" : "; ") + excerpt_of(clause, 300);
  }
  if (!evidence.empty()) out += "         scrape: " + evidence + '\n';
}

void append_blocks(std::string& out, const FoundDocument& found) {
  std::uint64_t removed = 0;
  std::uint64_t removed_bytes = 0;
  std::uint64_t bytes = 0;
  for (const JudgedBlock& judged : found.row.blocks) {
    bytes += judged.block.length;
    if (!judged.verdict.removed) continue;
    ++removed;
    removed_bytes += judged.block.length;
  }
  out += fmt::format("\nIts {}: {} judged boilerplate and cut ({} of {})\n", counted(found.row.blocks.size(), "block"),
                     with_commas(removed), bytes_in_words(removed_bytes), bytes_in_words(bytes));
  for (std::size_t i = 0; i < found.row.blocks.size(); ++i) {
    const JudgedBlock& judged = found.row.blocks[i];
    out += fmt::format("  {:>4}  {:<9} {:<13} {:<5} {}\n", i + 1, fate(judged, found.row.held_back),
                       name_of(judged.verdict.kind), share_in_words(static_cast<double>(judged.verdict.score)),
                       in_quotes(found.texts[i]));
    append_reasons(out, judged.verdict, shown(found.row.site));
  }
}

/// A setting of the run as text, or `otherwise`.
std::string setting(const Summary& summary, std::string_view name, std::string_view otherwise) {
  for (const auto& [key, value] : summary.settings) {
    if (key == name || (key.starts_with("--") && std::string_view(key).substr(2) == name)) return value;
  }
  return std::string(otherwise);
}

void append_edge(std::string& out, const EdgeRow& edge) {
  out += fmt::format("\nVerified pair: {} ({})\n", name_of(edge.relation), relation_in_words(edge.relation));
  append_field(out, "jaccard", share_in_words(edge.jaccard));
  append_field(out, "shared", counted(edge.shared, "shingle"));
  out += fmt::format("  {} of the first one's shingles stand in the second, {} of the second one's in the first\n",
                     share_in_words(edge.containment_a), share_in_words(edge.containment_b));
}

void append_no_edge(std::string& out, const Summary& summary, const FoundDocument& a, const FoundDocument& b) {
  const PairFigures figures = pair_figures(a.row.blocks, a.texts, b.row.blocks, b.texts);
  const std::string jaccard = setting(summary, "jaccard", "");
  const std::string containment = setting(summary, "containment", "");
  const std::string least = setting(summary, "min_shingles", setting(summary, "min-shingles", ""));
  out += "\nNo verified pair.\n";
  out += fmt::format("  article text: {} in the first, {} in the second, {} shared: jaccard {}, containment {}\n",
                     counted(figures.a, "shingle"), counted(figures.b, "shingle"), with_commas(figures.shared),
                     share_in_words(figures.jaccard()), share_in_words(figures.containment()));
  if (!jaccard.empty() && !containment.empty()) {
    out += fmt::format("  thresholds of the run: jaccard {}, containment {}\n", jaccard, containment);
  }
  if (figures.shared == 0) {
    out += "  why: the two share no run of five words outside of boilerplate, so they were never compared\n";
  } else if (!jaccard.empty() && !containment.empty() && figures.jaccard() < std::strtod(jaccard.c_str(), nullptr) &&
             figures.containment() < std::strtod(containment.c_str(), nullptr)) {
    out += "  why: what they share is below both thresholds\n";
  } else if (!least.empty() &&
             static_cast<double>(std::min(figures.a, figures.b)) < std::strtod(least.c_str(), nullptr)) {
    out += "  why: one is too short to be matched other than word for word (fewer than " + least + " shingles)\n";
  } else {
    out += "  why: they were not proposed as a candidate pair, or the pair lost out against closer ones\n";
  }
}

void append_standing(std::string& out, const FoundDocument& a, const FoundDocument& b) {
  const auto line = [&](const FoundDocument& found) {
    out += fmt::format("  {}\n      {}\n", shown(found.row.id), fate(found));
  };
  line(a);
  line(b);
  if (a.row.cluster.value != 0 && a.row.cluster == b.row.cluster) {
    out += "  They are in one cluster (" + to_hex(a.row.cluster.value) + ").\n";
  } else {
    out += "  They are not in one cluster.\n";
  }
}

}  // namespace

Result<std::string> why(const std::filesystem::path& run, std::string_view id) {
  const Result<Summary> summary = read_summary(run);
  if (!summary) return summary.error();
  const Result<FoundDocument> found = find_document(run, *summary, id);
  if (!found) return found.error();
  const Result<FoundEdges> edges = find_edges(run, *summary, id, std::nullopt);
  if (!edges) return edges.error();
  std::string out;
  append_head(out, *found, *summary);
  append_field(out, "pairs",
               edges->edges.empty() ? "no other document shares enough of its text"
                                    : counted(edges->edges.size(), "verified pair") + " with others");
  if (!edges->joins.empty()) {
    append_field(out, "join", "it joins parts of several stories, so it ties none of them together");
  }
  append_members(out, *found);
  append_blocks(out, *found);
  return out;
}

Result<std::string> why(const std::filesystem::path& run, std::string_view id, std::string_view other) {
  if (id == other) return why(run, id);
  const Result<Summary> summary = read_summary(run);
  if (!summary) return summary.error();
  const Result<FoundDocument> a = find_document(run, *summary, id);
  if (!a) return a.error();
  const Result<FoundDocument> b = find_document(run, *summary, other);
  if (!b) return b.error();
  const Result<FoundEdges> edges = find_edges(run, *summary, id, other);
  if (!edges) return edges.error();
  std::string out = "Pair\n";
  append_standing(out, *a, *b);
  if (edges->edges.empty()) {
    append_no_edge(out, *summary, *a, *b);
  } else {
    EdgeRow edge = edges->edges.front();
    if (edge.a != id) std::swap(edge.containment_a, edge.containment_b);
    append_edge(out, edge);
  }
  for (const std::string& join : edges->joins) {
    out += fmt::format("  {} joins parts of several stories, so it ties none of them together\n", shown(join));
  }
  return out;
}

}  // namespace presswash
