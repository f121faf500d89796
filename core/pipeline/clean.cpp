#include "pipeline/clean.h"

#include <chrono>
#include <memory>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/task_arena.h>
#include <sys/resource.h>

#include "base/version.h"
#include "pipeline/read_documents.h"
#include "pipeline/related_stories.h"

namespace presswash {
namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Applies what the command wants beyond the verdicts: furniture or copies left in place.
void adapt(Outcome& outcome, const CleanOptions& options) {
  if (options.keep_furniture)
    for (JudgedBlock& judged : outcome.blocks) judged.verdict.removed = false;
  if (options.keep_copies && outcome.membership.role == Role::Removed) outcome.membership.role = Role::Survivor;
}

/// Counts what the summary tells of one document.
void count(CleanFigures& figures, const Outcome& outcome) {
  ++figures.documents;
  ++(outcome.membership.role == Role::Removed ? figures.removed : figures.kept);
  std::uint64_t bytes = 0;
  std::uint64_t removed = 0;
  for (const JudgedBlock& judged : outcome.blocks) {
    bytes += judged.block.length;
    if (!judged.verdict.removed) continue;
    ++figures.removed_blocks;
    removed += judged.block.length;
  }
  figures.text_bytes += bytes;
  figures.removed_bytes += removed;
  figures.emptied += bytes > 0 && removed == bytes ? 1U : 0U;
  figures.held_back += outcome.held_back ? 1U : 0U;
}

/// Passes over the inputs again with what was learned; `work` runs on many threads, `take` in input order.
using Work = std::function<std::shared_ptr<void>(const Document&, const Outcome&)>;
using Take = std::function<Status(const Document&, const Outcome&, const std::shared_ptr<void>&)>;

struct Handled {
  std::vector<Outcome> outcomes;
  std::vector<std::shared_ptr<void>> results;
  std::optional<Error> error;
};

Status second_pass(const InputSet& inputs, const State& state, const CleanOptions& options, const Work& work,
                   const Take& take, const std::function<bool(double)>& progress, KeptPages& kept) {
  std::uint64_t next = 0;
  BatchStages stages;
  stages.work = [&](ReadBatch& batch) -> std::shared_ptr<void> {
    auto handled = std::make_shared<Handled>();
    for (const ReadItem& item : batch.items) {
      if (!item.document) continue;
      auto outcome = state.outcome_of(*item.document);
      if (!outcome) {
        handled->error = std::move(outcome).error();
        handled->error->file = inputs.names()[item.document->source.input];
        break;
      }
      adapt(*outcome, options);
      handled->results.push_back(work ? work(*item.document, *outcome) : nullptr);
      handled->outcomes.push_back(std::move(*outcome));
    }
    return handled;
  };
  stages.take = [&](ReadBatch& batch, const std::shared_ptr<void>& result) -> Status {
    auto& handled = *static_cast<Handled*>(result.get());
    if (handled.error) return *handled.error;
    std::size_t k = 0;
    for (const ReadItem& item : batch.items) {
      if (!item.document) continue;
      Status taken = take(*item.document, handled.outcomes[k], handled.results[k]);
      if (!taken) return taken;
      ++k;
      ++next;
    }
    return Done{};
  };
  Status done = read_documents(inputs, options.read, stages, progress, &kept);
  if (!done) return done;
  if (next != state.size()) {
    return Error{.code = ErrorCode::InputChanged,
                 .message = "the inputs hold " + std::to_string(next) + " documents now and held " +
                            std::to_string(state.size()) + " before; run it again on inputs that stay as they are"};
  }
  return Done{};
}

class Run {
 public:
  Run(const InputSet& inputs, const CleanOptions& options, const ProgressSink& progress)
      : inputs_(inputs), options_(options), progress_(progress) {}

  Result<State> learn(const UnreadSink& unread) {
    const auto scaled = [this](const Progress& at) {
      Progress out = at;
      out.share *= learn_share;
      return !progress_ || progress_(out);
    };
    auto state = presswash::learn(inputs_, options_.read, options_.learn, unread, scaled, &kept_);
    if (!state) return state;
    const LearnFigures& learned = state->figures();
    figures_.learn = learned;
    figures_.rejected = learned.unread;
    figures_.clusters = state->copies().clustering.clusters.size();
    figures_.copies = state->copies().figures;
    figures_.rounds = static_cast<unsigned>(state->rounds().size());
    figures_.settled = state->settled();
    figures_.timings.push_back(
        {.stage = "read", .seconds = learned.read_seconds, .items = learned.records, .bytes = learned.text_bytes});
    figures_.timings.push_back(
        {.stage = "rounds", .seconds = learned.round_seconds, .items = state->size(), .bytes = learned.text_bytes});
    return state;
  }

  Status hand_over(const State& state, const std::string& stage, const Work& work, const Take& take) {
    const auto started = Clock::now();
    Status done = second_pass(
        inputs_, state, options_, work,
        [&](const Document& document, const Outcome& outcome, const std::shared_ptr<void>& result) -> Status {
          count(figures_, outcome);
          return take(document, outcome, result);
        },
        [&](double share) {
          return !progress_ || progress_({.stage = stage,
                                          .share = learn_share + share * (1.0 - learn_share),
                                          .documents = figures_.documents,
                                          .bytes = figures_.text_bytes});
        },
        kept_);
    figures_.timings.push_back(
        {.stage = stage, .seconds = seconds_since(started), .items = figures_.documents, .bytes = figures_.text_bytes});
    figures_.peak_memory_bytes = peak_memory_bytes();
    return done;
  }

