#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "classify/classify_support.h"

namespace presswash::testing {
namespace {

/// What a row must score for the verdict to have this probability.
float logit(double probability) { return static_cast<float>(std::log(probability / (1.0 - probability))); }

/// A block of 10 words inside an article that shows no sign at all.
BlockRow plain(double probability) {
  BlockRow row;
  row.words = 10;
  row.shape = static_cast<std::uint32_t>(Shape::EndsSentence);
  row.alone = row.joint = logit(probability);
  return row;
}

BlockRow prose(double probability, std::uint16_t words = 50) {
  BlockRow row = plain(probability);
  row.words = words;
  row.prose = true;
  return row;
}

/// Furniture that gives itself away, and with it what stands beside it.
BlockRow witness() {
  BlockRow row = plain(0.99);
  row.cues.add(Kind::Share);
  row.cue = Kind::Share;
  return row;
}

class JudgeTest : public ::testing::Test {
 protected:
  Judgement judge(const std::vector<BlockRow>& rows, std::span<const Kind> before = {}) {
    return Judge(options).judge(rows, weights, std::nullopt, before);
  }
  Judgement judge(const std::vector<BlockRow>& rows, const std::vector<Evidence>& evidence, ScrapeContext context) {
    return Judge(options).judge(rows, weights, DocumentEvidence{.blocks = evidence, .context = context});
  }
  /// The verdict on a block beside a witness.
  Verdict judge_one(const BlockRow& row) { return judge({row, witness()}).verdicts[0]; }

