#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "classify/classify_support.h"
#include "classify/features.h"

namespace presswash::testing {
namespace {

std::vector<std::uint32_t> text_features_of(const Page& page, std::size_t i) {
  std::vector<std::uint32_t> out;
  text_features(page, i, [&](std::uint32_t feature) { out.push_back(feature); });
  return out;
}

/// Group of every feature.
std::vector<std::uint8_t> make_groups() {
  std::vector<std::uint8_t> groups;
  for (std::size_t group = 0; group < feature_group_count; ++group)
    groups.insert(groups.end(), feature_group_sizes[group], static_cast<std::uint8_t>(group));
  return groups;
}

std::uint32_t group_of(std::uint32_t feature) {
  static const std::vector<std::uint8_t> groups = make_groups();
  return feature < groups.size() ? groups[feature] : feature_group_count;
}

std::size_t count_in(const std::vector<std::uint32_t>& features, FeatureGroup group) {
  return static_cast<std::size_t>(std::ranges::count_if(
      features, [&](std::uint32_t f) { return group_of(f) == static_cast<std::uint32_t>(group); }));
}

constexpr FeatureGroup once[] = {FeatureGroup::Bias,        FeatureGroup::Words,       FeatureGroup::WordsEnd,
                                 FeatureGroup::Capitals,    FeatureGroup::Digits,      FeatureGroup::Commas,
                                 FeatureGroup::Repeated,    FeatureGroup::Title,       FeatureGroup::FromStart,
                                 FeatureGroup::FromEnd,     FeatureGroup::ProseBefore, FeatureGroup::ProseNear,
                                 FeatureGroup::ProseWindow, FeatureGroup::BlankLines,  FeatureGroup::Before1,
                                 FeatureGroup::Before2,     FeatureGroup::After1,      FeatureGroup::After2,
                                 FeatureGroup::Triple,      FeatureGroup::PageSize,    FeatureGroup::PageProse};

TEST(Features, FillTheirIndexSpace) {
  EXPECT_EQ(std::accumulate(feature_group_sizes.begin(), feature_group_sizes.end(), 0U), feature_count);
  EXPECT_LT(text_feature_count, feature_count);
}

TEST(Features, OfTextStayInTheTextPartAndInTheirGroups) {
  for (const std::uint64_t seed : seeds(300)) {
    const Page page = page_of(random_text(seed), "Why did the bridge close for so long?");
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
      const auto features = text_features_of(page, i);
      for (const std::uint32_t feature : features) ASSERT_LT(feature, text_feature_count) << seed << " block " << i;
      for (const FeatureGroup group : once)
        EXPECT_EQ(count_in(features, group), 1U) << seed << " block " << i << " group " << static_cast<int>(group);
      EXPECT_LE(count_in(features, FeatureGroup::ListKind), 1U);
      EXPECT_EQ(count_in(features, FeatureGroup::ListKind), count_in(features, FeatureGroup::ListDistance));
    }
  }
}

TEST(Features, OfTextStayInTheirGroupsForAnyPage) {
  // Pages that no text would give, so that every bin is reached.
  for (const std::uint64_t seed : seeds(300)) {
    Random random(seed);
    Page page;
    const std::size_t n = 1 + below(random, below(random, 30) == 0 ? 600 : 40);
    for (std::size_t i = 0; i < n; ++i) {
      PageBlock block;
      block.facts.shape = static_cast<std::uint32_t>(random()) & ((1U << 26U) - 1U);
      block.facts.words = static_cast<std::uint32_t>(below(random, below(random, 5) == 0 ? 1'000'000 : 60));
      block.facts.commas = static_cast<std::uint16_t>(random());
      block.facts.capital_share = static_cast<std::uint8_t>(below(random, 11));
      block.facts.digit_share = static_cast<std::uint8_t>(below(random, 11));
      block.cues.kinds.bits = static_cast<std::uint16_t>(below(random, 2) == 0 ? 0 : random() & 0x7FFFU);
      block.cues.strongest = static_cast<Kind>(below(random, kind_count));
      block.cues.strongest_words = static_cast<std::uint8_t>(below(random, 32));
      block.cues.whole = below(random, 2) == 0;
      block.blank_lines = static_cast<std::uint8_t>(below(random, 4));
      block.repeated = below(random, 2) == 0;
      block.title = static_cast<TitleRelation>(below(random, 4));
      block.list = static_cast<Kind>(below(random, kind_count));
      block.list_distance = static_cast<std::uint16_t>(below(random, 70));
      block.token_begin = static_cast<std::uint32_t>(page.tokens.size());
      block.token_count = static_cast<std::uint32_t>(below(random, 30));
      for (std::uint32_t t = 0; t < block.token_count; ++t) page.tokens.push_back(static_cast<TokenHash>(random()));
      page.blocks.push_back(block);
      page.prose_before.push_back(page.prose_words);
      if (block.facts.prose()) page.prose_words += block.facts.words;
    }
    for (std::size_t i = 0; i < n; ++i) {
      const auto features = text_features_of(page, i);
      for (const std::uint32_t feature : features) ASSERT_LT(feature, text_feature_count) << seed << " block " << i;
      for (const FeatureGroup group : once)
        ASSERT_EQ(count_in(features, group), 1U) << seed << " block " << i << " group " << static_cast<int>(group);
    }
  }
}

TEST(Features, KnowTheLinesOfATable) {
  const Page page = page_of(
      "The board met on Monday.\nSales 12.4 million against 11.0 million\nProfit 3.1 million against 2.2 million\n"
      "Dividend 12 crowns against 10 crowns\nAll rights reserved",
      "");
  ASSERT_EQ(page.blocks.size(), 5U);
  for (const std::size_t row : {1U, 2U, 3U}) {
    const auto features = text_features_of(page, row);
    EXPECT_EQ(count_in(features, FeatureGroup::FigureRun), 1U);
    EXPECT_EQ(count_in(features, FeatureGroup::FigureWords), 1U);
  }
  EXPECT_EQ(words_shared_near(page, 2, 9), 3U);  // million, against, million
  EXPECT_EQ(count_in(text_features_of(page, 0), FeatureGroup::FigureRun), 0U);
  EXPECT_EQ(count_in(text_features_of(page, 0), FeatureGroup::FiguresNear), 1U);
  EXPECT_EQ(count_in(text_features_of(page, 4), FeatureGroup::FigureRun), 0U);
}

TEST(Features, OfEvidenceStayInTheEvidencePartAndInTheirGroups) {
  for (const std::uint64_t seed : seeds(500)) {
    Random random(seed);
    const auto number = [&] {
      return static_cast<std::uint16_t>(below(random, 4) == 0 ? random() : below(random, 12));
    };
    const std::size_t n = 1 + below(random, 20);
    std::vector<Evidence> evidence(n);
    std::vector<BlockSize> sizes(n);
    for (std::size_t i = 0; i < n; ++i) {
      evidence[i] = {number(), number(), number(), number(), number(), number(), number()};
      sizes[i] = {.words = static_cast<std::uint32_t>(below(random, 3) == 0 ? random() : below(random, 50)),
                  .digits = below(random, 2) == 0};
    }
    const ScrapeContext context{.site_clusters = number(), .story_sites = number()};
    EvidenceWindow window(evidence);
    for (std::size_t i = 0; i < n; ++i, window.advance()) {
      std::set<std::uint32_t> groups;
      std::uint32_t seen = 0;
      std::uint32_t copied = 0;
      for (std::size_t j = i >= 4 ? i - 4 : 0; j < std::min(n, i + 5); ++j) {
        seen += j != i && evidence[j].masked_clusters > 0 ? 1U : 0U;
        copied += j != i && j + 3 >= i && j <= i + 3 && evidence[j].copies > 0 ? 1U : 0U;
      }
      EXPECT_EQ(window.seen_around(), seen) << seed;
      EXPECT_EQ(window.copied_around(), copied) << seed;
      evidence_features(evidence, sizes, context, i, window, [&](std::uint32_t feature) {
        EXPECT_GE(feature, text_feature_count) << seed;
        EXPECT_LT(feature, feature_count) << seed;
        EXPECT_TRUE(groups.insert(group_of(feature)).second) << seed << ": two bins of group " << group_of(feature);
      });
      EXPECT_EQ(groups.contains(static_cast<std::uint32_t>(FeatureGroup::Clusters)), context.site_clusters > 1) << seed;
      EXPECT_EQ(groups.contains(static_cast<std::uint32_t>(FeatureGroup::Copies)), context.story_sites > 1) << seed;
      EXPECT_TRUE(groups.contains(static_cast<std::uint32_t>(FeatureGroup::Sites))) << seed;
    }
  }
}

TEST(Features, BinSharesAsTheirQuotientsDo) {
  for (std::uint32_t whole = 1; whole <= 300; ++whole) {
    for (std::uint32_t part = 0; part <= whole; ++part) {
      const double s = static_cast<double>(part) / whole;
      const std::uint32_t bin = part == 0   ? 0U
                                : s <= 0.02 ? 1U
                                : s <= 0.05 ? 2U
                                : s <= 0.1  ? 3U
                                : s <= 0.2  ? 4U
                                : s <= 0.4  ? 5U
                                            : 6U;
      EXPECT_EQ(feature_bins::share(part, whole), bin) << part << " of " << whole;
    }
  }
}

TEST(Features, AreAFunctionOfThePageAlone) {
  for (const std::uint64_t seed : seeds(50)) {
    const std::string text = random_text(seed);
    const Page a = page_of(text, "A headline");
    const Page b = page_of(text, "A headline");
    for (std::size_t i = 0; i < a.blocks.size(); ++i) EXPECT_EQ(text_features_of(a, i), text_features_of(b, i)) << seed;
  }
}

TEST(Features, AreTheSameForLfAndCrlf) {
  for (const std::uint64_t seed : seeds(50)) {
    std::string lf;
    for (const char c : random_text(seed))
      if (c != '\r') lf += c;
    std::string crlf;
    for (const char c : lf) crlf += c == '\n' ? "\r\n" : std::string(1, c);
    const Page a = page_of(lf);
    const Page b = page_of(crlf);
    ASSERT_EQ(a.blocks.size(), b.blocks.size()) << seed;
    for (std::size_t i = 0; i < a.blocks.size(); ++i)
      EXPECT_EQ(text_features_of(a, i), text_features_of(b, i)) << seed << " block " << i;
  }
}

TEST(Features, SumToTheScoresOfTheRows) {
  for (const std::uint64_t seed : seeds(50)) {
    Random random(seed);
    WeightSet weights = WeightSet::zero();
    for (float& w : weights.alone.weights) w = static_cast<float>(below(random, 64)) - 32.0F;
    for (float& w : weights.joint.weights) w = static_cast<float>(below(random, 64)) - 32.0F;
    const Page page = page_of(random_text(seed), "A headline");
    const auto rows = rows_of(page, weights);
    ASSERT_EQ(rows.size(), page.blocks.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      float alone = 0.0F;
      float joint = 0.0F;
      for (const std::uint32_t feature : text_features_of(page, i)) {
        alone += weights.alone.weights[feature];
        joint += weights.joint.weights[feature];
      }
      EXPECT_EQ(rows[i].alone, alone) << seed;
      EXPECT_EQ(rows[i].joint, joint) << seed;
      EXPECT_EQ(rows[i].length, page.blocks[i].block.length) << seed;
      EXPECT_EQ(rows[i].words, std::min(page.blocks[i].facts.words, 65'535U)) << seed;
    }
  }
}

}  // namespace
}  // namespace presswash::testing
