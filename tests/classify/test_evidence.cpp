#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "classify/classify_support.h"
#include "classify/evidence.h"
#include "reference/evidence.h"

namespace presswash {

void PrintTo(const Evidence& e, std::ostream* out) {
  *out << "clusters " << e.clusters << " masked " << e.masked_clusters << " sites " << e.sites << " variants "
       << e.variants << " headlines " << e.headlines << " copies " << e.copies;
}

namespace testing {
namespace {

using Counts = std::map<std::uint64_t, Evidence>;

Counts count(std::vector<EvidenceRow> rows, std::vector<TitleRow> titles = {}) {
  std::ranges::sort(titles);
  Counts out;
  count_evidence(rows, titles, [&](std::uint64_t slot, const Evidence& evidence) {
    EXPECT_TRUE(out.emplace(slot, evidence).second) << "slot " << slot << " is given twice";
  });
  return out;
}

struct Scrape {
  std::vector<EvidenceRow> rows;
  std::vector<TitleRow> titles;
};

/// Few hashes, sites and stories, so that everything collides with everything.
Scrape random_scrape(std::uint64_t seed) {
  Random random(seed);
  Scrape out;
  const std::size_t hashes = 1 + below(random, 12);
  const std::size_t sites = 1 + below(random, 4);
  const std::size_t stories = 1 + below(random, 8);
  const auto hash = [&] { return BlockHash{mix64(below(random, hashes))}; };
  for (std::size_t i = 0; i < below(random, 200); ++i) {
    EvidenceRow row;
    row.hash = hash();
    row.masked = BlockHash{mix64(row.hash.value % 3)};  // what is the same unmasked is the same masked
    row.site = below(random, 5) == 0 ? no_site : SiteIndex{static_cast<std::uint32_t>(below(random, sites))};
    row.story = static_cast<std::uint32_t>(below(random, stories));
    row.slot = i;
    out.rows.push_back(row);
  }
  for (std::size_t i = 0; i < below(random, 20); ++i)
    out.titles.push_back({hash(), static_cast<std::uint32_t>(below(random, stories))});
  return out;
}

TEST(Evidence, EqualsTheReferenceOnRandomRows) {
  for (const std::uint64_t seed : seeds(200)) {
    const Scrape scrape = random_scrape(seed);
    const Counts counts = count(scrape.rows, scrape.titles);
    ASSERT_EQ(counts.size(), scrape.rows.size()) << seed;
    for (const EvidenceRow& row : scrape.rows)
      EXPECT_EQ(counts.at(row.slot), reference::evidence_of(row, scrape.rows, scrape.titles)) << seed;
  }
}

TEST(Evidence, DoesNotDependOnTheOrderOfTheRows) {
  for (const std::uint64_t seed : seeds(50)) {
    Scrape scrape = random_scrape(seed);
    const Counts counts = count(scrape.rows, scrape.titles);
    Random random(seed + 1);
    for (int k = 0; k < 3; ++k) {
      std::ranges::shuffle(scrape.rows, random);
      EXPECT_EQ(count(scrape.rows, scrape.titles), counts) << seed;
    }
  }
}

TEST(Evidence, CountedInPartsByMaskedHashIsTheSame) {
  for (const std::uint64_t seed : seeds(50)) {
    const Scrape scrape = random_scrape(seed);
    Counts parts;
    for (std::uint64_t part = 0; part < 3; ++part) {
      std::vector<EvidenceRow> rows;
      std::ranges::copy_if(scrape.rows, std::back_inserter(rows),
                           [&](const EvidenceRow& row) { return row.masked.value % 3 == part; });
      parts.merge(count(rows, scrape.titles));
    }
    EXPECT_EQ(parts, count(scrape.rows, scrape.titles)) << seed;
  }
}

TEST(Evidence, OfNoRowsIsNothing) { EXPECT_TRUE(count({}).empty()); }

TEST(Evidence, AStoryThatASiteRunsAgainDoesNotVoteAgainstItself) {
  std::vector<EvidenceRow> rows;
  for (std::uint64_t i = 0; i < 20; ++i)
    rows.push_back({.hash = BlockHash{1}, .masked = BlockHash{1}, .site = SiteIndex{0}, .story = 7, .slot = i});
  for (const auto& [slot, evidence] : count(rows)) {
    EXPECT_EQ(evidence.clusters, 0);
    EXPECT_EQ(evidence.masked_clusters, 0);
    EXPECT_EQ(evidence.copies, 0);
    EXPECT_EQ(evidence.sites, 1);
    EXPECT_EQ(evidence.variants, 1);
  }
}

TEST(Evidence, FurnitureIsSeenOnTheOtherStoriesOfItsSite) {
  std::vector<EvidenceRow> rows;
  for (std::uint32_t story = 0; story < 6; ++story)
    rows.push_back(
        {.hash = BlockHash{10U + story}, .masked = BlockHash{9}, .site = SiteIndex{0}, .story = story, .slot = story});
  for (const auto& [slot, evidence] : count(rows)) {
    EXPECT_EQ(evidence.clusters, 0);  // never word for word: the digits are new each time
    EXPECT_EQ(evidence.masked_clusters, 5);
    EXPECT_EQ(evidence.variants, 6);
  }
}

TEST(Evidence, CopiesAreTheOtherSitesOfTheSameStory) {
  const auto row = [](std::uint32_t site, std::uint32_t story, std::uint64_t slot) {
    return EvidenceRow{
        .hash = BlockHash{1}, .masked = BlockHash{1}, .site = SiteIndex{site}, .story = story, .slot = slot};
  };
  std::vector<EvidenceRow> rows{row(0, 1, 0), row(0, 1, 1), row(1, 1, 2), row(2, 1, 3), row(3, 2, 4)};
  rows.push_back({.hash = BlockHash{1}, .masked = BlockHash{1}, .site = no_site, .story = 1, .slot = 5});
  const Counts counts = count(rows);
  EXPECT_EQ(counts.at(0).copies, 2);
  EXPECT_EQ(counts.at(1).copies, 2);
  EXPECT_EQ(counts.at(3).copies, 2);
  EXPECT_EQ(counts.at(4).copies, 0);
  EXPECT_EQ(counts.at(5).copies, 3);
  EXPECT_EQ(counts.at(5).clusters, 0);
  EXPECT_EQ(counts.at(5).sites, 4);
}

TEST(Evidence, AHeadlineIsCountedOnDocumentsOfOtherStoriesOnly) {
  const std::vector<EvidenceRow> rows{
      {.hash = BlockHash{1}, .masked = BlockHash{1}, .site = SiteIndex{0}, .story = 1, .slot = 0},
      {.hash = BlockHash{2}, .masked = BlockHash{2}, .site = SiteIndex{0}, .story = 1, .slot = 1}};
  const Counts counts = count(rows, {{BlockHash{1}, 1}, {BlockHash{1}, 2}, {BlockHash{1}, 2}, {BlockHash{3}, 2}});
  EXPECT_EQ(counts.at(0).headlines, 2);
  EXPECT_EQ(counts.at(1).headlines, 0);
}

TEST(Evidence, SaturatesAtTheLargestCount) {
  std::vector<EvidenceRow> rows;
  for (std::uint32_t story = 0; story < 70'000; ++story)
    rows.push_back({.hash = BlockHash{1}, .masked = BlockHash{1}, .site = SiteIndex{0}, .story = story, .slot = story});
  const Counts counts = count(rows);
  EXPECT_EQ(counts.at(0).clusters, 65'535);
  EXPECT_EQ(counts.at(69'999).masked_clusters, 65'535);
}

TEST(Evidence, OfOneHeadlineOnEveryPageTakesTimeThatGrowsWithTheRows) {
  std::vector<EvidenceRow> rows;
  std::vector<TitleRow> titles;
  for (std::uint32_t story = 0; story < 200'000; ++story) {
    rows.push_back({.hash = BlockHash{1}, .masked = BlockHash{1}, .site = SiteIndex{0}, .story = story, .slot = story});
    titles.push_back({BlockHash{1}, story});
  }
  std::uint64_t saturated = 0;
  count_evidence(rows, titles, [&](std::uint64_t, const Evidence& e) { saturated += e.headlines == 65'535 ? 1U : 0U; });
  EXPECT_EQ(saturated, 200'000U);
}

}  // namespace
}  // namespace testing
}  // namespace presswash
