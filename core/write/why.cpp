#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/hash.h"
#include "write/run_folder.h"
#include "write/why_parts.h"
#include "write/wording.h"

namespace presswash {
namespace {

constexpr std::size_t excerpt_characters = 90;

std::string in_quotes(std::string_view text) { return "\"" + excerpt_of(text, excerpt_characters) + '"'; }

std::string input_name(const Summary& summary, const Source& source) {
  if (source.input < summary.inputs.size()) return shown(summary.inputs[source.input]);
  return "input " + std::to_string(source.input);
}

void append_head(std::string& out, const FoundDocument& found, const Summary& summary) {
  out += shown(found.row.id) + '\n';
  if (const ClusterMember* member = found.member(); member != nullptr && !member->title.empty()) {
    append_field(out, "headline", in_quotes(member->title));
  }
  append_field(out, "fate", fate_of(found));
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
  const ClusterMember* member = found.member();
  if (member != nullptr && member->changes) {
    append_field(out, "differs",
                 fmt::format("from {}: {}", shown(found.removal ? found.removal->survivor : found.cluster->canonical),
                             in_words(*member->changes)));
  }
  if (found.row.held_back) {
    append_field(out, "brake",
                 "held back: verdicts without strong evidence would have taken too much of the running text, so that "
                 "text stayed");
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
  if (Status status = append_story(out, *found, run, *summary); !status) return status.error();
  const Result<std::optional<RelatedRow>> related = find_related(run, *summary, story_of(*found));
  if (!related) return related.error();
  append_members(out, *found);
  append_related(out, *related);
  append_blocks(out, *found);
  return out;
}

}  // namespace presswash
