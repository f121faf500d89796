#include "classify/judge.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "classify/features.h"
#include "classify/kinds.h"
#include "classify/own_share.h"
#include "classify/page_bound.h"

namespace presswash {
namespace {

double probability_of(double logit) { return 1.0 / (1.0 + std::exp(-logit)); }

float quantise(double score) { return static_cast<float>(std::round(score * 1000.0) / 1000.0); }

bool strong(const Evidence& evidence, const ScrapeContext& context, const JudgeOptions& options) {
  const double others = context.site_clusters > 0 ? context.site_clusters - 1.0 : 0.0;
  const std::uint32_t seen = std::max(evidence.clusters, evidence.masked_clusters);
  return seen >= options.strong_clusters && seen >= options.strong_share * others;
}

/// The score that is enough for a block that so many other stories show, and no copy of its own, that its wording
/// hardly matters; absent when they are fewer.
std::optional<double> overwhelmed(const BlockRow& row, const Evidence& evidence, const ScrapeContext& context,
                                  const JudgeOptions& options) {
  if (evidence.copies > 0 || row.words < options.many_words) return std::nullopt;
  if (row.prose && evidence.stories >= options.many_stories) return 0.0;
  const double others = context.site_clusters > 0 ? context.site_clusters - 1.0 : 0.0;
  if (evidence.clusters >= options.many_clusters && evidence.clusters >= options.many_share * others)
    return options.many_bound;
  return std::nullopt;
}

/// Whether a text is a whole page, line by line: a quarter of its lines are surely furniture, and some of these say so.
/// What another extractor has left is seldom both; a list of facts may look like furniture, but has no cues. Where cues
/// are not known, many lines must be.
bool reads_as_dump(std::span<const BlockRow> rows, std::span<const float> lines) {
  constexpr float sure = 2.0F;  // log odds
  constexpr std::size_t few_cues = 5;
  constexpr std::size_t many_lines = 80;
  std::size_t furniture = 0;
  std::size_t cues = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    furniture += lines[i] > sure ? 1U : 0U;
    cues += lines[i] > 0.0F && rows[i].cues.bits != 0 ? 1U : 0U;
  }
  if (cues >= few_cues) return furniture * 4 >= lines.size();
  return lines.size() >= many_lines && furniture * 5 >= lines.size() * 3;
}

}  // namespace

std::optional<std::string> JudgeOptions::validate() const {
  const auto share = [](double v) { return v >= 0.0 && v <= 1.0; };
  if (!share(sure) || sure < 0.5) return "the score that removes by itself must lie between 0.5 and 1";
  if (!share(margin) || margin > 0.4) return "the margin must lie between 0 and 0.4";
  if (!share(brake_share)) return "the brake's share must lie between 0 and 1";
  return std::nullopt;
}

Judgement Judge::judge(std::span<const BlockRow> rows, const WeightSet& weights,
                       const std::optional<DocumentEvidence>& evidence, std::span<const Kind> before,
                       const LineScores& lines) {
  const bool is_page = !rows.empty() && rows[0].page;
  const bool is_dump = !is_page && reads_as_dump(rows, lines.scores);
  const Case at{.rows = rows,
                .weights = weights,
                .evidence = evidence,
                .before = before,
                .lines = lines.scores,
                .by_sentence = lines.by_sentence,
                .is_page = is_page,
                .is_dump = is_dump};
  Judgement out;
  out.verdicts.resize(rows.size());
  score(at, out.verdicts);
  weigh(at, out.verdicts);
  const bool is_cautious = !is_page && !is_dump;
  if (is_cautious) spare_beside_article(at, out.verdicts);
  if (is_cautious) spare_where_trees_doubt(at);
  if (is_cautious) spare_lists_and_pieces(at, out.verdicts);
  if (is_cautious) spare_the_only_text(at, out.verdicts);
  if (is_page) take_what_is_said_again(at, out.verdicts);
  if (is_cautious) acquit_unwitnessed(at, out.verdicts);
  if (is_cautious) spare_beginnings(at, out.verdicts);
  assign_kinds(rows, boilerplate_, out.verdicts);
  choose_removed(at, out.verdicts);
  out.held_back = brake(at, out.verdicts);
  return out;
}

