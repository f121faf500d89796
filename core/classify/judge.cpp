#include "classify/judge.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "classify/features.h"
#include "classify/kinds.h"

namespace presswash {
namespace {

double calibrated(double marginal, const ChainWeights& chain) {
  const double p = std::clamp(marginal, 1e-9, 1.0 - 1e-9);
  const double logit = std::log(p / (1.0 - p));
  return 1.0 / (1.0 + std::exp(-(chain.slope * logit + chain.offset)));
}

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

/// Whether nothing but its wording and its shape speaks against the block. What many sites print and its own site
/// seldom does is a common phrase.
bool only_wording(const BlockRow& row, const Evidence& evidence) {
  return row.cues.bits == 0 && !row.repeated && evidence.headlines == 0 &&
         (evidence.masked_clusters == 0 || evidence.sites > 2 * evidence.masked_clusters);
}

/// Whether something other than the model's sense of words and places speaks against a block.
bool is_witness(const BlockRow& row, const Verdict& verdict) {
  return verdict.signs.has(Sign::Cue) || verdict.signs.has(Sign::List) || verdict.signs.has(Sign::Repetition) ||
         verdict.evidence.masked_clusters > 0 || verdict.evidence.headlines > 0 || row.has(Shape::HasUrl) ||
         row.has(Shape::HasEmail) || row.has(Shape::HasCopyright) || row.title == TitleRelation::Equal ||
         row.rule == RuleVerdict::Strip;
}

/// Furniture comes in runs, and some of it gives itself away: a run in which nothing does is part of the story, a
/// table or a brief for instance.
void acquit_unwitnessed(std::span<const BlockRow> rows, std::span<const Verdict> verdicts,
                        const std::vector<bool>& is_strong, std::vector<bool>& boilerplate) {
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin;
    bool witnessed = false;
    for (; end < rows.size() && boilerplate[end]; ++end)
      witnessed = witnessed || is_strong[end] || is_witness(rows[end], verdicts[end]);
    if (!witnessed) std::fill_n(boilerplate.begin() + static_cast<std::ptrdiff_t>(begin), end - begin, false);
    begin = end + 1;
  }
}

/// Probability of article text at the place of a page that has most of it, word by word; 1 when no place has many words.
double surest_place(std::span<const BlockRow> rows, std::span<const Verdict> verdicts) {
  constexpr std::uint32_t least_words = 40;
  struct Words {
    std::uint32_t all = 0;
    double article = 0.0;
  };
  std::unordered_map<std::uint32_t, Words> places;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Words& words = places[rows[i].placed().place];
    words.all += rows[i].words;
    words.article += rows[i].words * (1.0 - static_cast<double>(verdicts[i].score));
  }
  double surest = -1.0;
  for (const auto& [place, words] : places)
    if (words.all >= least_words) surest = std::max(surest, words.article / words.all);
  return surest < 0.0 ? 1.0 : surest;
}