  JudgeOptions options;
  WeightSet weights = WeightSet::zero();
};

TEST_F(JudgeTest, GivesTheCalibratedProbabilityInThousandths) {
  weights.alone.slope = 0.5F;
  weights.alone.offset = -0.25F;
  for (const double p : {0.001, 0.1, 0.3333333, 0.5, 0.77, 0.99}) {
    const double expected = 1.0 / (1.0 + std::exp(-(0.5 * std::log(p / (1.0 - p)) - 0.25)));
    const float score = judge_one(plain(p)).score;
    EXPECT_NEAR(score, expected, 0.00051);
    EXPECT_EQ(score, static_cast<float>(std::round(static_cast<double>(score) * 1000.0) / 1000.0));
  }
}

TEST_F(JudgeTest, KeepsScoresInBoundsForAnyWeights) {
  weights.alone.slope = 1e6F;
  for (const float alone : {-1e30F, -1.0F, 0.0F, 1.0F, 1e30F}) {
    BlockRow row = plain(0.5);
    row.alone = alone;
    const float score = judge_one(row).score;
    EXPECT_GE(score, 0.0F);
    EXPECT_LE(score, 1.0F);
  }
}

TEST_F(JudgeTest, RemovesWhatIsSure) {
  EXPECT_TRUE(judge_one(plain(0.95)).removed);
  EXPECT_NE(judge_one(plain(0.95)).kind, Kind::Article);
  EXPECT_FALSE(judge_one(plain(0.85)).removed);
  EXPECT_NE(judge_one(plain(0.85)).kind, Kind::Article);  // judged, and not removed on so little
  EXPECT_EQ(judge_one(plain(0.3)).kind, Kind::Article);
  EXPECT_FALSE(judge_one(plain(0.3)).removed);
}

TEST_F(JudgeTest, RemovesAtExactlyTheScoreThatIsSure) {
  for (const double sure : {0.9, 0.7, 0.95, 0.6, 0.999}) {
    options.sure = sure;
    const Verdict verdict = judge_one(plain(sure));
    EXPECT_EQ(verdict.score, static_cast<float>(sure));
    EXPECT_TRUE(verdict.removed) << sure;
    EXPECT_FALSE(judge_one(plain(sure - 0.001)).removed) << sure;
  }
}

TEST_F(JudgeTest, RemovesWithTwoSigns) {
  BlockRow row = plain(0.7);
  EXPECT_FALSE(judge_one(row).removed);
  row.cues.add(Kind::Related);
  row.cue = Kind::Related;
  EXPECT_EQ(judge_one(row).signs.count(), 1);
  EXPECT_FALSE(judge_one(row).removed);
  row.list = Kind::Related;
  EXPECT_EQ(judge_one(row).signs.count(), 2);
  EXPECT_TRUE(judge_one(row).removed);
  EXPECT_EQ(judge_one(row).kind, Kind::Related);
}

TEST_F(JudgeTest, SignsAloneDoNotRemove) {
  BlockRow row = plain(0.4);
  row.cues.add(Kind::Related);
  row.cue = Kind::Related;
  row.list = Kind::Related;
  row.repeated = true;
  EXPECT_FALSE(judge_one(row).removed);
  EXPECT_EQ(judge_one(row).kind, Kind::Article);
}

TEST_F(JudgeTest, EvidenceIsASign) {
  BlockRow row = plain(0.7);
  row.repeated = true;
  const ScrapeContext context{.site_clusters = 100, .story_sites = 1};
  EXPECT_FALSE(judge({row}, {Evidence{}}, context).verdicts[0].removed);
  for (const Evidence& evidence : {Evidence{.masked_clusters = 1}, Evidence{.headlines = 1}}) {
    const Verdict verdict = judge({row}, {evidence}, context).verdicts[0];
    EXPECT_TRUE(verdict.signs.has(Sign::Evidence));
    EXPECT_TRUE(verdict.removed);
    EXPECT_EQ(verdict.evidence, evidence);
  }
}

TEST_F(JudgeTest, RemovesOnStrongEvidence) {
  const ScrapeContext context{.site_clusters = 101, .story_sites = 1};
  const auto removed = [&](std::uint16_t clusters) {
    return judge({plain(0.6)}, {Evidence{.clusters = clusters, .masked_clusters = clusters}}, context)
        .verdicts[0]
        .removed;
  };
  EXPECT_FALSE(removed(2));  // neither three clusters nor a twentieth of the site
  EXPECT_FALSE(removed(4));  // three clusters, and less than a twentieth
  EXPECT_TRUE(removed(5));
  const ScrapeContext small{.site_clusters = 4, .story_sites = 1};
  EXPECT_FALSE(judge({plain(0.6)}, {Evidence{.clusters = 2, .masked_clusters = 2}}, small).verdicts[0].removed);
  EXPECT_TRUE(judge({plain(0.6)}, {Evidence{.clusters = 3, .masked_clusters = 3}}, small).verdicts[0].removed);
}

TEST_F(JudgeTest, StrongEvidenceDoesNotRemoveWhatTheModelTakesForArticle) {
  const ScrapeContext context{.site_clusters = 10, .story_sites = 1};
  EXPECT_FALSE(judge({plain(0.4)}, {Evidence{.clusters = 7, .masked_clusters = 7}}, context).verdicts[0].removed);
}

TEST_F(JudgeTest, RemovesWhatVeryManyOtherStoriesShowWhateverItsWords) {
  const ScrapeContext site{.site_clusters = 40, .story_sites = 1};
  const auto removed = [&](const BlockRow& row, const Evidence& evidence, ScrapeContext context) {
    return judge({row}, {evidence}, context).verdicts[0].removed;
  };
  EXPECT_TRUE(removed(plain(0.1), {.clusters = 8, .masked_clusters = 8}, site));
  EXPECT_FALSE(removed(plain(0.1), {.clusters = 7, .masked_clusters = 7}, site));
  EXPECT_FALSE(removed(plain(0.01), {.clusters = 8, .masked_clusters = 8}, site));  // sure to be of the article
  EXPECT_FALSE(removed(plain(0.1), {.clusters = 8, .masked_clusters = 8, .copies = 1}, site));
  const ScrapeContext large{.site_clusters = 400, .story_sites = 1};
  EXPECT_FALSE(removed(plain(0.1), {.clusters = 8, .masked_clusters = 8}, large));
  BlockRow phrase = plain(0.1);
  phrase.words = 3;
  EXPECT_FALSE(removed(phrase, {.clusters = 8, .masked_clusters = 8}, site));
  // Template text of many sites.
  const ScrapeContext alone{.site_clusters = 1, .story_sites = 1};
  EXPECT_TRUE(removed(prose(0.001), {.stories = 20}, alone));
  EXPECT_FALSE(removed(prose(0.1), {.stories = 19}, alone));
  EXPECT_FALSE(removed(plain(0.1), {.stories = 20}, alone));
}

TEST_F(JudgeTest, KeepsBesideTheArticleWhatOnlyItsWordingSpeaksAgainst) {
  BlockRow marked = plain(0.99);  // so that the run is not kept as one in which nothing gives itself away
  marked.cues.add(Kind::Share);
  marked.cue = Kind::Share;
  const auto between = [&](double probability) {
    return judge({prose(0.1), plain(probability), prose(0.1)}).verdicts[1].kind;
  };
  const auto beside = [&](double probability) {
    return judge({prose(0.1), plain(probability), marked}).verdicts[1].kind;
  };
  EXPECT_EQ(between(0.98), Kind::Article);
  EXPECT_EQ(beside(0.96), Kind::Article);
  EXPECT_NE(beside(0.98), Kind::Article);
  // Furniture of the site is no part of the article, wherever it stands.
  BlockRow row = plain(0.95);
  const ScrapeContext site{.site_clusters = 10, .story_sites = 1};
  const auto judged = [&](const Evidence& evidence) {
    return judge({prose(0.1), row, prose(0.1)}, {Evidence{}, evidence, Evidence{}}, site).verdicts[1].kind;
  };
  EXPECT_NE(judged({.clusters = 1, .masked_clusters = 1, .sites = 1}), Kind::Article);
  EXPECT_NE(judged({.sites = 1, .headlines = 1}), Kind::Article);
  EXPECT_EQ(judged({.clusters = 1, .masked_clusters = 1, .sites = 3}), Kind::Article);  // a common phrase
  row.repeated = true;
  EXPECT_NE(judged({}), Kind::Article);
}

TEST_F(JudgeTest, UsesTheWeightsThatFitWhatIsKnown) {
  BlockRow row = plain(0.5);
  row.alone = logit(0.2);
  row.joint = logit(0.8);
  EXPECT_FLOAT_EQ(judge({row}).verdicts[0].score, 0.2F);
  EXPECT_FLOAT_EQ(judge({row}, {Evidence{}}, {}).verdicts[0].score, 0.8F);
  weights.joint.weights[feature_base(FeatureGroup::Headlines) + 2] = -100.0F;  // one headline, a short block
  EXPECT_FLOAT_EQ(judge({row}, {Evidence{.headlines = 1}}, {}).verdicts[0].score, 0.0F);
}

TEST_F(JudgeTest, FlipsAVerdictOnlyPastTheMargin) {
  const std::vector<Kind> article{Kind::Article};
  const std::vector<Kind> furniture{Kind::Other};
  const auto kind = [&](double p, const std::vector<Kind>& before) {
    std::vector<Kind> of_both(before);
    if (!before.empty()) of_both.push_back(Kind::Share);
    return judge({plain(p), witness()}, of_both).verdicts[0].kind;
  };
  EXPECT_EQ(kind(0.55, article), Kind::Article);
  EXPECT_NE(kind(0.55, furniture), Kind::Article);
  EXPECT_NE(kind(0.55, {}), Kind::Article);
  EXPECT_NE(kind(0.60, article), Kind::Article);
  EXPECT_EQ(kind(0.45, {}), Kind::Article);
  EXPECT_NE(kind(0.45, furniture), Kind::Article);
  EXPECT_NE(kind(0.40, furniture), Kind::Article);
  EXPECT_EQ(kind(0.399, furniture), Kind::Article);
}

TEST_F(JudgeTest, JudgedAgainOnTheSameEvidenceDoesNotChange) {
  for (const std::uint64_t seed : seeds(100)) {
    Random random(seed);
    std::vector<BlockRow> rows;
    for (std::size_t i = 0; i < 1 + below(random, 30); ++i) {
      rows.push_back(below(random, 2) == 0 ? plain(0.01 + 0.001 * static_cast<double>(below(random, 980)))
                                           : prose(0.01 + 0.001 * static_cast<double>(below(random, 980))));
      rows.back().title = static_cast<TitleRelation>(below(random, 4));
    }
    for (BlockRow& row : rows) row.repeated = below(random, 4) == 0;
    const Judgement first = judge(rows);
    std::vector<Kind> kinds;
    for (const Verdict& verdict : first.verdicts) kinds.push_back(verdict.kind);
    const Judgement second = judge(rows, kinds);
    EXPECT_EQ(first.verdicts, second.verdicts) << seed;
    EXPECT_EQ(first.held_back, second.held_back) << seed;
  }
}

TEST_F(JudgeTest, RemovesOnlyTheKindsThatAreWanted) {
  BlockRow row = plain(0.99);
  row.cues.add(Kind::Share);
  row.cue = Kind::Share;
  row.whole_cue = true;
  for (const Kind kind : {Kind::Share, Kind::Comments}) {
    options.strip = {};
    options.strip.add(kind);
    const Verdict verdict = judge_one(row);
    EXPECT_EQ(verdict.kind, Kind::Share);
    EXPECT_EQ(verdict.removed, kind == Kind::Share);
  }
}

TEST_F(JudgeTest, KeepsTheHeadlineWhenAsked) {
  BlockRow row = plain(0.02);
  row.title = TitleRelation::Equal;
  EXPECT_EQ(judge_one(row).kind, Kind::Headline);
  EXPECT_TRUE(judge_one(row).removed);
  options.keep_headline = true;
  EXPECT_EQ(judge_one(row).kind, Kind::Headline);
  EXPECT_FALSE(judge_one(row).removed);
}

TEST_F(JudgeTest, TakesOnlyTheFirstTitleForTheHeadlineUnlessTheRestIsFurniture) {
  BlockRow row = plain(0.02);
  row.title = TitleRelation::Equal;
  BlockRow furniture = plain(0.98);
  furniture.title = TitleRelation::Equal;
  const auto verdicts = judge({row, row, furniture}).verdicts;
  EXPECT_EQ(verdicts[0].kind, Kind::Headline);
  EXPECT_EQ(verdicts[1].kind, Kind::Article);
  EXPECT_EQ(verdicts[2].kind, Kind::Headline);
}

TEST_F(JudgeTest, BrakesWhenWeakEvidenceWouldTakeMostOfTheText) {
  const auto removed = [](const Judgement& judgement) {
    std::vector<bool> out;
    for (const Verdict& verdict : judgement.verdicts) out.push_back(verdict.removed);
    return out;
  };
  const Judgement held = judge({prose(0.99), prose(0.99), witness(), prose(0.01), plain(0.99), witness()});
  EXPECT_TRUE(held.held_back);
  EXPECT_EQ(removed(held), (std::vector{false, false, true, false, true, true}));
  EXPECT_NE(held.verdicts[0].kind, Kind::Article);  // it is still told what it was taken for

  const Judgement half = judge({witness(), prose(0.99), prose(0.01)});  // half is not more than half
  EXPECT_FALSE(half.held_back);
  EXPECT_EQ(removed(half), (std::vector{true, true, false}));
}

TEST_F(JudgeTest, DoesNotBrakeStrongEvidence) {
  const ScrapeContext context{.site_clusters = 10, .story_sites = 1};
  const Evidence strong{.clusters = 9, .masked_clusters = 9};
  const Judgement judgement = judge({prose(0.99), prose(0.99), prose(0.01)}, {strong, strong, Evidence{}}, context);
  EXPECT_FALSE(judgement.held_back);
  EXPECT_TRUE(judgement.verdicts[0].removed);

  const Judgement mixed = judge({prose(0.99), prose(0.99), prose(0.99)}, {strong, Evidence{}, Evidence{}}, context);
  EXPECT_TRUE(mixed.held_back);
  EXPECT_TRUE(mixed.verdicts[0].removed);
  EXPECT_FALSE(mixed.verdicts[1].removed);
}

TEST_F(JudgeTest, DoesNotBrakeDocumentsWithLittleRunningText) {
  EXPECT_FALSE(judge({witness(), prose(0.99, 59)}).held_back);
  EXPECT_TRUE(judge({witness(), prose(0.99, 60)}).held_back);
}

TEST_F(JudgeTest, BrakesAtTheShareThatIsAsked) {
  options.brake_share = 0.9;
  EXPECT_FALSE(judge({witness(), prose(0.99, 80), prose(0.01, 20)}).held_back);
  EXPECT_TRUE(judge({witness(), prose(0.99, 95), prose(0.01, 5)}).held_back);
  options.brake_share = 1.0;
  EXPECT_FALSE(judge({witness(), prose(0.99, 95)}).held_back);
}

TEST_F(JudgeTest, TakesDoubtfulRunningTextForTheArticleWhereThereIsHardlyAny) {
  const auto kind = [&](const std::vector<BlockRow>& rows) { return judge(rows).verdicts[0].kind; };
  EXPECT_EQ(kind({prose(0.7), witness(), prose(0.1, 19)}), Kind::Article);
  EXPECT_NE(kind({prose(0.7), witness(), prose(0.1, 20)}), Kind::Article);
  EXPECT_NE(kind({prose(0.95), witness(), prose(0.1, 19)}), Kind::Article) << "it is removed";
  EXPECT_NE(kind({plain(0.7), witness(), prose(0.1, 19)}), Kind::Article) << "no running text";
  BlockRow cued = prose(0.7);
  cued.cues.add(Kind::Related);
  EXPECT_NE(kind({cued, witness(), prose(0.1, 19)}), Kind::Article);
}

TEST_F(JudgeTest, KeepsARunInWhichNothingGivesItselfAway) {
  const std::vector<BlockRow> table{prose(0.01), plain(0.99), plain(0.97), plain(0.99), prose(0.01)};
  for (const Verdict& verdict : judge(table).verdicts) {
    EXPECT_EQ(verdict.kind, Kind::Article);
    EXPECT_FALSE(verdict.removed);
  }
  for (std::size_t at = 1; at <= 3; ++at) {
    std::vector<BlockRow> rows = table;
    rows[at] = witness();
    const auto verdicts = judge(rows).verdicts;
    for (std::size_t i = 1; i <= 3; ++i) EXPECT_TRUE(verdicts[i].removed) << at << ' ' << i;
  }
  const Evidence seen{.clusters = 1, .masked_clusters = 1};
  EXPECT_TRUE(judge(table, {{}, {}, seen, {}, {}}, {.site_clusters = 40, .story_sites = 1}).verdicts[1].removed);
}

TEST_F(JudgeTest, ARuleDecidesAgainstEverything) {
  BlockRow strip = prose(0.01, 100);
  strip.rule = RuleVerdict::Strip;
  options.strip = {};
  const Judgement stripped = judge({strip});
  EXPECT_TRUE(stripped.verdicts[0].removed);
  EXPECT_FALSE(stripped.held_back);
  EXPECT_TRUE(stripped.verdicts[0].signs.has(Sign::Rule));
  EXPECT_NE(stripped.verdicts[0].kind, Kind::Article);

  BlockRow keep = plain(0.99);
  keep.rule = RuleVerdict::Keep;
  keep.title = TitleRelation::Equal;
  const Verdict kept = judge_one(keep);
  EXPECT_FALSE(kept.removed);
  EXPECT_EQ(kept.kind, Kind::Article);
  EXPECT_TRUE(kept.signs.has(Sign::Rule));
}

TEST_F(JudgeTest, TakesADocumentWithoutBlocks) {
  EXPECT_TRUE(judge(std::vector<BlockRow>{}).verdicts.empty());
  EXPECT_FALSE(judge(std::vector<BlockRow>{}).held_back);
}

TEST(JudgeOptions, SayWhatIsWrong) {
  EXPECT_FALSE(JudgeOptions{}.validate());
  for (const JudgeOptions& options :
       {JudgeOptions{.sure = 0.4}, JudgeOptions{.sure = 1.1}, JudgeOptions{.sure = std::nan("")},
        JudgeOptions{.margin = -0.1}, JudgeOptions{.margin = 0.5}, JudgeOptions{.brake_share = 1.5}})
    EXPECT_TRUE(options.validate().has_value());
}

/// A text judged with what trees say of its lines.
struct TreeCase {
  std::vector<BlockRow> rows;
  std::vector<float> lines;
  bool by_sentence = false;
  void add(const BlockRow& row, float line) {
    rows.push_back(row);
    lines.push_back(line);
  }
  [[nodiscard]] Judgement judged(const WeightSet& weights) const {
    return Judge({}).judge(rows, weights, std::nullopt, {}, {.scores = lines, .by_sentence = by_sentence});
  }
};

TEST_F(JudgeTest, AWholePageAsTextIsJudgedByBothModels) {
  TreeCase text;
  for (int i = 0; i < 6; ++i) text.add(witness(), 4.0F);
  text.add(prose(0.9), -4.0F);
  text.add(plain(0.3), 3.0F);
  const auto verdicts = text.judged(weights).verdicts;
  EXPECT_TRUE(verdicts[0].removed);
  EXPECT_FALSE(verdicts[6].removed);
  EXPECT_TRUE(verdicts[7].removed);
}

TEST_F(JudgeTest, ShortLinesOfAWholePageAreJudgedByTheChainAboveAll) {
  TreeCase text;
  for (int i = 0; i < 6; ++i) text.add(witness(), 4.0F);
  BlockRow line = plain(0.8);
  for (const std::uint16_t words : {std::uint16_t{3}, std::uint16_t{10}}) {
    line.words = words;
    text.add(line, -1.0F);
  }
  const auto verdicts = text.judged(weights).verdicts;
  EXPECT_TRUE(verdicts[6].removed);
  EXPECT_FALSE(verdicts[7].removed);
}

TEST_F(JudgeTest, ParagraphsOfAWholePageGoABitBeforeTheirScoresAreEven) {
  const auto is_removed = [&](std::uint16_t words, float logit, bool by_sentence = false) {
    TreeCase text;
    text.by_sentence = by_sentence;
    for (int i = 0; i < 6; ++i) text.add(witness(), 4.0F);
    BlockRow line = plain(1.0 / (1.0 + std::exp(-static_cast<double>(logit))));
    line.words = words;
    text.add(line, logit);
    return text.judged(weights).verdicts.back().removed;
  };
  EXPECT_TRUE(is_removed(15, -0.1F));
  EXPECT_FALSE(is_removed(15, -0.3F));
  EXPECT_FALSE(is_removed(14, -0.1F));
  EXPECT_FALSE(is_removed(15, -0.1F, true)) << "a sentence of a text without line breaks";
}

TEST_F(JudgeTest, AWholePageAsTextIsJudgedByTheChainsOfDumpsOverScoresOfWordsAlone) {
  weights.dumps.joint.weights.assign(evidence_feature_count, 0.0F);
  weights.dumps.alone.offset = 4.0F;
  weights.dumps.joint.offset = -4.0F;
  const auto score_of_last = [&](int witnesses, bool with_evidence) {
    TreeCase text;
    for (int i = 0; i < witnesses; ++i) text.add(witness(), 4.0F);
    BlockRow line = plain(0.5);
    line.joint = 20.0F;
    text.add(line, 0.0F);
    const std::vector<Evidence> nothing(text.rows.size());
    const DocumentEvidence evidence{.blocks = nothing, .context = {}};
    const auto known = with_evidence ? std::optional(evidence) : std::nullopt;
    weights.lines.joint.weights.assign(page_evidence_count, 0.0F);
    return Judge(options).judge(text.rows, weights, known, {}, {.scores = text.lines}).verdicts.back().score;
  };
  EXPECT_GT(score_of_last(6, false), 0.8F);
  EXPECT_LT(score_of_last(6, true), 0.2F);
  EXPECT_NEAR(score_of_last(2, false), 0.5F, 0.001F) << "a text that was cleaned is judged by the chains for texts";
}

TEST_F(JudgeTest, ParagraphsAreBesideEachOtherAcrossAnInsert) {
  weights.alone.transitions << 3.0F, -3.0F, -3.0F, 3.0F;
  BlockRow insert = plain(0.9999);
  insert.repeated = true;
  const auto score_between = [&](bool inserts) {
    insert.detail = LineShape{.insert = inserts}.pack();
    std::vector<BlockRow> rows;
    for (int i = 0; i < 9; ++i) {
      rows.push_back(prose(i == 4 ? 0.6 : 0.001));
      rows.push_back(insert);
    }
    return judge(rows).verdicts[8].score;
  };
  EXPECT_GT(score_between(false), 0.5F);
  EXPECT_LT(score_between(true), 0.1F);
}

TEST_F(JudgeTest, SentencesOfAWholePageAreJudgedByTheTreesAboveAll) {
  TreeCase text;
  text.by_sentence = true;
  for (int i = 0; i < 6; ++i) text.add(witness(), 4.0F);
  text.add(prose(0.99), -1.5F);
  text.add(plain(0.01), 1.5F);
  const auto verdicts = text.judged(weights).verdicts;
  EXPECT_FALSE(verdicts[6].removed);
  EXPECT_TRUE(verdicts[7].removed);
}

TEST_F(JudgeTest, OfATextThatWasCleanedOnlyGoesWhatBothModelsCallFurniture) {
  TreeCase text;
  for (int i = 0; i < 12; ++i) text.add(prose(0.01), -4.0F);
  text.add(witness(), 2.0F);
  text.add(witness(), -2.5F);
  text.add(plain(0.01), 4.0F);
  const auto verdicts = text.judged(weights).verdicts;
  EXPECT_TRUE(verdicts[12].removed);
  EXPECT_FALSE(verdicts[13].removed);
  EXPECT_FALSE(verdicts[14].removed);
}

TEST_F(JudgeTest, OfATextThatWasCleanedAListStays) {
  BlockRow item = witness();
  item.cues = {};
  item.repeated = true;  // of two products, say
  item.shape = static_cast<std::uint32_t>(Shape::StartsDash);
  BlockRow telling = item;
  telling.cues.add(Kind::Subscribe);
  const auto removed = [&](const std::vector<BlockRow>& rows) {
    TreeCase text;
    for (int i = 0; i < 12; ++i) text.add(prose(0.01), -4.0F);
    for (const BlockRow& row : rows) text.add(row, 4.0F);
    const auto verdicts = text.judged(weights).verdicts;
    return std::ranges::count(verdicts, true, &Verdict::removed);
  };
  EXPECT_EQ(removed({item}), 1);
  EXPECT_EQ(removed({item, item}), 0);
  EXPECT_EQ(removed({item, telling}), 0);
  EXPECT_EQ(removed({item, telling, telling}), 3);
  for (BlockRow* row : {&item, &telling}) row->list = Kind::Related;  // a cue opened it
  EXPECT_EQ(removed({item, item}), 2);
}

TEST_F(JudgeTest, OfATextThatWasCleanedNumberedLinesStay) {
  BlockRow numbered = witness();
  numbered.cues = {};
  numbered.shape = static_cast<std::uint32_t>(Shape::Numbered);
  BlockRow address = plain(0.99);
  address.shape = static_cast<std::uint32_t>(Shape::HasUrl);
  const auto removed = [&](const std::vector<BlockRow>& rows) {
    TreeCase text;
    for (int i = 0; i < 12; ++i) text.add(prose(0.01), -4.0F);
    text.add(witness(), 4.0F);
    for (const BlockRow& row : rows) text.add(row, 4.0F);
    const auto verdicts = text.judged(weights).verdicts;
    return std::ranges::count(verdicts, true, &Verdict::removed) - 1;
  };
  EXPECT_EQ(removed({numbered}), 1);
  EXPECT_EQ(removed({numbered, address, numbered}), 0);
  EXPECT_EQ(removed({numbered, witness(), numbered}), 1);
  EXPECT_EQ(removed({numbered, address, address, address, numbered}), 5);
}

TEST_F(JudgeTest, OfATextThatWasCleanedAPieceOfASentenceStays) {
  TreeCase text;
  for (int i = 0; i < 12; ++i) text.add(prose(0.01), -4.0F);
  BlockRow piece = plain(0.99);
  piece.shape = static_cast<std::uint32_t>(Shape::StartsLower);
  text.add(piece, 4.0F);
  text.add(witness(), 4.0F);
  const auto verdicts = text.judged(weights).verdicts;
  EXPECT_FALSE(verdicts[12].removed);
  EXPECT_TRUE(verdicts[13].removed);
}

TEST_F(JudgeTest, OfATextThatWasCleanedTheLineInWhichASentenceBeginsStays) {
  BlockRow piece = plain(0.01);
  piece.shape |= static_cast<std::uint32_t>(Shape::StartsLower);
  BlockRow begin = witness();
  begin.shape = 0;  // its sentence goes on
  const auto is_removed = [&](const std::vector<BlockRow>& above) {
    TreeCase text;
    for (const BlockRow& row : above) text.add(row, 4.0F);
    text.add(piece, -4.0F);
    for (int i = 0; i < 12; ++i) text.add(prose(0.01), -4.0F);
    return text.judged(weights).verdicts[above.size() - 1].removed;
  };
  EXPECT_FALSE(is_removed({begin}));
  EXPECT_FALSE(is_removed({witness(), begin}));
  BlockRow open = plain(0.01);
  open.shape = 0;
  EXPECT_TRUE(is_removed({open, begin})) << "put between two pieces of a sentence";
  EXPECT_TRUE(is_removed({witness()})) << "a sentence of its own";
  begin.shape = static_cast<std::uint32_t>(Shape::EndsColon);
  EXPECT_TRUE(is_removed({begin})) << "a label";
  begin.shape = 0;
  begin.detail = LineShape{.blank_lines = 1}.pack();
  EXPECT_TRUE(is_removed({begin})) << "a paragraph of its own";
}

TEST_F(JudgeTest, AListOfFactsIsNoWholePage) {
  TreeCase text;
  for (int i = 0; i < 40; ++i) text.add(plain(0.01), 4.0F);
  for (const Verdict& verdict : text.judged(weights).verdicts) EXPECT_FALSE(verdict.removed);
}

}  // namespace
}  // namespace presswash::testing