/// The log odds of every block by what trees say of it.
void Judge::logits_by_trees(const Case& at, std::vector<double>& out) {
  const PageWeights& model = at.is_page ? at.weights.page : at.weights.lines;
  const ChainWeights& weights = at.evidence ? model.joint : model.alone;
  unary_.resize(at.rows.size());
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    unary_[i] = at.is_page ? at.rows[i].alone : at.lines[i];
    if (!at.evidence) continue;
    const float place = at.evidence->places.empty() ? 0.0F : at.evidence->places[i];
    const auto known = page_evidence(at.evidence->blocks[i], at.rows[i].words, place);
    unary_[i] += std::inner_product(known.begin(), known.end(), weights.weights.begin(), 0.0F);
  }
  logits_of(at, weights, out);
}

/// The log odds of every block by what its words, shape and place say of it.
void Judge::logits_by_words(const Case& at, std::vector<double>& out) {
  const DumpChains& dumps = at.weights.dumps;
  const bool by_dumps = at.is_dump && dumps.known();
  unary_.resize(at.rows.size());
  for (std::size_t i = 0; i < at.rows.size(); ++i)
    unary_[i] = at.evidence && !by_dumps ? at.rows[i].joint : at.rows[i].alone;
  const ChainWeights& alone = by_dumps ? dumps.alone : at.weights.alone;
  const ChainWeights& joint = by_dumps ? dumps.joint : at.weights.joint;
  if (at.evidence) add_evidence(at, std::span(joint.weights).last(evidence_feature_count));
  logits_of(at, at.evidence ? joint : alone, out);
}

/// Adds what is known of other documents. `weights`: evidence_feature_count of them.
void Judge::add_evidence(const Case& at, std::span<const float> weights) {
  EvidenceWindow window(at.evidence->blocks);
  for (std::size_t i = 0; i < at.rows.size(); ++i, window.advance()) {
    float sum = unary_[i];
    evidence_features(at.evidence->blocks, sizes_, at.evidence->context, i, window,
                      [&](std::uint32_t feature) { sum += weights[feature - text_feature_count]; });
    unary_[i] = sum;
  }
}

/// The calibrated log odds of all blocks, their own scores (`unary_`) smoothed by a chain.
void Judge::logits_of(const Case& at, const ChainWeights& weights, std::vector<double>& out) {
  const std::span<const double> log_odds = log_odds_by(at, weights);
  out.resize(at.rows.size());
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    const double own = at.is_page ? own_share(at.rows[i].prose) : 0.0;
    const double logit = log_odds[i] + own * (static_cast<double>(unary_[i]) - log_odds[i]);
    out[i] = weights.slope * logit + weights.offset;
  }
}

/// By the chain over the blocks. For it, what stands on both sides of an insert is next to each other.
std::span<const double> Judge::log_odds_by(const Case& at, const ChainWeights& weights) {
  const std::span<const double> with_inserts = chain_.log_odds(unary_, weights.transitions);
  if (at.is_page || std::ranges::none_of(at.rows, &BlockRow::insert)) return with_inserts;
  log_odds_.assign(with_inserts.begin(), with_inserts.end());
  std::vector<float> others;
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    if (!at.rows[i].insert()) others.push_back(unary_[i]);
  }
  const std::span<const double> without = chain_.log_odds(others, weights.transitions);
  for (std::size_t i = 0, k = 0; i < at.rows.size(); ++i) {
    if (!at.rows[i].insert()) log_odds_[i] = without[k++];
  }
  return log_odds_;
}

void Judge::score(const Case& at, std::span<Verdict> verdicts) {
  sizes_.resize(at.rows.size());
  for (std::size_t i = 0; i < at.rows.size(); ++i) sizes_[i] = {.words = at.rows[i].words, .digits = at.rows[i].digits};
  if (at.is_page || at.is_dump) {
    logits_by_trees(at, logits_);
  } else {
    logits_by_words(at, logits_);
  }
  if (at.is_dump) {
    logits_by_words(at, chain_logits_);
    for (std::size_t i = 0; i < at.rows.size(); ++i) {
      const bool is_paragraph = !at.by_sentence && at.rows[i].words >= options_.paragraph_words;
      const double share = at.by_sentence                            ? options_.sentence_chain_share
                           : is_paragraph                            ? options_.paragraph_chain_share
                           : at.rows[i].words >= options_.long_words ? options_.long_chain_share
                                                                     : options_.chain_share;
      logits_[i] += share * (chain_logits_[i] - logits_[i]);
      if (is_paragraph) logits_[i] += options_.paragraph_offset;
    }
  }
  for (std::size_t i = 0; i < at.rows.size(); ++i) verdicts[i].score = quantise(probability_of(logits_[i]));
}

