#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include "base/hash.h"
#include "pipeline/columns.h"
#include "pipeline/scrape_evidence.h"
#include "reference/evidence.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

std::size_t below(Random& random, std::size_t bound) { return random() % bound; }

/// The words of the block with this hash.
std::vector<TokenHash> words_of(BlockHash hash) {
  std::vector<TokenHash> words;
  for (std::uint64_t i = 0; i < hash.value % 4; ++i) words.push_back(static_cast<TokenHash>(mix64(hash.value + i)));
  return words;
}

/// Columns in chunks of any size, whose few hashes, sites and titles collide.
ColumnChunk random_chunk(Random& random, std::size_t most) {
  ColumnChunk chunk;
  for (std::size_t d = 0; d < below(random, most + 1); ++d) {
    DocumentRow row;
    row.id = std::to_string(random());
    row.site = below(random, 5) == 0 ? no_site : SiteIndex{static_cast<std::uint32_t>(below(random, 3))};
    if (below(random, 2) == 0) row.title = BlockHash{mix64(below(random, 10))};
    row.block_count = static_cast<std::uint32_t>(below(random, 8));
    for (std::uint32_t i = 0; i < row.block_count; ++i) {
      const BlockHash hash{mix64(below(random, 10))};
      const std::vector<TokenHash> words = words_of(hash);
      BlockRow block;
      block.length = i;
      chunk.blocks.push_back(block);
      chunk.texts.push_back({.hash = hash,
                             .masked = BlockHash{mix64(hash.value % 4)},
                             .token_count = static_cast<std::uint32_t>(words.size())});
      chunk.tokens.insert(chunk.tokens.end(), words.begin(), words.end());
    }
    chunk.documents.push_back(row);
  }
  return chunk;
}

TEST(ScrapeColumns, GiveBackWhatWasAdded) {
  for (const std::uint64_t seed : seeds(50)) {
    Random random(seed);
    ScrapeColumns columns;
    std::vector<ColumnChunk> copies;
    for (int i = 0; i < 5; ++i) {
      copies.push_back(random_chunk(random, 6));
      columns.add(ColumnChunk(copies.back()));
    }
    columns.make_verdicts();
    std::size_t d = 0;
    std::uint64_t slot = 0;
    std::set<BlockHash> different;
    for (const ColumnChunk& chunk : copies) {
      std::size_t at = 0;
      for (const DocumentRow& row : chunk.documents) {
        ASSERT_LT(d, columns.size());
        EXPECT_EQ(columns.document(d).id, row.id);
        EXPECT_EQ(columns.first_slot(d), slot);
        ASSERT_EQ(columns.blocks(d).size(), row.block_count);
        ASSERT_EQ(columns.verdicts(d).size(), row.block_count);
        ASSERT_EQ(columns.evidence(d).size(), row.block_count);
        std::vector<TokenHash> expected{1, 2};
        for (std::uint32_t i = 0; i < row.block_count; ++i, ++at) {
          const TextId text = columns.blocks(d)[i].text;
          different.insert(chunk.texts[at].hash);
          EXPECT_EQ(columns.texts().hash(text), chunk.texts[at].hash);
          EXPECT_EQ(columns.texts().masked(text), chunk.texts[at].masked);
          EXPECT_EQ(columns.texts().find(chunk.texts[at].hash), text);
          EXPECT_EQ(columns.blocks(d)[i].length, chunk.blocks[at].length);
          const bool article = below(random, 2) == 0;
          columns.verdicts(d)[i].set_kind(article ? Kind::Article : Kind::Share);
          if (!article) continue;
          const auto words = words_of(chunk.texts[at].hash);
          expected.insert(expected.end(), words.begin(), words.end());
        }
        std::vector<TokenHash> words{1, 2};  // what is in it stays
        columns.append(DocumentIndex{static_cast<std::uint32_t>(d)}, words);
        EXPECT_EQ(words, expected) << seed;
        slot += row.block_count;
        ++d;
      }
    }
    EXPECT_EQ(columns.size(), d);
    EXPECT_EQ(columns.block_count(), slot);
    EXPECT_EQ(columns.texts().size(), different.size());
    EXPECT_EQ(columns.texts().find(BlockHash{1}), std::nullopt);
    EXPECT_GE(columns.memory_bytes(), slot * sizeof(BlockRow));
  }
}

TEST(ScrapeColumns, BeforeTheFirstRoundEveryWordCounts) {
  Random random(3);
  ScrapeColumns columns;
  ColumnChunk chunk = random_chunk(random, 6);
  while (chunk.documents.empty()) chunk = random_chunk(random, 6);
  const std::vector<TokenHash> all = chunk.tokens;
  columns.add(std::move(chunk));
  std::vector<TokenHash> words;
  for (std::uint32_t d = 0; d < columns.size(); ++d) columns.append(DocumentIndex{d}, words);
  EXPECT_EQ(words, all);
}

