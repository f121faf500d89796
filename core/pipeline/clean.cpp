#include "pipeline/clean.h"

#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/task_arena.h>

#include "base/memory.h"
#include "pipeline/clean_run.h"
#include "pipeline/parallel.h"
#include "pipeline/related_stories.h"
#include "pipeline/run_facts.h"

namespace presswash {
namespace {

/// Writes the documents of a run as they are handed over, and then what is told of them all.
class Output {
 public:
  Output(RunWriter& writer, const State& state, bool with_related)
      : writer_(writer), state_(state), labels_(labels_of(state)) {
    writer.expect(state.copies().clustering, labels_);
    if (with_related) related_.emplace(state);
  }

  [[nodiscard]] BatchSteps steps() {
    return {.work = [this](const JudgedBatch& batch) { return prepare(batch); },
            .take =
                [this](const JudgedBatch& batch, const std::shared_ptr<void>& result) {
                  return write(batch, *static_cast<Prepared*>(result.get()));
                }};
  }

  /// Everything but the summary. `related_stories` is counted when they were asked for.
  [[nodiscard]] Status write_stories(std::uint64_t& related_stories) {
    if (related_) {
      const std::string rows = related_->rows(labels_, related_stories);
      if (Status written = writer_.write_related(rows, related_stories); !written) return written;
    }
    const Copies& copies = state_.copies();
    const std::vector<StoryDetails> details = state_.story_details();
    Status clusters = Done{};
    Status edges = Done{};
    parallel_for_each(2, [&](std::size_t file) {
      if (file == 0)
        clusters = writer_.write_clusters(copies.clustering, details, labels_);
      else
        edges = writer_.write_edges(copies.edges, copies.joins, labels_);
    });
    return clusters ? edges : clusters;
  }

 private:
  struct Prepared {
    RunWriter::Rows rows;
    std::vector<std::vector<NamedWord>> names;  ///< by document, when related stories are wanted
  };

  [[nodiscard]] bool wants_names(const Outcome& outcome) const {
    return related_ && related_->stands_for_story(outcome.document);
  }
  [[nodiscard]] std::shared_ptr<void> prepare(const JudgedBatch& batch) {
    std::shared_ptr<Prepared> prepared = spare_.take();
    for (std::size_t i = 0; i < batch.documents.size(); ++i) {
      const Document& document = *batch.documents[i];
      const Outcome& outcome = batch.outcomes[i];
      writer_.prepare(document, outcome, labels_, prepared->rows);
      if (!related_) continue;
      auto& names = prepared->names.emplace_back();
      if (wants_names(outcome)) names = names_of(cleaned_text(document.text, outcome.blocks));
    }
    return prepared;
  }
  [[nodiscard]] Status write(const JudgedBatch& batch, Prepared& prepared) {
    for (std::size_t i = 0; i < batch.documents.size(); ++i) {
      const Outcome& outcome = batch.outcomes[i];
      if (wants_names(outcome)) related_->add(*batch.documents[i], outcome, std::move(prepared.names[i]));
      // Others read ids only while this is written.
      if (outcome.membership.cluster.value != 0) labels_[outcome.document.value].title = batch.documents[i]->title;
    }
    return writer_.write(prepared.rows);
  }

  /// Rows that were written, whose memory the next ones use.
  class Spare {
   public:
    [[nodiscard]] std::shared_ptr<Prepared> take() {
      std::unique_ptr<Prepared> one;
      {
        const std::scoped_lock lock(mutex_);
        if (!free_.empty()) {
          one = std::move(free_.back());
          free_.pop_back();
        }
      }
      if (!one) one = std::make_unique<Prepared>();
      return {one.release(), [this](Prepared* used) { give_back(std::unique_ptr<Prepared>(used)); }};
    }

