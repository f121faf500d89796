#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "write/pair_changes.h"
#include "write/pair_figures.h"
#include "write/run_folder.h"
#include "write/why_parts.h"
#include "write/wording.h"

namespace presswash {
namespace {

/// A setting of the run as text, or `otherwise`.
std::string setting(const Summary& summary, std::string_view name, std::string_view otherwise) {
  for (const auto& [key, value] : summary.settings) {
    if (key == name || (key.starts_with("--") && std::string_view(key).substr(2) == name)) return value;
  }
  return std::string(otherwise);
}

void append_changes(std::string& out, const FoundDocument& a, const FoundDocument& b) {
  append_field(out, "differs",
               "the second from the first: " + in_words(pair_changes(a.row.blocks, a.texts, b.row.blocks, b.texts)));
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
  if (figures.shared > 0) append_changes(out, a, b);
}

/// What the pair has to do with each other when they are not copies.
void append_relation(std::string& out, const FoundDocument& a, const FoundDocument& b,
                     const std::optional<RelatedRow>& related) {
  if (!related) return;
  const auto story = std::ranges::find(related->related, story_of(b), &RelatedRow::Story::id);
  if (story == related->related.end()) return;
  out += fmt::format("\nRelated stories: {} and {} tell of the same event in different words (similarity {})\n",
                     shown(story_of(a)), shown(story_of(b)), share_in_words(story->similarity));
  for (std::size_t i = 0; i < story->names.size(); ++i) out += (i == 0 ? "  both say " : ", ") + shown(story->names[i]);
  out += '\n';
}

void append_standing(std::string& out, const FoundDocument& a, const FoundDocument& b) {
  const auto line = [&](const FoundDocument& found) {
    out += fmt::format("  {}\n      {}\n", shown(found.row.id), fate_of(found));
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
    append_changes(out, *a, *b);
  }
  for (const std::string& join : edges->joins) {
    out += fmt::format("  {} joins parts of several stories, so it ties none of them together\n", shown(join));
  }
  for (const auto& [one, another] : {std::pair(&*a, &*b), std::pair(&*b, &*a)}) {
    const Result<std::optional<RelatedRow>> related = find_related(run, *summary, story_of(*one));
    if (!related) return related.error();
    const std::size_t before = out.size();
    append_relation(out, *one, *another, *related);
    if (out.size() > before) break;
  }
  return out;
}

}  // namespace presswash
