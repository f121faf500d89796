#include "pipeline/rounds.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include <oneapi/tbb/enumerable_thread_specific.h>

#include "base/hash.h"
#include "base/memory.h"
#include "classify/line_features.h"
#include "pipeline/parallel.h"
#include "pipeline/scrape_evidence.h"
#include "pipeline/start.h"

namespace presswash {
namespace {

/// One judging of every document. Returns how many blocks count differently than before.
class JudgeAll {
 public:
  JudgeAll(ScrapeColumns& columns, const std::vector<std::string>& sites, const BlockModel& model,
           const JudgeOptions& options)
      : columns_(columns), options_(options) {
    weights_.reserve(sites.size());
    for (const std::string& site : sites) weights_.push_back(&model.for_site(site));
    unknown_site_ = &model.for_site("");
    find_places(sites.size());
    score_single_texts(sites.size());
  }

  std::uint64_t run(const ScrapeEvidence* evidence, bool first) {
    std::atomic<std::uint64_t> changed{0};
    tbb::enumerable_thread_specific<Worker> workers([this] { return Worker{Judge(options_), {}, {}, {}}; });
    parallel_for(columns_.size(), 64, [&](std::size_t begin, std::size_t end) {
      Worker& worker = workers.local();
      std::uint64_t here = 0;
      for (std::size_t d = begin; d < end; ++d) {
        // Judged again on the same evidence, a document gets the verdicts it has: the margin is on their side.
        if (first || evidence == nullptr || evidence->changed(d)) here += judge_one(worker, d, evidence, first);
      }
      changed += here;
    });
    return changed;
  }

 private:
  struct Worker {
    Judge judge;
    std::vector<Kind> before;
    std::vector<PlacedBlock> placed;
    std::vector<float> places;
  };

  std::uint64_t judge_one(Worker& worker, std::size_t d, const ScrapeEvidence* evidence, bool first) {
    DocumentRow& row = columns_.document(d);
    const WeightSet& weights = row.site == no_site ? *unknown_site_ : *weights_[row.site.value];
    std::optional<DocumentEvidence> known;
    if (evidence != nullptr && (evidence->informative(d) || shows_common_text(d, evidence->of(d))))
      known = evidence->of(d);
    if (known && is_placed(d)) {
      read_places(d, worker.placed);
      places_[row.site.value].scores_without(worker.placed, worker.places);
      known->places = worker.places;
    }
    const auto verdicts = columns_.verdicts(d);
    worker.before.clear();
    if (!first)
      for (const VerdictRow& verdict : verdicts) worker.before.push_back(verdict.kind());
    const bool syndicated = known && known->context.story_sites >= 2;
    const Judgement judgement =
        worker.judge.judge(columns_.blocks(d), weights, known, worker.before,
                           syndicated ? LineScores{} : LineScores{.scores = lines_[d], .by_sentence = row.by_sentence});
    std::uint64_t changed = 0;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      changed += counts_as_article(judgement.verdicts[i].kind) != counts_as_article(verdicts[i].kind()) ? 1U : 0U;
      verdicts[i] = VerdictRow(judgement.verdicts[i]);
    }
    row.held_back = judgement.held_back;
    row.by_evidence = known.has_value();
    return changed;
  }

  /// What stands where is known of pages with markup, of sites.
  [[nodiscard]] bool is_placed(std::size_t d) const {
    const auto rows = std::as_const(columns_).blocks(d);
    return columns_.document(d).site != no_site && !rows.empty() && rows.front().page;
  }

  void read_places(std::size_t d, std::vector<PlacedBlock>& out) const {
    out.clear();
    for (const BlockRow& row : std::as_const(columns_).blocks(d)) out.push_back(row.placed());
  }

  void find_places(std::size_t sites) {
    places_.resize(sites);
    std::vector<PlacedBlock> placed;
    for (std::size_t d = 0; d < columns_.size(); ++d) {
      if (!is_placed(d)) continue;
      read_places(d, placed);
      places_[columns_.document(d).site.value].add(placed);
    }
  }

  /// What trees say of the texts of whose site few are known.
  void score_single_texts(std::size_t sites) {
    std::vector<std::uint32_t> pages(sites);
    for (std::size_t d = 0; d < columns_.size(); ++d) {
      const SiteIndex site = columns_.document(d).site;
      if (site != no_site) ++pages[site.value];
    }
    lines_.resize(columns_.size());
    parallel_for(columns_.size(), 64, [&](std::size_t begin, std::size_t end) {
      for (std::size_t d = begin; d < end; ++d) {
        const SiteIndex site = columns_.document(d).site;
        const WeightSet& weights = site == no_site ? *unknown_site_ : *weights_[site.value];
        const auto rows = std::as_const(columns_).blocks(d);
        const bool few = site == no_site || pages[site.value] < options_.few_pages;
        if (!few || !are_lines(rows, weights.lines)) continue;
        LineText text{.rows = rows, .words = {}};
        for (const BlockRow& row : rows) text.words.push_back(columns_.texts().words(row.text));
        lines_[d] = score_lines(text, weights.lines);
      }
    });
  }