/// The score from which on a block of a page is boilerplate. Every page has an article: where the model is sure of no
/// place, the likeliest one is kept.
double page_bound(std::span<const BlockRow> rows, std::span<const Verdict> verdicts, const JudgeOptions& options) {
  const double sure = std::min(1.0, surest_place(rows, verdicts) / options.page_place);
  return 1.0 - (1.0 - options.page_sure) * sure * sure;
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
                       const std::optional<DocumentEvidence>& evidence, std::span<const Kind> before) {
  const std::size_t n = rows.size();
  const bool is_page = n > 0 && rows[0].page;
  const ChainWeights& chain =
      is_page ? (evidence ? weights.page.joint : weights.page.alone) : (evidence ? weights.joint : weights.alone);
  unary_.resize(n);
  sizes_.resize(n);
  for (std::size_t i = 0; i < n; ++i) sizes_[i] = {.words = rows[i].words, .digits = rows[i].digits};
  for (std::size_t i = 0; i < n; ++i) {
    unary_[i] = evidence && !is_page ? rows[i].joint : rows[i].alone;
    if (!evidence) continue;
    if (is_page) {
      const auto known =
          page_evidence(evidence->blocks[i], rows[i].words, evidence->places.empty() ? 0.0F : evidence->places[i]);
      unary_[i] += std::inner_product(known.begin(), known.end(), chain.weights.begin(), 0.0F);
      continue;
    }
    evidence_features(evidence->blocks, sizes_, evidence->context, i,
                      [&](std::uint32_t feature) { unary_[i] += chain.weights[feature]; });
  }
  chain_.run(unary_, chain.transitions);

  Judgement out;
  out.verdicts.resize(n);
  std::vector<bool> boilerplate(n);
  std::vector<bool> is_strong(n);
  for (std::size_t i = 0; i < n; ++i) {
    Verdict& verdict = out.verdicts[i];
    verdict.score = quantise(calibrated(chain_.marginal()[i], chain));
    if (evidence) {
      verdict.evidence = evidence->blocks[i];
      is_strong[i] = strong(verdict.evidence, evidence->context, options_);
    }
    double bound = is_page ? options_.page_sure : 0.5;
    // A headline is one whatever its score.
    if (!before.empty() && before[i] != Kind::Headline)
      bound += before[i] == Kind::Article ? options_.margin : -options_.margin;
    verdict.signs = signs_of(rows[i]);
    if (const auto enough =
            evidence ? overwhelmed(rows[i], verdict.evidence, evidence->context, options_) : std::nullopt) {
      bound = *enough;
      is_strong[i] = true;
    }
    if (rows[i].whole_cue && verdict.signs.count() >= 2) bound -= options_.cue_ease;
    boilerplate[i] = rows[i].rule == RuleVerdict::None ? verdict.score >= static_cast<float>(bound)
                                                       : rows[i].rule == RuleVerdict::Strip;
  }
  // A line of the article that is lost weighs more than a line of furniture that is left beside it.
  const auto reads_as_article = [&](std::size_t i) { return i < n && out.verdicts[i].score < 0.5F; };
  for (std::size_t i = 0; i < n && !is_page; ++i) {
    if (!boilerplate[i] || is_strong[i] || rows[i].rule != RuleVerdict::None) continue;
    if (!only_wording(rows[i], out.verdicts[i].evidence)) continue;
    const int beside = (i > 0 && reads_as_article(i - 1) ? 1 : 0) + (reads_as_article(i + 1) ? 1 : 0);
    const double needed = beside == 2 ? options_.between_sure : beside == 1 ? options_.beside_sure : 0.0;
    boilerplate[i] = out.verdicts[i].score >= static_cast<float>(needed);
  }
  // What a page says again was said.
  for (std::size_t i = 0; i < n; ++i) {
    const bool says_again = rows[i].echo != 0 && rows[i].echo <= i && !boilerplate[i - rows[i].echo];
    if (!says_again || boilerplate[i] || rows[i].rule != RuleVerdict::None) continue;
    boilerplate[i] = true;
    out.verdicts[i].score = std::max(out.verdicts[i].score, static_cast<float>(options_.sure));
    out.verdicts[i].signs.add(Sign::Repetition);
  }
  if (!is_page) acquit_unwitnessed(rows, out.verdicts, is_strong, boilerplate);
  assign_kinds(rows, boilerplate, out.verdicts);

  // As the scores: 0.9 reaches 0.9.
  const auto sure = static_cast<float>(is_page ? options_.page_sure : options_.sure);
  const double brake_share = is_page ? options_.page_brake_share : options_.brake_share;
  std::uint64_t running = 0;
  std::uint64_t taken = 0;
  for (std::size_t i = 0; i < n; ++i) {
    Verdict& verdict = out.verdicts[i];
    if (rows[i].prose) running += rows[i].words;
    if (verdict.evidence.masked_clusters > 0 || verdict.evidence.headlines > 0) verdict.signs.add(Sign::Evidence);
    if (rows[i].rule != RuleVerdict::None) {
      verdict.signs.add(Sign::Rule);
      verdict.removed = rows[i].rule == RuleVerdict::Strip;
      if (!verdict.removed) verdict.kind = Kind::Article;
      is_strong[i] = true;
      continue;
    }
    if (verdict.kind == Kind::Article) continue;
    if (verdict.kind == Kind::Headline) {
      verdict.removed = !options_.keep_headline;
      continue;
    }
    const bool wanted = options_.strip.has(verdict.kind);
    verdict.removed = wanted && (verdict.score >= sure || verdict.signs.count() >= 2 || is_strong[i]);
    if (verdict.removed && rows[i].prose && !is_strong[i]) taken += rows[i].words;
  }

  // The wipe-out brake.
  if (running >= options_.brake_words && static_cast<double>(taken) > brake_share * static_cast<double>(running)) {
    out.held_back = true;
    for (std::size_t i = 0; i < n; ++i) {
      if (rows[i].prose && !is_strong[i]) out.verdicts[i].removed = false;
    }
  }
  return out;
}

}  // namespace presswash
