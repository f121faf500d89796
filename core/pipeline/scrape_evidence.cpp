#include "pipeline/scrape_evidence.h"

#include <algorithm>
#include <unordered_map>

#include "pipeline/parallel.h"

namespace presswash {
namespace {

/// The scrape is counted in parts by masked hash, so that the rows of a few parts alone are held at a time. The number
/// of parts depends on the scrape, never on the threads.
std::size_t parts_for(std::uint64_t blocks) { return std::clamp<std::size_t>(blocks / 400'000 + 2, 2, 64); }

}  // namespace

ScrapeEvidence::ScrapeEvidence(const ScrapeColumns& columns)
    : columns_(columns), story_(columns.size()), evidence_(columns.block_count()), contexts_(columns.size()) {}

void ScrapeEvidence::count(const std::vector<Membership>& membership) {
  std::unordered_map<std::uint64_t, std::uint32_t> first;
  for (std::uint32_t d = 0; d < story_.size(); ++d) {
    const bool clustered = !membership.empty() && membership[d].cluster.value != 0;
    story_[d] = clustered ? first.emplace(membership[d].cluster.value, d).first->second : d;
  }
  count_contexts();

  std::vector<TitleRow> titles;
  for (std::uint32_t d = 0; d < story_.size(); ++d) {
    if (columns_.document(d).title.value != 0) titles.push_back({columns_.document(d).title, story_[d]});
  }
  std::ranges::sort(titles);

  const std::size_t part_count = parts_for(columns_.block_count());
  parallel_for_each(part_count, [&](std::size_t part) {
    std::vector<EvidenceRow> rows;
    for (std::uint32_t d = 0; d < story_.size(); ++d) {
      const auto blocks = columns_.blocks(d);
      const std::uint64_t slot = columns_.first_slot(d);
      const SiteIndex site = columns_.document(d).site;
      for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].masked.value % part_count != part) continue;
        rows.push_back({blocks[i].hash, blocks[i].masked, site, story_[d], slot + i});
      }
    }
    count_evidence(rows, titles, [this](std::uint64_t slot, const Evidence& evidence) { evidence_[slot] = evidence; });
  });
}

void ScrapeEvidence::count_contexts() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // site, story
  for (std::uint32_t d = 0; d < story_.size(); ++d) {
    const SiteIndex site = columns_.document(d).site;
    if (site != no_site) pairs.emplace_back(site.value, story_[d]);
  }
  std::ranges::sort(pairs);
  pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
  std::unordered_map<std::uint32_t, std::uint32_t> clusters_of_site;
  std::unordered_map<std::uint32_t, std::uint32_t> sites_of_story;
  for (const auto& [site, story] : pairs) {
    ++clusters_of_site[site];
    ++sites_of_story[story];
  }
  for (std::uint32_t d = 0; d < story_.size(); ++d) {
    const SiteIndex site = columns_.document(d).site;
    const auto story = sites_of_story.find(story_[d]);
    contexts_[d] = {.site_clusters = site == no_site ? 0 : clusters_of_site[site.value],
                    .story_sites = story == sites_of_story.end() ? 0 : story->second};
  }
}

DocumentEvidence ScrapeEvidence::of(std::size_t d) const {
  const std::span<const Evidence> all(evidence_);
  return {.blocks = all.subspan(columns_.first_slot(d), columns_.blocks(d).size()), .context = contexts_[d]};
}

}  // namespace presswash