  /// Whether many stories anywhere show a paragraph of it: this is known of pages that are alone on their site, too.
  [[nodiscard]] bool shows_common_text(std::size_t d, const DocumentEvidence& evidence) const {
    const auto rows = std::as_const(columns_).blocks(d);
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i].prose && evidence.blocks[i].stories >= options_.many_stories) return true;
    return false;
  }

  ScrapeColumns& columns_;
  JudgeOptions options_;
  std::vector<const WeightSet*> weights_;
  const WeightSet* unknown_site_ = nullptr;
  std::vector<SitePlaces> places_;         ///< by site
  std::vector<std::vector<float>> lines_;  ///< by document: score_lines, of those that it judges
};

CopyOptions at_the_start(CopyOptions options, const StartOptions& start) {
  options.jaccard = start.jaccard;
  options.containment = start.containment;
  return options;
}

}  // namespace

std::vector<DocumentFacts> facts_of_documents(const ScrapeColumns& columns) {
  std::vector<DocumentFacts> facts(columns.size());
  parallel_for(columns.size(), 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      const DocumentRow& row = columns.document(d);
      const auto rows = columns.blocks(d);
      const auto verdicts = columns.verdicts(d);
      std::uint32_t furniture = 0;
      std::uint64_t article = 0;
      std::uint64_t bits = 1;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool is_article = counts_as_article(verdicts[i].kind());
        furniture += is_article ? 0U : rows[i].length;
        bits = bits << 1U | (is_article ? 1U : 0U);
        if (bits >> 63U != 0) article = combine64(article, std::exchange(bits, 1));
      }
      facts[d] = {.content = row.content,
                  .published_seconds = row.published_seconds,
                  .furniture_bytes = furniture,
                  .site = row.site,
                  .article = combine64(article, bits) | 1U};
    }
  });
  return facts;
}

Result<RoundsResult> run_rounds(ScrapeColumns& columns, const std::vector<std::string>& sites, const BlockModel& model,
                                const RoundOptions& options, const RoundProgress& progress) {
  RoundsResult result;
  const double steps = 2.0 * (options.max_rounds + 1.0) + 1.0;
  double done = 0.0;
  const auto tell = [&](const std::string& stage, double share) {
    return !progress || progress(stage, std::min(1.0, (done + share) / steps));
  };
  const auto cancelled = [] {
    return Error{.code = ErrorCode::Cancelled, .message = "stopped before the end; nothing was kept"};
  };
  CopyFinder finder(columns);

  columns.make_verdicts();
  JudgeAll judge_all(columns, sites, model, options.judge);
  if (!tell("judging pages", 0.0)) return cancelled();
  judge_all.run(nullptr, true);
  ScrapeEvidence evidence(columns);
  columns.complete();
  evidence.count({});
  make_cautious_start(columns, evidence, options.start);
  done += 1.0;
  auto stories = finder.guess_stories(facts_of_documents(columns), at_the_start(options.copies, options.start),
                                      [&](double share) { return tell("finding copies by their blocks", share); });
  return_freed_memory();
  if (!stories) return std::move(stories).error();
  result.rounds.push_back({.changed_blocks = columns.block_count(), .copies = finder.figures()});
  done += 1.0;

  for (unsigned round = 1; round <= options.max_rounds && !result.settled; ++round) {
    const std::string number = "round " + std::to_string(round);
    if (!tell(number + ": evidence", 0.0)) return cancelled();
    evidence.count(*stories);
    if (!tell(number + ": verdicts", 0.5)) return cancelled();
    const std::uint64_t changed = judge_all.run(&evidence, round == 1);
    done += 1.0;
    const double few = options.settled_share * static_cast<double>(columns.block_count());
    result.settled = round > 1 && static_cast<double>(changed) <= few;
    if (changed > 0 || round == 1) {
      const auto told = [&](double share) { return tell(number + ": copies", share); };
      const auto facts = facts_of_documents(columns);
      stories = result.settled ? finder.update_stories(facts, told) : finder.find_stories(facts, options.copies, told);
      return_freed_memory();
      if (!stories) return std::move(stories).error();
    }
    result.rounds.push_back({.changed_blocks = changed, .copies = finder.figures()});
    done += 1.0;
  }
  auto copies =
      finder.settle(facts_of_documents(columns), [&](double share) { return tell("telling digests", share); });
  if (!copies) return std::move(copies).error();
  result.copies = std::move(*copies);
  return result;
}

}  // namespace presswash
