#include "pipeline/related_stories.h"

#include <algorithm>
#include <utility>

#include "pipeline/state_parts.h"
#include "read/json_text.h"
#include "write/json_row.h"

namespace presswash {

RelatedStories::RelatedStories(const State& state) : stands_(state.size(), true) {
  for (const Cluster& cluster : state.copies().clustering.clusters)
    for (const DocumentIndex member : cluster.members) stands_[member.value] = member == cluster.members.front();
}

void RelatedStories::add(const Document& document, const Outcome& outcome, std::vector<NamedWord>&& names) {
  Story story{.content = content_hash(document),
              .document = outcome.document,
              .cluster = outcome.membership.cluster,
              .names = {.names = {}, .published_seconds = document.published_seconds}};
  for (NamedWord& name : names) {
    story.names.names.push_back({.hash = name.hash, .times = name.times});
    texts_.try_emplace(name.hash, std::move(name.text));
  }
  stories_.push_back(std::move(story));
}

std::string RelatedStories::rows(const std::vector<DocumentLabel>& labels, std::uint64_t& count) {
  std::ranges::sort(stories_, {}, [](const Story& story) { return std::pair(story.content, story.document); });
  std::vector<NamedStory> named;
  named.reserve(stories_.size());
  for (Story& story : stories_) named.push_back(std::move(story.names));
  const auto related = find_related(named, {});

  std::vector<std::uint32_t> by_input(stories_.size());
  for (std::uint32_t i = 0; i < by_input.size(); ++i) by_input[i] = i;
  std::ranges::sort(by_input, {}, [&](std::uint32_t i) { return stories_[i].document; });
  std::string out;
  count = 0;
  for (const std::uint32_t i : by_input) {
    if (related[i].empty()) continue;
    ++count;
    JsonRow row(out);
    row.text("id", labels[stories_[i].document.value].id).cluster("cluster", stories_[i].cluster);
    std::string& list = row.key("related");
    char before = '[';
    for (const RelatedStory& other : related[i]) {
      list += std::exchange(before, ',');
      JsonRow item(list);
      item.text("id", labels[stories_[other.story].document.value].id)
          .cluster("cluster", stories_[other.story].cluster)
          .share("similarity", other.similarity);
      std::string& names = item.key("names");
      char before_name = '[';
      for (const TokenHash name : other.names) {
        names += std::exchange(before_name, ',');
        append_json_string(names, texts_.at(name));
      }
      names += ']';
      item.end();
    }
    list += ']';
    row.end_line();
  }
  return out;
}

}  // namespace presswash
