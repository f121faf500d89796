#include "pipeline/run_facts.h"

#include <utility>

#include "base/version.h"
#include "pipeline/parallel.h"

namespace presswash {

std::vector<DocumentLabel> labels_of(const State& state) {
  std::vector<DocumentLabel> labels(state.size());
  parallel_for(state.size(), 1024, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d)
      labels[d] = {.id = state.id(d), .site = state.site(d), .published = state.published(d), .title = {}};
  });
  return labels;
}

RunFacts facts_of(const CleanFigures& figures, const CleanOptions& options, const State& state, unsigned threads) {
  RunFacts facts;
  facts.version = version_text();
  facts.settings = options.settings;
  const LearnFigures& learned = figures.learn;
  facts.counts = {{"records", learned.records},
                  {"repeated_ids", learned.repeated_ids},
                  {"made_ids", learned.made_ids},
                  {"without_site", learned.without_site},
                  {"by_sentence", learned.by_sentence},
                  {"unknown_published", learned.unknown_published},
                  {"replaced_bytes", learned.replaced},
                  {"blocks", learned.blocks},
                  {"rounds", figures.rounds},
                  {"settled", figures.settled ? 1U : 0U},
                  {"shingles", figures.copies.shingles},
                  {"lsh_bands", figures.copies.bands},
                  {"lsh_rows", figures.copies.rows},
                  {"candidate_pairs", figures.copies.candidates},
                  {"edges", figures.copies.edges},
                  {"joins", state.copies().joins.size()}};
  if (options.related) facts.counts.emplace_back("related_stories", figures.related_stories);
  if (!(learned.skipped == SkippedRecords{})) {
    facts.counts.emplace_back("skipped_revisits", learned.skipped.revisits);
    facts.counts.emplace_back("skipped_not_pages", learned.skipped.not_pages);
  }
  facts.timings = figures.timings;
  facts.threads = threads;
  facts.peak_memory_bytes = figures.peak_memory_bytes;
  return facts;
}

Reject reject_of(UnreadRecord unread, const InputSet& inputs) {
  Reject reject{.source = unread.record.source,
                .code = unread.error.code,
                .reason = unread.error.message,
                .raw = std::move(unread.record.bytes)};
  if (unread.error.record) reject.source.record = *unread.error.record;
  for (std::uint32_t i = 0; i < inputs.names().size(); ++i)
    if (!unread.error.file.empty() && inputs.names()[i] == unread.error.file) reject.source.input = i;
  return reject;
}

}  // namespace presswash
