#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "write/pair_changes.h"
#include "write/why_parts.h"
#include "write/wording.h"

namespace presswash {
namespace {

constexpr std::size_t listed_members = 20;

std::string document_in_words(const ClusterRow& cluster, const std::string& id) {
  const auto member = std::ranges::find(cluster.members, id, &ClusterMember::id);
  if (member == cluster.members.end()) return shown(id);
  return shown(id) + (member->site.empty() ? "" : " on " + shown(member->site)) +
         (member->published.empty() ? "" : ", " + shown(member->published));
}

/// Who was first, whose text the others derive from, whom the story is credited to.
void append_origin(std::string& out, const ClusterRow& cluster) {
  append_field(out, "first",
               !cluster.first.empty()             ? document_in_words(cluster, cluster.first)
               : !cluster.first_published.empty() ? shown(cluster.first_published)
                                                  : "unknown: no copy says when it was published");
  append_field(out, "source",
               cluster.source.empty()
                   ? "unknown: neither text nor time tells whose text the others derive from"
                   : document_in_words(cluster, cluster.source) +
                         (cluster.source_by == "text" ? " (its text is the one the others derive from)"
                                                      : " (the earliest of the texts they may derive from)"));
  if (!cluster.credit.empty()) append_field(out, "credit", shown(cluster.credit));
}

/// How the document differs from the source, when that is neither itself nor what its figures are held against.
Status append_source_changes(std::string& out, const FoundDocument& found, const std::filesystem::path& run,
                             const Summary& summary) {
  const std::string& source = found.cluster->source;
  const std::string& against = found.removal ? found.removal->survivor : found.cluster->canonical;
  if (source.empty() || source == found.row.id || (source == against && found.row.id != against)) return Done{};
  const Result<FoundDocument> original = find_document(run, summary, source);
  if (!original) return original.error();
  append_field(
      out, "differs",
      fmt::format("from the source {}: {}", shown(source),
                  in_words(pair_changes(original->row.blocks, original->texts, found.row.blocks, found.texts))));
  return Done{};
}

}  // namespace

std::string shown(std::string_view text) { return excerpt_of(text, 200); }

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

std::string fate_of(const FoundDocument& found) {
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

const std::string& story_of(const FoundDocument& found) {
  return found.cluster ? found.cluster->canonical : found.row.id;
}

Status append_story(std::string& out, const FoundDocument& found, const std::filesystem::path& run,
                    const Summary& summary) {
  if (!found.cluster) return Done{};
  append_origin(out, *found.cluster);
  return append_source_changes(out, found, run, summary);
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
    if (member.changes) out += "; " + in_words(*member.changes);
    out += '\n';
  }
  if (members.size() > listed_members) {
    out += fmt::format("   and {} more: see clusters.jsonl\n", with_commas(members.size() - listed_members));
  }
}

void append_related(std::string& out, const std::optional<RelatedRow>& row) {
  if (!row) return;
  out += "\nRelated stories: the same event in different words, never removed\n";
  for (const RelatedRow::Story& story : row->related) {
    out += fmt::format("  {}  {}", share_in_words(story.similarity), shown(story.id));
    for (std::size_t i = 0; i < story.names.size(); ++i) out += (i == 0 ? "  both say " : ", ") + shown(story.names[i]);
    out += '\n';
  }
}

}  // namespace presswash
