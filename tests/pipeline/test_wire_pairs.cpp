#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "pipeline/clean.h"

namespace presswash {
namespace {

/// Two stories of a news wire that were read side by side and judged. `joined` is a random sample of the pairs that one
/// cluster held when they were read, `more` what was left of those with different texts, `below` the pairs nearest to
/// the thresholds from below, `apart` pairs above them that were in no cluster together.
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

TEST(WirePairs, AreJoinedWhenReadAsCopies) {
  const std::filesystem::path wire = std::filesystem::path(PRESSWASH_SHARED_DATA) / "wire.jsonl.gz";
  if (!std::filesystem::exists(wire)) GTEST_SKIP() << "no shared data in " << PRESSWASH_SHARED_DATA;
  const std::vector<Pair> pairs = read_pairs();
  ASSERT_EQ(pairs.size(), 588U);

  std::unordered_map<std::string, std::uint64_t> cluster;
  const auto figures = judge_all(
      {wire}, {},
      [&](const Document&, const Outcome& outcome) -> Status {
        cluster[outcome.id] = outcome.membership.cluster.value;
        return Done{};
      },
      [](const UnreadRecord&) {});
  ASSERT_TRUE(figures.ok()) << figures.error().message;

  Share precision;
  Share recall;
  Share apart;
  std::vector<const Pair*> wrong;
  std::vector<const Pair*> missed;
  for (const Pair& pair : pairs) {
    ASSERT_TRUE(cluster.contains(pair.a) && cluster.contains(pair.b)) << pair.a << ' ' << pair.b;
    if (pair.verdict == "unsure") continue;
    const bool copies = pair.verdict == "copy";
    const bool joined = cluster[pair.a] != 0 && cluster[pair.a] == cluster[pair.b];
    if (joined) precision.count(copies);
    if (joined && !copies) wrong.push_back(&pair);
    if (!copies) continue;
    (pair.set == "apart" ? apart : recall).count(joined);
    if (!joined) missed.push_back(&pair);
  }
  RecordProperty("precision", std::to_string(precision.value()));
  RecordProperty("recall", std::to_string(recall.value()));
  RecordProperty("recall_apart", std::to_string(apart.value()));
  EXPECT_GE(precision.value(), 0.97) << precision.of << " judged pairs are joined, wrongly:" << named(wrong);
  EXPECT_GE(recall.value(), 0.95) << "not joined, those found apart included (" << apart.of - apart.hits << " of "
                                  << apart.of << "):" << named(missed);
}

}  // namespace
}  // namespace presswash
