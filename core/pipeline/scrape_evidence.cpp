#include "pipeline/scrape_evidence.h"

#include <algorithm>
#include <atomic>
#include <unordered_map>
#include <utility>

#include "pipeline/parallel.h"

namespace presswash {
namespace {
constexpr std::uint64_t rows_at_once = 100'000;  // counted together by one task
constexpr std::size_t documents_at_once = 256;
constexpr std::uint32_t no_story = 0xFFFFFFFFU;

/// `values[at]` is set by several threads, to the same.
void set(std::vector<char>& values, std::size_t at) {
  std::atomic_ref(values[at]).store('\1', std::memory_order_relaxed);
}
}  // namespace

ScrapeEvidence::ScrapeEvidence(ScrapeColumns& columns)
    : columns_(columns), story_(columns.size(), no_story), contexts_(columns.size()), changed_(columns.size()) {
  const BlockTexts& texts = columns.texts();
  form_.reserve(texts.size());
  std::vector<std::uint32_t> texts_of(texts.forms());
  for (std::uint32_t text = 0; text < texts.size(); ++text) {
    form_.push_back(texts.form(TextId{text}));
    ++texts_of[form_.back()];
  }
  one_text_.reserve(texts.forms());
  for (const std::uint32_t count : texts_of) one_text_.push_back(count == 1 ? 1 : 0);
  size_.resize(texts.forms());
  in_titles_.resize(texts.forms());
  site_.reserve(columns.size());
  for (std::size_t d = 0; d < columns.size(); ++d) {
    site_.push_back(columns.document(d).site);
    for (const BlockRow& row : columns.blocks(d)) ++size_[form_of(row)];
  }
  parallel_for(columns.size(), documents_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      if (const auto title = texts.find(columns.document(d).title)) set(in_titles_, form_[title->value]);
    }
  });
}

std::vector<char> ScrapeEvidence::forms_to_count(const std::vector<std::uint32_t>& story_before) const {
  std::vector<char> wanted(size_.size());
  parallel_for(story_.size(), documents_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      if (story_[d] == story_before[d]) continue;
      for (const BlockRow& row : columns_.blocks(d)) {
        const std::uint32_t form = form_of(row);
        // What stands once and is no headline counts the same whatever its story.
        if (size_[form] > 1 || in_titles_[form] != 0 || story_before[d] == no_story) set(wanted, form);
      }
      if (const auto title = columns_.texts().find(columns_.document(d).title)) set(wanted, form_[title->value]);
    }
  });
  return wanted;
}

void ScrapeEvidence::count(const std::vector<ClusterId>& clusters) {
  const ScrapeColumns& columns = columns_;
  const std::vector<std::uint32_t> story_before = story_;
  std::unordered_map<std::uint64_t, std::uint32_t> first;
  for (std::uint32_t d = 0; d < story_.size(); ++d) {
    const bool clustered = !clusters.empty() && clusters[d].value != 0;
    story_[d] = clustered ? first.emplace(clusters[d].value, d).first->second : d;
  }
  std::ranges::fill(changed_, char{0});
  count_contexts();
  std::vector<TitleRow> titles;
  for (std::uint32_t d = 0; d < story_.size(); ++d) {
    if (columns.document(d).title.value != 0) titles.push_back({columns.document(d).title, story_[d]});
  }
  std::ranges::sort(titles);

  // Where the wanted forms stand, form by form, and tasks of about as many places each. What is in one depends on the
  // scrape, never on the threads.
  const std::vector<char> wanted = forms_to_count(story_before);
  std::vector<std::uint64_t> next(size_.size() + 1);
  std::vector<std::uint32_t> tasks{0};
  for (std::uint32_t form = 0; form < size_.size(); ++form) {
    next[form + 1] = next[form] + (wanted[form] != 0 ? size_[form] : 0U);
    if (next[form + 1] - next[tasks.back()] >= rows_at_once) tasks.push_back(form + 1);
  }
  if (tasks.back() != size_.size()) tasks.push_back(static_cast<std::uint32_t>(size_.size()));
  struct Standing {
    std::uint32_t document = 0;
    std::uint32_t block = 0;
  };
  std::vector<Standing> places(next.back());
  for (std::uint32_t d = 0; d < columns.size(); ++d) {
    std::uint32_t block = 0;
    for (const BlockRow& row : columns.blocks(d)) {
      const std::uint32_t form = form_of(row);
      if (wanted[form] != 0) places[next[form]++] = {.document = d, .block = block};
      ++block;
    }
  }

  const std::span<Evidence> evidence = columns_.all_evidence();
  parallel_for_each(tasks.size() - 1, [&](std::size_t task) {
    EvidenceCounter counter;
    std::vector<EvidenceRow> rows;
    std::span<const Standing> of_form;
    const EvidenceSink sink = [&](std::uint64_t at, const Evidence& counted) {
      const auto [d, block] = of_form[at];
      Evidence& held = evidence[columns.first_slot(d) + block];
      if (held == counted) return;
      held = counted;
      std::atomic_ref(changed_[d]).store(1, std::memory_order_relaxed);
    };
    for (std::uint32_t form = tasks[task]; form < tasks[task + 1]; ++form) {
      if (wanted[form] == 0) continue;
      of_form = std::span(places).subspan(next[form] - size_[form], size_[form]);
      rows.clear();
      const auto hash_at = [&](const Standing& at) {
        return columns.texts().hash(columns.blocks(at.document)[at.block].text);
      };
      const BlockHash first_hash = hash_at(of_form.front());
      for (const Standing& at : of_form)
        rows.push_back({.hash = one_text_[form] != 0 ? first_hash : hash_at(at),
                        .masked = {},
                        .site = site_[at.document],
                        .story = story_[at.document],
                        .slot = rows.size()});
      counter.count_form(rows, in_titles_[form] != 0 ? std::span<const TitleRow>(titles) : std::span<const TitleRow>(),
                         sink);
    }
  });
}

void ScrapeEvidence::count_contexts() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // site, story
  for (std::uint32_t d = 0; d < story_.size(); ++d) {
    const SiteIndex site = site_[d];
    if (site != no_site) pairs.emplace_back(site.value, story_[d]);
  }
  std::ranges::sort(pairs);
  pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
  std::vector<std::uint32_t> clusters_of_site(pairs.empty() ? 0 : pairs.back().first + 1);
  std::vector<std::uint32_t> sites_of_story(story_.size());  // a story is the number of a document
  for (const auto& [site, story] : pairs) {
    ++clusters_of_site[site];
    ++sites_of_story[story];
  }
  for (std::uint32_t d = 0; d < story_.size(); ++d) {
    const SiteIndex site = site_[d];
    const ScrapeContext context{.site_clusters = site == no_site ? 0 : clusters_of_site[site.value],
                                .story_sites = sites_of_story[story_[d]]};
    changed_[d] = context == contexts_[d] ? 0 : 1;
    contexts_[d] = context;
  }
}

}  // namespace presswash
