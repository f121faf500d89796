#include "cluster/related.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace presswash {
namespace {

constexpr double few_stories = 50;         // added to the number of stories
constexpr std::size_t meeting_names = 20;  // the rarest of a story, through which it meets others
constexpr std::uint32_t most_met = 64;     // stories that say a name through which others are met
constexpr std::size_t shown_names = 5;

class RelatedFinder {
 public:
  RelatedFinder(std::span<const NamedStory> stories, const RelatedOptions& options)
      : stories_(stories), options_(options), norms_(stories.size()) {
    for (const NamedStory& story : stories)
      for (const StoryName& name : story.names) ++said_in_[name.hash];
    for (std::size_t i = 0; i < stories.size(); ++i) {
      double sum = 0;
      for (const StoryName& name : stories[i].names) sum += weight(name) * weight(name);
      norms_[i] = std::sqrt(sum);
    }
  }

  std::vector<std::vector<RelatedStory>> find() {
    std::vector<std::vector<RelatedStory>> related(stories_.size());
    std::vector<std::uint32_t> met;
    for (std::uint32_t story = 0; story < stories_.size(); ++story) {
      if (stories_[story].names.size() < options_.least_names) continue;
      meet(story, met);
      for (const std::uint32_t other : met) {
        if (!in_window(story, other)) continue;
        if (auto pair = compare(story, other)) {
          related[other].push_back({.story = story, .similarity = pair->similarity, .names = pair->names});
          related[story].push_back(std::move(*pair));
        }
      }
    }
    for (std::vector<RelatedStory>& of_story : related) {
      std::ranges::stable_sort(of_story, [](const RelatedStory& a, const RelatedStory& b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.story < b.story;
      });
      if (of_story.size() > options_.most) of_story.resize(options_.most);
    }
    return related;
  }

 private:
  [[nodiscard]] double rarity(TokenHash name) const {
    return std::log((static_cast<double>(stories_.size()) + few_stories) / (said_in_.at(name) + 1.0));
  }
  [[nodiscard]] double weight(const StoryName& name) const { return (1.0 + std::log(name.times)) * rarity(name.hash); }

  /// Earlier stories that share rare names with this one, sorted; then it waits for later ones itself.
  void meet(std::uint32_t story, std::vector<std::uint32_t>& met) {
    std::vector<std::pair<std::uint32_t, TokenHash>> rarest;
    for (const StoryName& name : stories_[story].names) {
      const std::uint32_t in = said_in_.at(name.hash);
      if (in > 1 && in <= most_met) rarest.emplace_back(in, name.hash);
    }
    std::ranges::sort(rarest);
    if (rarest.size() > meeting_names) rarest.resize(meeting_names);
    met.clear();
    for (const auto& [in, name] : rarest) {
      std::vector<std::uint32_t>& waiting = waiting_[name];
      met.insert(met.end(), waiting.begin(), waiting.end());
      waiting.push_back(story);
    }
    std::ranges::sort(met);
    met.erase(std::ranges::unique(met).begin(), met.end());
  }

  [[nodiscard]] bool in_window(std::uint32_t a, std::uint32_t b) const {
    const auto& first = stories_[a].published_seconds;
    const auto& second = stories_[b].published_seconds;
    return !first || !second || std::max(*first, *second) - std::min(*first, *second) <= options_.window_seconds;
  }

  /// Story `b` as it is related to `a`, when it is.
  [[nodiscard]] std::optional<RelatedStory> compare(std::uint32_t a, std::uint32_t b) const {
    std::vector<std::pair<double, TokenHash>> shared;
    double product = 0;
    auto at = stories_[b].names.begin();
    const auto end = stories_[b].names.end();
    for (const StoryName& name : stories_[a].names) {
      while (at != end && at->hash < name.hash) ++at;
      if (at == end) break;
      if (at->hash != name.hash) continue;
      product += weight(name) * weight(*at);
      shared.emplace_back(-rarity(name.hash), name.hash);
    }
    const double similarity = product / (norms_[a] * norms_[b]);
    if (shared.size() < options_.least_shared || similarity < options_.similarity) return std::nullopt;
    std::ranges::sort(shared);
    RelatedStory found{.story = b, .similarity = similarity, .names = {}};
    for (std::size_t i = 0; i < std::min(shared.size(), shown_names); ++i) found.names.push_back(shared[i].second);
    return found;
  }

  std::span<const NamedStory> stories_;
  RelatedOptions options_;
  std::vector<double> norms_;
  std::unordered_map<TokenHash, std::uint32_t> said_in_;
  std::unordered_map<TokenHash, std::vector<std::uint32_t>> waiting_;
};

}  // namespace

std::vector<std::vector<RelatedStory>> find_related(std::span<const NamedStory> stories,
                                                    const RelatedOptions& options) {
  return RelatedFinder(stories, options).find();
}

}  // namespace presswash