  CleanFigures& figures() { return figures_; }

 private:
  static constexpr double learn_share = 0.7;
  const InputSet& inputs_;
  const CleanOptions& options_;
  const ProgressSink& progress_;
  KeptPages kept_;
  CleanFigures figures_;
};

std::vector<DocumentLabel> labels_of(const State& state) {
  std::vector<DocumentLabel> labels(state.size());
  for (std::size_t d = 0; d < state.size(); ++d)
    labels[d] = {.id = state.id(d), .site = state.site(d), .published = state.published(d), .title = {}};
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

Result<CleanFigures> clean_inputs(const InputSet& inputs, const CleanOptions& options, const ProgressSink& progress,
                                  unsigned threads) {
  Run run(inputs, options, progress);
  if (options.dry_run) {
    auto state = run.learn({});
    if (!state) return std::move(state).error();
    const Status done = run.hand_over(
        *state, "counting", {}, [](const Document&, const Outcome&, const std::shared_ptr<void>&) { return Done{}; });
    if (!done) return done.error();
    return std::move(run.figures());
  }
  // Before any work, so that an output that cannot be written is known at once.
  auto created = RunWriter::create({.out = options.out,
                                    .force = options.force,
                                    .compress_zstd = options.compress_zstd,
                                    .fields = options.read.fields,
                                    .input_names = inputs.names()});
  if (!created) return std::move(created).error();
  RunWriter& writer = *created;
  std::optional<Error> failed;
  auto state = run.learn([&](UnreadRecord unread) {
    const Status written = writer.write_reject(reject_of(std::move(unread), inputs));
    if (!written && !failed) failed = written.error();
  });
  if (!state) return std::move(state).error();
  if (failed) return *failed;
  auto labels = labels_of(*state);
  std::optional<RelatedStories> related;
  if (options.related) related.emplace(*state);
  struct Prepared {
    RunWriter::Rows rows;
    std::vector<NamedWord> names;
  };
  const Status done = run.hand_over(
      *state, "writing",
      [&](const Document& document, const Outcome& outcome) -> std::shared_ptr<void> {
        auto prepared = std::make_shared<Prepared>();
        prepared->rows = writer.prepare(document, outcome, labels);
        if (related && related->stands_for_story(outcome.document))
          prepared->names = names_of(cleaned_text(document.text, outcome.blocks));
        return prepared;
      },
      [&](const Document& document, const Outcome& outcome, const std::shared_ptr<void>& result) {
        auto& prepared = *static_cast<Prepared*>(result.get());
        if (related && related->stands_for_story(outcome.document))
          related->add(document, outcome, std::move(prepared.names));
        if (outcome.membership.cluster.value != 0) labels[outcome.document.value].title = document.title;
        return writer.write(prepared.rows);
      });
  if (!done) return done.error();
  if (related) {
    const std::string rows = related->rows(labels, run.figures().related_stories);
    if (const Status written = writer.write_related(rows, run.figures().related_stories); !written) return written.error();
  }
  for (const Status& step : {writer.write_clusters(state->copies().clustering, state->story_details(), labels),
                             writer.write_edges(state->copies().edges, state->copies().joins, labels),
                             writer.finish(facts_of(run.figures(), options, *state, threads))}) {
    if (!step) return step.error();
  }
  run.figures().peak_memory_bytes = peak_memory_bytes();
  return std::move(run.figures());
}

unsigned threads_of(const CleanOptions& options) {
  return options.threads == 0 ? static_cast<unsigned>(tbb::info::default_concurrency()) : options.threads;
}

/// Runs `work` on an arena of the wanted number of threads.
template <typename Function>
auto in_arena(unsigned threads, Function work) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  return arena.execute(work);
}

}  // namespace

std::uint64_t peak_memory_bytes() {
  rusage usage{};
  return getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<std::uint64_t>(usage.ru_maxrss) * 1024U : 0U;
}

Result<CleanFigures> clean(const std::vector<std::filesystem::path>& paths, const CleanOptions& options,
                           const ProgressSink& progress) {
  auto inputs = InputSet::open(paths, options.read);
  if (!inputs) return std::move(inputs).error();
  const unsigned threads = threads_of(options);
  return in_arena(threads, [&] { return clean_inputs(*inputs, options, progress, threads); });
}

Result<CleanFigures> judge_all(const std::vector<std::filesystem::path>& paths, const CleanOptions& options,
                               const OutcomeSink& sink, const UnreadSink& reject, const ProgressSink& progress,
                               const StateSink& learned) {
  auto inputs = InputSet::open(paths, options.read);
  if (!inputs) return std::move(inputs).error();
  return in_arena(threads_of(options), [&]() -> Result<CleanFigures> {
    Run run(*inputs, options, progress);
    auto state = run.learn([&](UnreadRecord unread) {
      if (unread.error.file.empty()) unread.error.file = inputs->names()[unread.record.source.input];
      if (reject) reject(std::move(unread));
    });
    if (!state) return std::move(state).error();
    if (learned) {
      if (Status used = learned(*state); !used) return std::move(used).error();
    }
    const Status done = run.hand_over(
        *state, "writing", {}, [&](const Document& document, const Outcome& outcome, const std::shared_ptr<void>&) {
          return sink(document, outcome);
        });
    if (!done) return done.error();
    return std::move(run.figures());
  });
}

}  // namespace presswash