   private:
    void give_back(std::unique_ptr<Prepared> used) {
      used->rows.clear();
      used->names.clear();
      const std::scoped_lock lock(mutex_);
      free_.push_back(std::move(used));
    }
    std::mutex mutex_;
    std::vector<std::unique_ptr<Prepared>> free_;
  };

  Spare spare_;
  RunWriter& writer_;
  const State& state_;
  std::vector<DocumentLabel> labels_;
  std::optional<RelatedStories> related_;
};

Result<CleanFigures> count_only(CleanRun& run) {
  auto state = run.learn({});
  if (!state) return std::move(state).error();
  const Status done = run.hand_over(
      *state, "counting",
      {.work = {}, .take = [](const JudgedBatch&, const std::shared_ptr<void>&) -> Status { return Done{}; }});
  if (!done) return done.error();
  return std::move(run.figures());
}

Result<CleanFigures> write_run(CleanRun& run, const InputSet& inputs, const CleanOptions& options, unsigned threads) {
  // Before any work, so that an output that cannot be written is known at once.
  auto writer = RunWriter::create({.out = options.out,
                                   .force = options.force,
                                   .compress_zstd = options.compress_zstd,
                                   .fields = options.read.fields,
                                   .input_names = inputs.names()});
  if (!writer) return std::move(writer).error();
  std::optional<Error> failed;
  auto learned = run.learn([&](UnreadRecord unread) {
    const Status written = writer->write_reject(reject_of(std::move(unread), inputs));
    if (!written && !failed) failed = written.error();
  });
  if (!learned) return std::move(learned).error();
  if (failed) return *failed;
  std::optional<State> state(std::move(*learned));
  std::optional<Output> output(std::in_place, *writer, *state, options.related);
  Status done = run.hand_over(*state, "writing", output->steps());
  if (done) done = output->write_stories(run.figures().related_stories);
  if (!done) return done.error();
  const RunFacts facts = facts_of(run.figures(), options, *state, threads);
  // A scrape takes as long to be let go as a report to be drawn.
  parallel_for_each(2, [&](std::size_t part) {
    if (part == 0) {
      done = writer->finish(facts);
    } else {
      output.reset();
      state.reset();
    }
  });
  if (!done) return done.error();
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

Result<CleanFigures> clean(const std::vector<std::filesystem::path>& paths, const CleanOptions& options,
                           const ProgressSink& progress) {
  auto inputs = InputSet::open(paths, options.read);
  if (!inputs) return std::move(inputs).error();
  const unsigned threads = threads_of(options);
  return in_arena(threads, [&] {
    CleanRun run(*inputs, options, progress);
    return options.dry_run ? count_only(run) : write_run(run, *inputs, options, threads);
  });
}

Result<CleanFigures> judge_all(const std::vector<std::filesystem::path>& paths, const CleanOptions& options,
                               const OutcomeSink& sink, const UnreadSink& reject, const ProgressSink& progress,
                               const StateSink& learned) {
  auto inputs = InputSet::open(paths, options.read);
  if (!inputs) return std::move(inputs).error();
  return in_arena(threads_of(options), [&]() -> Result<CleanFigures> {
    CleanRun run(*inputs, options, progress);
    auto state = run.learn([&](UnreadRecord unread) {
      if (unread.error.file.empty()) unread.error.file = inputs->names()[unread.record.source.input];
      if (reject) reject(std::move(unread));
    });
    if (!state) return std::move(state).error();
    if (learned) {
      if (Status used = learned(*state); !used) return std::move(used).error();
    }
    const Status done = run.hand_over(
        *state, "writing", {.work = {}, .take = [&](const JudgedBatch& batch, const std::shared_ptr<void>&) -> Status {
                              for (std::size_t i = 0; i < batch.documents.size(); ++i) {
                                if (Status taken = sink(*batch.documents[i], batch.outcomes[i]); !taken) return taken;
                              }
                              return Done{};
                            }});
    if (!done) return done.error();
    return std::move(run.figures());
  });
}

}  // namespace presswash
