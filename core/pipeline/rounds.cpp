#include "pipeline/rounds.h"

#include <algorithm>
#include <atomic>
#include <optional>

#include <oneapi/tbb/enumerable_thread_specific.h>

#include "pipeline/parallel.h"
#include "pipeline/scrape_evidence.h"

namespace presswash {
namespace {

std::vector<DocumentFacts> facts_of_documents(const ScrapeColumns& columns) {
  std::vector<DocumentFacts> facts(columns.size());
  for (std::size_t d = 0; d < columns.size(); ++d) {
    const DocumentRow& row = columns.document(d);
    const auto rows = columns.blocks(d);
    const auto verdicts = columns.verdicts(d);
    std::uint32_t furniture = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) furniture += verdicts[i].compared() ? 0U : rows[i].length;
    facts[d] = {.content = row.content,
                .published_seconds = row.published_seconds,
                .furniture_bytes = furniture,
                .site = row.site};
  }
  return facts;
}

/// One judging of every document. Returns how many blocks count differently than before.
class JudgeAll {
 public:
  JudgeAll(ScrapeColumns& columns, const std::vector<std::string>& sites, const BlockModel& model,
           const JudgeOptions& options)
      : columns_(columns), options_(options) {
    weights_.reserve(sites.size());
    for (const std::string& site : sites) weights_.push_back(&model.for_site(site));
    unknown_site_ = &model.for_site("");
  }

  std::uint64_t run(const ScrapeEvidence* evidence, bool first) {
    std::atomic<std::uint64_t> changed{0};
    tbb::enumerable_thread_specific<Worker> workers([this] { return Worker{Judge(options_), {}}; });
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
  };

  std::uint64_t judge_one(Worker& worker, std::size_t d, const ScrapeEvidence* evidence, bool first) {
    DocumentRow& row = columns_.document(d);
    const WeightSet& weights = row.site == no_site ? *unknown_site_ : *weights_[row.site.value];
    std::optional<DocumentEvidence> known;
    if (evidence != nullptr && evidence->informative(d)) known = evidence->of(d);
    const auto verdicts = columns_.verdicts(d);
    worker.before.clear();
    if (!first)
      for (const VerdictRow& verdict : verdicts) worker.before.push_back(verdict.kind());
    const Judgement judgement = worker.judge.judge(columns_.blocks(d), weights, known, worker.before);
    std::uint64_t changed = 0;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      changed += judgement.verdicts[i].compared != verdicts[i].compared() ? 1U : 0U;
      verdicts[i] = VerdictRow(judgement.verdicts[i]);
    }
    row.held_back = judgement.held_back;
    row.by_evidence = known.has_value();
    return changed;
  }

  ScrapeColumns& columns_;
  JudgeOptions options_;
  std::vector<const WeightSet*> weights_;
  const WeightSet* unknown_site_ = nullptr;
};

/// Takes out of the start what many pages of a site show, runs of long blocks aside, and puts running text back that
/// the page alone spoke against: what is copied must be seen before it is judged. Of a site with few pages too little
/// is known for that: what the page alone speaks against stays out.
void leave_out_shown_often(ScrapeColumns& columns, const ScrapeEvidence& pages, const RoundOptions& options) {
  parallel_for(columns.size(), 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      const DocumentEvidence evidence = pages.of(d);
      const auto rows = columns.blocks(d);
      const auto verdicts = columns.verdicts(d);
      const auto often = [&](std::size_t i) {
        const double shown = evidence.blocks[i].clusters + 1.0;
        return evidence.context.site_clusters > 0 && shown >= options.start_pages &&
               shown >= options.start_share * evidence.context.site_clusters;
      };
      const auto long_and_often = [&](std::size_t i) { return rows[i].words >= options.long_block && often(i); };
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool run =
            long_and_often(i) && ((i > 0 && long_and_often(i - 1)) || (i + 1 < rows.size() && long_and_often(i + 1)));
        if (often(i) && !run) {
          verdicts[i].set(verdicts[i].kind() == Kind::Article ? Kind::Other : verdicts[i].kind(), false);
        } else if (rows[i].prose && verdicts[i].kind() != Kind::Headline) {
          verdicts[i].set(Kind::Article, true);
        } else if (evidence.context.site_clusters < options.known_site && verdicts[i].kind() != Kind::Article) {
          verdicts[i].set(verdicts[i].kind(), false);
        }
      }
    }
  });
}

CopyOptions strict(CopyOptions options) {
  options.jaccard = std::max(options.jaccard, 0.5);
  options.containment = std::max(options.containment, 0.7);
  options.estimate = true;
  return options;
}

}  // namespace

Result<RoundsResult> run_rounds(ScrapeColumns& columns, const std::vector<std::string>& sites, const BlockModel& model,
                                const RoundOptions& options, const RoundProgress& progress) {
  RoundsResult result;
  const double steps = 2.0 * (options.max_rounds + 1.0);
  double done = 0.0;
  const auto tell = [&](const std::string& stage, double share) {
    return !progress || progress(stage, std::min(1.0, (done + share) / steps));
  };
  const auto cancelled = [] {
    return Error{.code = ErrorCode::Cancelled, .message = "stopped before the end; nothing was kept"};
  };
  CopyFinder finder(columns);
  const auto stories_by = [&](const CopyOptions& copy_options, const std::string& stage) {
    return finder.find_stories(facts_of_documents(columns), copy_options,
                               [&](double share) { return tell(stage, share); });
  };

  columns.make_verdicts();
  JudgeAll judge_all(columns, sites, model, options.judge);
  if (!tell("judging pages", 0.0)) return cancelled();
  judge_all.run(nullptr, true);
  ScrapeEvidence evidence(columns);
  evidence.count({});
  leave_out_shown_often(columns, evidence, options);
  done += 1.0;
  auto stories = stories_by(strict(options.copies), "finding copies, cautiously");
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
    if (changed > 0 || round == 1) {
      stories = stories_by(options.copies, number + ": copies");
      if (!stories) return std::move(stories).error();
    }
    const double few = options.settled_share * static_cast<double>(columns.block_count());
    result.settled = round > 1 && static_cast<double>(changed) <= few;
    result.rounds.push_back({.changed_blocks = changed, .copies = finder.figures()});
    done += 1.0;
  }
  result.copies = finder.settle(facts_of_documents(columns));
  return result;
}

}  // namespace presswash
