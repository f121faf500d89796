#include "pipeline/scrape_evidence.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <numeric>
#include <unordered_map>
#include <utility>

#include <oneapi/tbb/enumerable_thread_specific.h>

#include "pipeline/parallel.h"
#include "pipeline/sort_in_parallel.h"

namespace presswash {
namespace {
constexpr std::uint64_t rows_at_once = 100'000;  // counted together by one task
constexpr std::size_t documents_at_once = 256;
constexpr std::size_t most_chunks = 64;  // of documents, whose places are found by one task each
constexpr std::uint32_t no_story = 0xFFFFFFFFU;
constexpr std::uint32_t no_task = 0xFFFFFFFFU;
constexpr std::uint32_t no_form = 0xFFFFFFFFU;

/// `values[at]` is set by several threads, to the same.
void set(std::vector<char>& values, std::size_t at) {
  std::atomic_ref(values[at]).store('\1', std::memory_order_relaxed);
}
}  // namespace

ScrapeEvidence::ScrapeEvidence(ScrapeColumns& columns)
    : columns_(columns),
      title_(columns.size(), no_form),
      story_(columns.size(), no_story),
      contexts_(columns.size()),
      changed_(columns.size()) {
  const BlockTexts& texts = columns.texts();
  end_slot_.reserve(columns.size());
  for (std::uint32_t d = 0; d < columns.size(); ++d) {
    end_slot_.push_back(static_cast<std::uint32_t>(columns.first_slot(d) + columns.blocks(d).size()));
    while (first_document_.size() * slots_at_once < end_slot_.back()) first_document_.push_back(d);
  }
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
  for (std::size_t d = 0; d < columns.size(); ++d) site_.push_back(columns.document(d).site);
  tbb::enumerable_thread_specific<std::vector<std::uint32_t>> sizes(
      [this] { return std::vector<std::uint32_t>(size_.size()); });
  parallel_for(columns.size(), 16 * documents_at_once, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t>& seen = sizes.local();
    for (std::size_t d = begin; d < end; ++d) {
      for (const BlockRow& row : std::as_const(columns_).blocks(d)) ++seen[form_of(row)];
    }
  });
  for (const std::vector<std::uint32_t>& seen : sizes)
    std::ranges::transform(size_, seen, size_.begin(), std::plus<>());
  parallel_for(columns.size(), documents_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      const auto title = texts.find(columns.document(d).title);
      if (!title) continue;
      title_[d] = form_[title->value];
      set(in_titles_, title_[d]);
    }
  });
}

