#include "pipeline/clean_run.h"

#include <chrono>
#include <utility>

#include "base/memory.h"
#include "pipeline/read_documents.h"

namespace presswash {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double learn_share = 0.7;  // of all the work, as progress has it

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Applies what the command wants beyond the verdicts: furniture or copies left in place.
void adapt(Outcome& outcome, const CleanOptions& options) {
  if (options.keep_furniture)
    for (JudgedBlock& judged : outcome.blocks) judged.verdict.removed = false;
  if (options.keep_copies && outcome.membership.role == Role::Removed) outcome.membership.role = Role::Survivor;
}

/// Counts what the summary tells of one document.
void count(HandedFigures& figures, const Outcome& outcome) {
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

struct Handled {
  JudgedBatch batch;
  HandedFigures figures;
  std::shared_ptr<void> result;
  std::optional<Error> error;
};

/// The outcomes of a batch, and what `work` made of them; ends at the first document that was not read before.
std::shared_ptr<Handled> handle(const ReadBatch& batch, const InputSet& inputs, const State& state,
                                const CleanOptions& options, const BatchSteps& steps) {
  auto handled = std::make_shared<Handled>();
  handled->batch.outcomes.reserve(batch.items.size());
  for (const ReadItem& item : batch.items) {
    if (!item.document) continue;
    auto outcome = state.outcome_of(*item.document);
    if (!outcome) {
      handled->error = std::move(outcome).error();
      handled->error->file = inputs.names()[item.document->source.input];
      return handled;
    }
    adapt(*outcome, options);
    count(handled->figures, *outcome);
    handled->batch.documents.push_back(&*item.document);
    handled->batch.outcomes.push_back(std::move(*outcome));
  }
  if (steps.work) handled->result = steps.work(handled->batch);
  return handled;
}

Error other_inputs(std::uint64_t now, std::uint64_t before) {
  return {.code = ErrorCode::InputChanged,
          .message = "the inputs hold " + std::to_string(now) + " documents now and held " + std::to_string(before) +
                     " before; run it again on inputs that stay as they are"};
}

}  // namespace

void HandedFigures::add(const HandedFigures& other) noexcept {
  documents += other.documents;
  kept += other.kept;
  removed += other.removed;
  removed_blocks += other.removed_blocks;
  removed_bytes += other.removed_bytes;
  text_bytes += other.text_bytes;
  emptied += other.emptied;
  held_back += other.held_back;
}

Result<State> CleanRun::learn(const UnreadSink& unread) {
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

Status CleanRun::hand_over(const State& state, const std::string& stage, const BatchSteps& steps) {
  const auto started = Clock::now();
  BatchStages stages;
  stages.work = [&](ReadBatch& batch) -> std::shared_ptr<void> {
    return handle(batch, inputs_, state, options_, steps);
  };
  stages.take = [&](ReadBatch&, const std::shared_ptr<void>& result) -> Status {
    const Handled& handled = *static_cast<Handled*>(result.get());
    if (handled.error) return *handled.error;
    figures_.add(handled.figures);
    return steps.take(handled.batch, handled.result);
  };
  const auto progress = [&](double share) {
    return !progress_ || progress_({.stage = stage,
                                    .share = learn_share + share * (1.0 - learn_share),
                                    .documents = figures_.documents,
                                    .bytes = figures_.text_bytes});
  };
  Status done = read_documents(inputs_, options_.read, stages, progress, &kept_);
  figures_.timings.push_back(
      {.stage = stage, .seconds = seconds_since(started), .items = figures_.documents, .bytes = figures_.text_bytes});
  figures_.peak_memory_bytes = peak_memory_bytes();
  if (done && figures_.documents != state.size()) return other_inputs(figures_.documents, state.size());
  return done;
}

}  // namespace presswash
