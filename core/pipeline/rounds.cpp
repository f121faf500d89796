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
    for (std::size_t i = 0; i < rows.size(); ++i)
      furniture += counts_as_article(verdicts[i]) ? 0U : rows[i].block.length;
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
    tbb::enumerable_thread_specific<Judge> judges([this] { return Judge(options_); });
    parallel_for(columns_.size(), 64, [&](std::size_t begin, std::size_t end) {
      Judge& judge = judges.local();
      std::uint64_t here = 0;
      for (std::size_t d = begin; d < end; ++d) here += judge_one(judge, d, evidence, first);
      changed += here;
    });
    return changed;
  }

 private:
  std::uint64_t judge_one(Judge& judge, std::size_t d, const ScrapeEvidence* evidence, bool first) {
    DocumentRow& row = columns_.document(d);
    const WeightSet& weights = row.site == no_site ? *unknown_site_ : *weights_[row.site.value];
    std::optional<DocumentEvidence> known;
    if (evidence != nullptr && evidence->informative(d)) known = evidence->of(d);
    const auto verdicts = columns_.verdicts(d);
    const std::span<const Verdict> before = first ? std::span<const Verdict>{} : verdicts;
    const Judgement judgement = judge.judge(columns_.blocks(d), weights, known, before);
    std::uint64_t changed = 0;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      changed += counts_as_article(judgement.verdicts[i]) != counts_as_article(verdicts[i]) ? 1U : 0U;
      verdicts[i] = judgement.verdicts[i];
    }
    row.held_back = judgement.held_back;
    return changed;
  }

  ScrapeColumns& columns_;
  JudgeOptions options_;
  std::vector<const WeightSet*> weights_;
  const WeightSet* unknown_site_ = nullptr;
};

/// Takes out of the start what many pages of a site show, runs of long blocks aside, and puts running text back that
/// the page alone spoke against: what is copied must be seen before it is judged.
void leave_out_shown_often(ScrapeColumns& columns, const RoundOptions& options) {
  ScrapeEvidence pages(columns);
  pages.count({});
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
          if (counts_as_article(verdicts[i])) verdicts[i].kind = Kind::Other;
        } else if (rows[i].prose && verdicts[i].kind != Kind::Headline) {
          verdicts[i].kind = Kind::Article;
        }
      }
    }
  });
}

CopyOptions strict(CopyOptions options) {
  options.jaccard = std::max(options.jaccard, 0.5);
  options.containment = std::max(options.containment, 0.7);
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
  const auto copies_of = [&](const CopyOptions& copy_options, const std::string& stage) {
    return find_copies(columns, facts_of_documents(columns), copy_options,
                       [&](double share) { return tell(stage, share); });
  };

  columns.make_verdicts();
  JudgeAll judge_all(columns, sites, model, options.judge);
  if (!tell("judging pages", 0.0)) return cancelled();
  judge_all.run(nullptr, true);
  leave_out_shown_often(columns, options);
  done += 1.0;
  auto start = copies_of(strict(options.copies), "finding copies, cautiously");
  if (!start) return std::move(start).error();
  result.copies = std::move(*start);
  result.rounds.push_back({.changed_blocks = columns.block_count(),
                           .clusters = result.copies.clustering.clusters.size(),
                           .copies = result.copies.figures});
  done += 1.0;

  ScrapeEvidence evidence(columns);
  for (unsigned round = 1; round <= options.max_rounds && !result.settled; ++round) {
    const std::string number = "round " + std::to_string(round);
    if (!tell(number + ": evidence", 0.0)) return cancelled();
    evidence.count(result.copies.clustering.of);
    if (!tell(number + ": verdicts", 0.5)) return cancelled();
    const std::uint64_t changed = judge_all.run(&evidence, round == 1);
    done += 1.0;
    RoundFigures figures{.changed_blocks = changed,
                         .clusters = result.copies.clustering.clusters.size(),
                         .copies = result.copies.figures};
    if (changed > 0 || round == 1) {
      auto copies = copies_of(options.copies, number + ": copies");
      if (!copies) return std::move(copies).error();
      result.copies = std::move(*copies);
      figures.clusters = result.copies.clustering.clusters.size();
      figures.copies = result.copies.figures;
    }
    const double few = options.settled_share * static_cast<double>(columns.block_count());
    result.settled = round > 1 && static_cast<double>(changed) <= few;
    result.rounds.push_back(figures);
    done += 1.0;
  }
  return result;
}

}  // namespace presswash