void Judge::weigh(const Case& at, std::span<Verdict> verdicts) {
  page_bound_ = at.is_page ? page_bound(at.rows, verdicts, options_.page_sure, options_.page_place) : 0.0;
  boilerplate_.assign(at.rows.size(), false);
  strong_.assign(at.rows.size(), false);
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    Verdict& verdict = verdicts[i];
    verdict.signs = signs_of(at.rows[i]);
    if (at.evidence) verdict.evidence = at.evidence->blocks[i];
    const double bound = bound_of(at, i, verdict);
    boilerplate_[i] = at.rows[i].rule == RuleVerdict::None ? verdict.score >= static_cast<float>(bound)
                                                           : at.rows[i].rule == RuleVerdict::Strip;
  }
}

/// The score from which on a block is boilerplate; tells how strong its evidence is.
double Judge::bound_of(const Case& at, std::size_t block, const Verdict& verdict) {
  const BlockRow& row = at.rows[block];
  double bound = at.is_page ? page_bound_ : 0.5;
  // A headline is one whatever its score.
  if (!at.before.empty() && at.before[block] != Kind::Headline)
    bound += at.before[block] == Kind::Article ? options_.margin : -options_.margin;
  if (at.evidence) {
    const auto enough = overwhelmed(row, verdict.evidence, at.evidence->context, options_);
    strong_[block] = enough || strong(verdict.evidence, at.evidence->context, options_);
    if (enough) bound = *enough;
  }
  if (row.whole_cue && verdict.signs.count() >= 2) bound -= options_.cue_ease;
  return bound;
}

void Judge::take_what_is_said_again(const Case& at, std::span<Verdict> verdicts) {
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    const BlockRow& row = at.rows[i];
    const bool says_again = row.detail != 0 && row.detail <= i && !boilerplate_[i - row.detail];
    if (!says_again || boilerplate_[i] || row.rule != RuleVerdict::None) continue;
    boilerplate_[i] = true;
    verdicts[i].score = std::max(verdicts[i].score, static_cast<float>(options_.sure));
    verdicts[i].signs.add(Sign::Repetition);
  }
}

void Judge::choose_removed(const Case& at, std::span<Verdict> verdicts) {
  // As the scores: 0.9 reaches 0.9.
  const auto sure = static_cast<float>(at.is_page ? options_.page_sure : at.is_dump ? 0.5 : options_.sure);
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    Verdict& verdict = verdicts[i];
    if (stands_elsewhere(verdict.evidence)) verdict.signs.add(Sign::Evidence);
    if (at.rows[i].rule != RuleVerdict::None) {
      verdict.signs.add(Sign::Rule);
      verdict.removed = at.rows[i].rule == RuleVerdict::Strip;
      if (!verdict.removed) verdict.kind = Kind::Article;
      strong_[i] = true;
    } else if (verdict.kind == Kind::Headline) {
      verdict.removed = !options_.keep_headline;
    } else if (verdict.kind != Kind::Article) {
      verdict.removed =
          options_.strip.has(verdict.kind) && (verdict.score >= sure || verdict.signs.count() >= 2 || strong_[i]);
    }
  }
}

/// The wipe-out brake: gives running text back when too much of it would go on weak evidence. Whether it did.
bool Judge::brake(const Case& at, std::span<Verdict> verdicts) const {
  const double share = at.is_page || at.is_dump ? options_.page_brake_share : options_.brake_share;
  std::uint64_t running = 0;
  std::uint64_t taken = 0;
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    if (!at.rows[i].prose) continue;
    running += at.rows[i].words;
    const bool weakly = verdicts[i].removed && verdicts[i].kind != Kind::Headline && !strong_[i];
    if (weakly) taken += at.rows[i].words;
  }
  if (running < options_.brake_words || static_cast<double>(taken) <= share * static_cast<double>(running))
    return false;
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    if (at.rows[i].prose && !strong_[i]) verdicts[i].removed = false;
  }
  return true;
}

}  // namespace presswash
