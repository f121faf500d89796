#include "pipeline/calibrate.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/version.h"
#include "pipeline/try_thresholds.h"
#include "write/calibration_folder.h"

namespace presswash {
namespace {

std::vector<ThresholdRow> rows_of(const std::vector<ThresholdTrial>& trials, const State& state) {
  std::vector<ThresholdRow> rows;
  for (const ThresholdTrial& trial : trials) {
    ThresholdRow& row = rows.emplace_back();
    row.threshold = trial.threshold;
    row.removed = trial.removed;
    row.clusters = trial.clusters;
    row.members = trial.members;
    row.edges = trial.edges;
    for (const Edge& edge : trial.margin)
      row.margin.push_back({.a = state.id(edge.a.value),
                            .b = state.id(edge.b.value),
                            .jaccard = edge.jaccard,
                            .containment = std::max(edge.containment_a, edge.containment_b)});
  }
  return rows;
}

std::vector<CalibrationPair> pairs_of(const PairSample& sample, const State& state) {
  std::vector<CalibrationPair> pairs;
  pairs.reserve(sample.pairs.size());
  for (const SampledPair& each : sample.pairs) {
    const PairBin& bin = sample.bins[each.bin];
    pairs.push_back({.pair = each.number,
                     .a = state.id(each.a.value),
                     .b = state.id(each.b.value),
                     .set = bin.set,
                     .from = bin.from,
                     .to = bin.to,
                     .bin_pairs = bin.pairs,
                     .jaccard = each.overlap.jaccard(),
                     .containment = each.overlap.containment(),
                     .shared = each.overlap.shared});
  }
  return pairs;
}

class Calibrator {
 public:
  Calibrator(const CalibrateOptions& options, const ProgressSink& progress) : options_(options), progress_(progress) {}

  /// Everything but the texts, by what was decided.
  Status learned(const State& state) {
    const auto tell = [this](const char* stage) {
      return [this, stage](double) {
        // The run's own share stands still meanwhile: it is not known how long the scrape takes.
        return !progress_ || progress_({.stage = stage, .share = 0.7});
      };
    };
    const std::vector<DocumentFacts> facts = state.document_facts();
    const CopyOptions& copies = options_.run.learn.rounds.copies;
    auto sample = sample_pairs(
        {.tokens = state.article_tokens(), .facts = facts, .options = copies, .joins = state.copies().joins},
        options_.sample, tell("sampling pairs"));
    if (!sample) return std::move(sample).error();
    const auto trials = try_thresholds(state.article_tokens(), facts, copies, tell("trying thresholds"));
    if (!trials) return trials.error();
    figures_.measured = sample->measured;
    figures_.left_out = sample->look_alikes + sample->of_joins;
    figures_.sampled = sample->pairs.empty() ? 0 : sample->pairs.back().number;
    out_.pairs = pairs_of(*sample, state);
    out_.thresholds = {.version = version_text(),
                       .settings = options_.run.settings,
                       .documents = state.size(),
                       .jaccard = copies.jaccard,
                       .containment = copies.containment,
                       .by_jaccard = rows_of(trials->by_jaccard, state),
                       .by_containment = rows_of(trials->by_containment, state)};
    out_.thresholds.settings.emplace_back("pairs", std::to_string(options_.sample.pairs));
    out_.thresholds.settings.emplace_back("seed", std::to_string(options_.sample.seed));
    for (const SampledPair& pair : sample->pairs) wanted_.insert({pair.a.value, pair.b.value});
    return Done{};
  }

  Status take(const Document& document, const Outcome& outcome) {
    if (!wanted_.contains(outcome.document.value)) return Done{};
    out_.documents.emplace(outcome.id, PageDocument{.id = outcome.id,
                                                    .site = document.site,
                                                    .title = document.title,
                                                    .published = document.published,
                                                    .text = cleaned_text(document.text, outcome.blocks)});
    return Done{};
  }

  Result<CalibrationFigures> finish(OutFolder& folder, CleanFigures&& run) {
    if (Status written = write_calibration(folder, out_); !written) return std::move(written).error();
    figures_.run = std::move(run);
    figures_.thresholds = std::move(out_.thresholds);
    return std::move(figures_);
  }

 private:
  const CalibrateOptions& options_;
  const ProgressSink& progress_;
  Calibration out_;
  CalibrationFigures figures_;
  std::unordered_set<std::uint32_t> wanted_;  ///< documents whose text is shown
};

}  // namespace

Result<CalibrationFigures> calibrate(const std::vector<std::filesystem::path>& inputs, const CalibrateOptions& options,
                                     const UnreadSink& reject, const ProgressSink& progress) {
  if (const auto wrong = options.sample.validate()) return Error{ErrorCode::InvalidArgument, *wrong, {}, {}};
  // Before any work, so that an output that cannot be written is known at once.
  auto folder = OutFolder::create(options.run.out, options.run.force, calibration_folder_kind());
  if (!folder) return std::move(folder).error();
  Calibrator calibrator(options, progress);
  auto run = judge_all(
      inputs, options.run,
      [&](const Document& document, const Outcome& outcome) { return calibrator.take(document, outcome); }, reject,
      progress, [&](const State& state) { return calibrator.learned(state); });
  if (!run) return std::move(run).error();
  return calibrator.finish(*folder, std::move(*run));
}

}  // namespace presswash