std::vector<char> ScrapeEvidence::forms_to_count(const std::vector<std::uint32_t>& story_before) const {
  std::vector<char> wanted(size_.size());
  // What stands once and is no headline counts the same whatever its story, and has had that count from the start.
  if (!story_before.empty() && story_before.front() == no_story) {
    for (std::size_t form = 0; form < wanted.size(); ++form)
      wanted[form] = size_[form] > 1 || in_titles_[form] != 0 ? 1 : 0;
    return wanted;
  }
  parallel_for(story_.size(), documents_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      if (story_[d] == story_before[d]) continue;
      for (const BlockRow& row : columns_.blocks(d)) {
        const std::uint32_t form = form_of(row);
        if (size_[form] > 1 || in_titles_[form] != 0) set(wanted, form);
      }
      if (title_[d] != no_form) set(wanted, title_[d]);
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
  sort_in_parallel(titles);

  const Tasks tasks = find_places(forms_to_count(story_before));
  parallel_for_each(tasks.forms.size() - 1, [&](std::size_t task) { count_task(tasks, task, titles); });
}

// Tasks of about as many places each: what is in one depends on the scrape, never on the threads. The places of each
// part of the documents have their own room in a task, so that all threads find places at once.
ScrapeEvidence::Tasks ScrapeEvidence::find_places(const std::vector<char>& wanted) const {
  Tasks tasks{.places = {}, .forms = {0}, .starts = {}};
  std::vector<std::uint32_t> task_of(size_.size(), no_task);  // by form
  std::uint64_t held = 0;
  for (std::uint32_t form = 0; form < size_.size(); ++form) {
    if (wanted[form] == 0) continue;
    task_of[form] = static_cast<std::uint32_t>(tasks.forms.size() - 1);
    held += size_[form];
    if (held < rows_at_once) continue;
    tasks.forms.push_back(form + 1);
    held = 0;
  }
  if (held > 0) tasks.forms.push_back(static_cast<std::uint32_t>(size_.size()));
  const std::size_t count = tasks.forms.size() - 1;

  const ScrapeColumns& columns = columns_;
  const std::size_t chunk_size = std::max(documents_at_once, (columns.size() + most_chunks - 1) / most_chunks);
  const std::size_t chunks = (columns.size() + chunk_size - 1) / chunk_size;
  std::vector<std::uint64_t> next(chunks * count);
  const auto for_places = [&](std::size_t chunk, auto take) {
    for (std::size_t d = chunk * chunk_size; d < std::min(columns.size(), (chunk + 1) * chunk_size); ++d) {
      auto slot = static_cast<std::uint32_t>(columns.first_slot(d));
      for (const BlockRow& row : columns.blocks(d)) {
        const std::uint32_t form = form_of(row);
        if (task_of[form] != no_task)
          take(next[chunk * count + task_of[form]], Standing{.text = row.text.value, .slot = slot});
        ++slot;
      }
    }
  };
  parallel_for_each(
      chunks, [&](std::size_t chunk) { for_places(chunk, [](std::uint64_t& places, const Standing&) { ++places; }); });
  std::uint64_t begin = 0;
  for (std::size_t task = 0; task < count; ++task) {
    tasks.starts.push_back(begin);
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) begin += std::exchange(next[chunk * count + task], begin);
  }
  tasks.starts.push_back(begin);
  tasks.places.resize(begin);
  parallel_for_each(chunks, [&](std::size_t chunk) {
    for_places(chunk, [&](std::uint64_t& place, const Standing& at) { tasks.places[place++] = at; });
  });
  return tasks;
}

void ScrapeEvidence::count_task(const Tasks& tasks, std::size_t task, const std::vector<TitleRow>& titles) {
  const std::span<Evidence> evidence = columns_.all_evidence();
  const auto places = std::span(tasks.places).subspan(tasks.starts[task], tasks.starts[task + 1] - tasks.starts[task]);
  const std::uint32_t first_form = tasks.forms[task];
  // Form by form, in each by slot.
  std::vector<std::uint32_t> next(tasks.forms[task + 1] - first_form + 1);
  for (const Standing& at : places) ++next[form_[at.text] - first_form + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<Standing> sorted(places.size());
  for (const Standing& at : places) sorted[next[form_[at.text] - first_form]++] = at;

  EvidenceCounter counter;
  std::vector<EvidenceRow> rows;
  for (std::uint32_t begin = 0, form = first_form; begin < sorted.size(); ++form) {
    const std::uint32_t end = next[form - first_form];
    if (end == begin) continue;
    const bool in_titles = in_titles_[form] != 0;
    // Of a single text that is no headline, the hash tells nothing.
    const bool asks_for_hash = in_titles || one_text_[form] == 0;
    rows.clear();  // each is handed back with its document and its slot
    for (std::uint32_t i = begin; i < end; ++i) {
      const std::uint32_t d = document_of(sorted[i].slot);
      rows.push_back({.hash = asks_for_hash ? columns_.texts().hash(TextId{sorted[i].text}) : BlockHash{},
                      .masked = {},
                      .site = site_[d],
                      .story = story_[d],
                      .slot = std::uint64_t{d} << 32U | sorted[i].slot});
    }
    begin = end;
    const auto found =
        counter.count_form(rows, in_titles ? std::span<const TitleRow>(titles) : std::span<const TitleRow>());
    for (std::size_t i = 0; i < found.size(); ++i) {
      Evidence& seen = evidence[rows[i].slot & 0xFFFFFFFFU];
      if (seen == found[i]) continue;
      seen = found[i];
      std::atomic_ref(changed_[rows[i].slot >> 32U]).store(1, std::memory_order_relaxed);
    }
  }
}

void ScrapeEvidence::count_contexts() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // site, story
  for (std::uint32_t d = 0; d < story_.size(); ++d) {
    const SiteIndex site = site_[d];
    if (site != no_site) pairs.emplace_back(site.value, story_[d]);
  }
  sort_in_parallel(pairs);
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
