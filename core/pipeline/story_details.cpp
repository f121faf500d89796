#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <unordered_set>

#include "classify/judge.h"
#include "cluster/disjoint_sets.h"
#include "cluster/story_source.h"
#include "cluster/text_changes.h"
#include "pipeline/parallel.h"
#include "pipeline/state_parts.h"

namespace presswash {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// Which members of the stories have the same article text, and what different texts share: what the edges tell.
class StoryTexts {
 public:
  StoryTexts(const Copies& copies, std::size_t documents)
      : story_of_(documents, none), text_of_(documents, none), stories_(copies.clustering.clusters.size()) {
    number_texts(copies);
    for (const Edge& edge : copies.edges) add(edge);
  }

  struct Story {
    std::vector<SourceText> texts;
    std::vector<SourceShare> shares;  ///< some pairs more than once
  };
  [[nodiscard]] Story& story(std::size_t cluster) { return stories_[cluster]; }
  /// The number, in the member's story, of its text.
  [[nodiscard]] std::uint32_t text_of(DocumentIndex member) const { return text_of_[member.value]; }

 private:
  void number_texts(const Copies& copies) {
    DisjointSets same(text_of_.size());
    for (const Edge& edge : copies.edges)
      if (edge.relation == Relation::Identical) same.unite(edge.a.value, edge.b.value);
    std::vector<std::uint32_t> number(text_of_.size(), none);  // by the document that stands for its text
    for (std::uint32_t c = 0; c < stories_.size(); ++c) {
      for (const DocumentIndex member : copies.clustering.clusters[c].members) {
        story_of_[member.value] = c;
        std::uint32_t& text = number[same.find(member.value)];
        if (text == none) {
          text = static_cast<std::uint32_t>(stories_[c].texts.size());
          stories_[c].texts.push_back({.shingles = 0, .printed = 0});
        }
        text_of_[member.value] = text;
      }
    }
  }
  void add(const Edge& edge) {
    const std::uint32_t story = story_of_[edge.a.value];
    if (story == none || story != story_of_[edge.b.value]) return;
    const auto size = [&](float containment) {
      return containment > 0.0F ? static_cast<std::uint32_t>(std::lround(static_cast<float>(edge.shared) / containment))
                                : edge.shared;
    };
    const std::uint32_t a = text_of(edge.a);
    const std::uint32_t b = text_of(edge.b);
    stories_[story].texts[a].shingles = size(edge.containment_a);
    stories_[story].texts[b].shingles = size(edge.containment_b);
    if (a != b) stories_[story].shares.push_back({.a = std::min(a, b), .b = std::max(a, b), .shingles = edge.shared});
  }

  std::vector<std::uint32_t> story_of_;  ///< by document
  std::vector<std::uint32_t> text_of_;   ///< by document
  std::vector<Story> stories_;
};

class Details {
 public:
  Details(const ScrapeColumns& columns, const Copies& copies, const State& state)
      : columns_(columns), copies_(copies), state_(state), texts_(copies, columns.size()) {}

  [[nodiscard]] std::vector<StoryDetails> all() {
    const std::vector<Cluster>& clusters = copies_.clustering.clusters;
    std::vector<StoryDetails> out(clusters.size());
    parallel_for(clusters.size(), 16, [&](std::size_t begin, std::size_t end) {
      TextChanges changes;
      for (std::size_t c = begin; c < end; ++c) {
        tell_origin(clusters[c], c, out[c]);
        tell_changes(clusters[c], changes, out[c]);
      }
    });
    return out;
  }

 private:
  /// True when `a` came out before `b`; of equal times the smaller id is first. An unknown time is the last.
  [[nodiscard]] bool earlier(DocumentIndex a, DocumentIndex b) const {
    const auto time = [&](DocumentIndex d) { return columns_.document(d.value).published_seconds; };
    if (time(a) != time(b)) return time(a) && (!time(b) || *time(a) < *time(b));
    return state_.id(a.value) < state_.id(b.value);
  }
  [[nodiscard]] bool has_time(DocumentIndex d) const {
    return columns_.document(d.value).published_seconds.has_value();
  }

  void tell_origin(const Cluster& cluster, std::size_t c, StoryDetails& out) {
    StoryTexts::Story& story = texts_.story(c);
    count_sites(cluster, story);
    std::ranges::sort(story.shares, {}, [](const SourceShare& s) { return std::tuple(s.a, s.b, s.shingles); });
    const auto repeated = std::ranges::unique(
        story.shares, [](const SourceShare& x, const SourceShare& y) { return x.a == y.a && x.b == y.b; });
    story.shares.erase(repeated.begin(), repeated.end());
    const std::vector<std::uint32_t> sources = likely_sources(story.texts, story.shares);

    DocumentIndex first = cluster.members.front();
    DocumentIndex source = no_document;
    for (const DocumentIndex member : cluster.members) {
      if (earlier(member, first)) first = member;
      if (std::ranges::find(sources, texts_.text_of(member)) == sources.end()) continue;
      if (source == no_document || earlier(member, source)) source = member;
    }
    if (has_time(first)) out.first = first;
    out.source_by_text = sources.size() == 1 && story.texts.size() > 1;
    if (out.source_by_text || has_time(source)) out.source = source;
  }

  /// On how many sites each text is printed; every document of an unknown site counts as one.
  void count_sites(const Cluster& cluster, StoryTexts::Story& story) const {
    std::unordered_set<std::uint64_t> seen;
    for (const DocumentIndex member : cluster.members) {
      const std::uint32_t text = texts_.text_of(member);
      const SiteIndex site = columns_.document(member.value).site;
      if (site == no_site || seen.insert((std::uint64_t{text} << 32U) | site.value).second) ++story.texts[text].printed;
    }
  }

  void tell_changes(const Cluster& cluster, TextChanges& changes, StoryDetails& out) const {
    const DocumentIndex canonical = cluster.members.front();
    out.changes.resize(cluster.members.size());
    std::vector<Paragraph> original;
    std::vector<Paragraph> copy;
    DocumentIndex held = no_document;
    for (std::size_t i = 1; i < cluster.members.size(); ++i) {
      const DocumentIndex member = cluster.members[i];
      const DocumentIndex survivor = copies_.clustering.of[member.value].survivor;
      const DocumentIndex against = survivor == no_document ? canonical : survivor;
      if (texts_.text_of(member) == texts_.text_of(against)) continue;
      if (held != against) read(against, original);
      held = against;
      read(member, copy);
      out.changes[i] = changes.compare(original, copy);
    }
  }

  void read(DocumentIndex document, std::vector<Paragraph>& out) const {
    out.clear();
    const auto rows = columns_.blocks(document.value);
    const auto verdicts = columns_.verdicts(document.value);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!counts_as_article(verdicts[i].kind())) continue;
      const auto words = columns_.texts().words(rows[i].text);
      if (!words.empty()) out.push_back({.text = rows[i].text.value, .words = words});
    }
  }

  const ScrapeColumns& columns_;
  const Copies& copies_;
  const State& state_;
  StoryTexts texts_;
};

}  // namespace

std::vector<StoryDetails> State::story_details() const { return Details(parts_->columns, copies(), *this).all(); }

}  // namespace presswash
