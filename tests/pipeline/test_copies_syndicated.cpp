#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <unordered_map>

#include <gtest/gtest.h>
#include <simdjson.h>
#include <tbb/task_arena.h>
#include <zlib.h>

#include "pipeline/copies.h"
#include "reference/story_maker.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

std::string read_gzip(const std::string& path) {
  std::string out;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return out;
  std::string buffer(1U << 20U, '\0');
  for (int got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size())); got > 0;
       got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) {
    out.append(buffer, 0, static_cast<std::size_t>(got));
  }
  gzclose(file);
  return out;
}

struct Known {
  testing::Scrape scrape;
  std::vector<std::int64_t> story;
};

/// The scrape with only the lines that its truth calls article text; each line is judged wrongly with probability
/// `wrong`.
Known load(const std::string& name, double wrong) {
  const std::string folder = std::string(PRESSWASH_SHARED_DATA) + "/syndicated/";
  Known known;
  simdjson::dom::parser parser;
  std::unordered_map<std::string, std::pair<std::int64_t, std::string>> truth;
  const simdjson::padded_string truths(read_gzip(folder + name + ".truth.jsonl.gz"));
  for (simdjson::dom::element row : parser.parse_many(truths)) {
    truth[std::string(row["id"].get_c_str().value())] = {row["cluster"].get_int64().value(),
                                                         row["lines"].get_c_str().value()};
  }
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> chance(0, 1);
  Tokenizer tokenizer;
  const simdjson::padded_string documents(read_gzip(folder + name + ".scrape.jsonl.gz"));
  for (simdjson::dom::element row : parser.parse_many(documents)) {
    const auto& [story, letters] = truth[std::string(row["id"].get_c_str().value())];
    std::string text(row["text"].get_string().value());
    testing::Words words;
    std::size_t begin = 0;
    for (const char letter : letters) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if ((letter == 'c') != (chance(random) < wrong)) tokenizer.append(text.substr(begin, end - begin), words);
      begin = std::min(end + 1, text.size());
    }
    known.scrape.add(std::move(words));
    known.story.push_back(story);
  }
  return known;
}

struct Score {
  double precision = 1;
  double recall = 1;
  [[nodiscard]] double f1() const { return 2 * precision * recall / (precision + recall); }
};

Score score(const Known& known, const Clustering& clustering) {
  std::map<std::pair<std::uint64_t, std::int64_t>, double> both;
  std::map<std::uint64_t, double> made;
  std::map<std::int64_t, double> real;
  double pairs = 0;
  double pairs_made = 0;
  double pairs_real = 0;
  for (std::size_t i = 0; i < known.story.size(); ++i) {
    const std::uint64_t cluster = clustering.of[i].cluster.value;
    pairs_real += real[known.story[i]]++;
    if (cluster == 0) continue;
    pairs += both[{cluster, known.story[i]}]++;
    pairs_made += made[cluster]++;
  }
  return {.precision = pairs / pairs_made, .recall = pairs / pairs_real};
}

class Syndicated : public ::testing::TestWithParam<const char*> {};

TEST_P(Syndicated, StoriesAreFoundAsPublished) {
  if (!std::filesystem::exists(std::string(PRESSWASH_SHARED_DATA) + "/syndicated")) {
    GTEST_SKIP() << "no shared data in " << PRESSWASH_SHARED_DATA;
  }
  for (const double wrong : {0.0, 0.03}) {
    const Known known = load(GetParam(), wrong);
    const auto copies = find_copies(known.scrape, known.scrape.facts, {});
    ASSERT_TRUE(copies.ok());
    const Score result = score(known, copies->clustering);
    RecordProperty(wrong > 0 ? "f1_with_wrong_lines" : "f1", std::to_string(result.f1()));
    EXPECT_GE(result.precision, wrong > 0 ? 0.985 : 0.99) << wrong;
    EXPECT_GE(result.recall, wrong > 0 ? 0.97 : 0.99) << wrong;
  }
}

INSTANTIATE_TEST_SUITE_P(Scrapes, Syndicated, ::testing::Values("full", "residual", "stress", "stressfull", "small"));

}  // namespace
}  // namespace presswash