TEST(VerdictRow, GivesBackTheVerdict) {
  const Evidence evidence{.clusters = 3, .sites = 7};
  for (int score = 0; score <= 1000; ++score) {
    Verdict verdict{.kind = static_cast<Kind>(score % static_cast<int>(kind_count)),
                    .score = static_cast<float>(std::round(score) / 1000.0),
                    .signs = {},
                    .evidence = evidence,
                    .removed = score % 2 == 0};
    verdict.signs.bits = static_cast<std::uint8_t>(score % 256);
    EXPECT_EQ(VerdictRow(verdict).with(evidence), verdict);
  }
}

TEST(ScrapeColumns, TakeAnotherScrapeBehindTheirOwn) {
  Random random(4);
  ScrapeColumns first;
  ScrapeColumns second;
  first.add(random_chunk(random, 20));
  second.add(random_chunk(random, 20));
  std::vector<std::string> ids;
  std::vector<SiteIndex> sites;
  for (std::size_t d = 0; d < first.size(); ++d) sites.push_back(first.document(d).site);
  for (std::size_t d = 0; d < first.size(); ++d) ids.push_back(first.document(d).id);
  for (std::size_t d = 0; d < second.size(); ++d) {
    const SiteIndex site = second.document(d).site;
    sites.push_back(site == no_site ? no_site : SiteIndex{site.value + 10});
    ids.push_back(second.document(d).id);
  }
  first.take(std::move(second), {SiteIndex{10}, SiteIndex{11}, SiteIndex{12}});
  ASSERT_EQ(first.size(), ids.size());
  for (std::size_t d = 0; d < ids.size(); ++d) {
    EXPECT_EQ(first.document(d).id, ids[d]);
    EXPECT_EQ(first.document(d).site, sites[d]);
  }
}

/// The story of every document as the reference sees it.
std::vector<std::uint32_t> stories_of(const std::vector<ClusterId>& clusters, std::size_t documents) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t d = 0; d < documents; ++d) {
    const bool clustered = !clusters.empty() && clusters[d].value != 0;
    out.push_back(clustered ? 1'000'000 + static_cast<std::uint32_t>(clusters[d].value) : d);
  }
  return out;
}

TEST(ScrapeEvidence, EqualsTheReferenceForAnyClustersAndThreadsHoweverOftenItIsCounted) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, 4);
  for (const std::uint64_t seed : seeds(60)) {
    Random random(seed);
    ScrapeColumns columns;
    for (int i = 0; i < 4; ++i) columns.add(random_chunk(random, 8));
    columns.make_verdicts();
    ScrapeEvidence evidence(columns);
    std::vector<ClusterId> clusters;
    for (const int round : {0, 1, 2, 3, 4}) {
      if (round == 1) {
        clusters.resize(columns.size());
        for (ClusterId& cluster : clusters) cluster = ClusterId{below(random, 6)};
      } else if (round == 2 || round == 3) {  // a few documents change their story
        for (ClusterId& cluster : clusters)
          if (below(random, 5) == 0) cluster = ClusterId{below(random, 6)};
      } else {
        clusters.clear();
      }
      std::vector<std::vector<Evidence>> before;
      for (std::size_t d = 0; d < columns.size(); ++d) {
        const auto blocks = evidence.of(d).blocks;
        before.emplace_back(blocks.begin(), blocks.end());
      }
      tbb::task_arena arena(round % 2 == 0 ? 4 : 1);
      arena.execute([&] { evidence.count(clusters); });

      const auto stories = stories_of(clusters, columns.size());
      std::vector<EvidenceRow> rows;
      std::vector<TitleRow> titles;
      for (std::size_t d = 0; d < columns.size(); ++d) {
        if (columns.document(d).title.value != 0) titles.push_back({columns.document(d).title, stories[d]});
        for (const BlockRow& block : columns.blocks(d))
          rows.push_back({columns.texts().hash(block.text), columns.texts().masked(block.text),
                          columns.document(d).site, stories[d], rows.size()});
      }
      for (std::size_t d = 0; d < columns.size(); ++d) {
        const DocumentEvidence found = evidence.of(d);
        ASSERT_EQ(found.blocks.size(), columns.blocks(d).size());
        for (std::size_t i = 0; i < found.blocks.size(); ++i)
          EXPECT_EQ(found.blocks[i], reference::evidence_of(rows[columns.first_slot(d) + i], rows, titles)) << seed;
        EXPECT_TRUE(evidence.changed(d) || std::ranges::equal(found.blocks, before[d])) << seed;

        std::set<std::uint32_t> site_stories;
        std::set<SiteIndex> story_sites;
        const SiteIndex site = columns.document(d).site;
        for (std::size_t other = 0; other < columns.size(); ++other) {
          const SiteIndex there = columns.document(other).site;
          if (there == no_site) continue;
          if (there == site) site_stories.insert(stories[other]);
          if (stories[other] == stories[d]) story_sites.insert(there);
        }
        EXPECT_EQ(found.context.site_clusters, site_stories.size()) << seed;
        EXPECT_EQ(found.context.story_sites, story_sites.size()) << seed;
        EXPECT_EQ(evidence.informative(d), site_stories.size() >= 2 || story_sites.size() >= 2) << seed;
      }
    }
  }
}

}  // namespace
}  // namespace presswash::testing
