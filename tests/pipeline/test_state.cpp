#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>
#include <unistd.h>

#include "base/hash.h"
#include "pipeline/clean.h"
#include "pipeline/learn.h"
#include "read/json_text.h"
#include "read/parse_record.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

namespace fs = std::filesystem;

const std::string scrape = std::string(PRESSWASH_SOURCE_DIR) + "/corpus/scrape.jsonl";

/// A temporary folder that goes when the test ends.
class States : public ::testing::Test {
 protected:
  States() {
    std::string path = (fs::temp_directory_path() / "presswash-state-XXXXXX").string();
    folder_ = ::mkdtemp(path.data());
  }
  ~States() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  [[nodiscard]] fs::path file(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] fs::path written(const std::string& name, const std::string& bytes) const {
    std::ofstream(file(name), std::ios::binary) << bytes;
    return file(name);
  }

 private:
  fs::path folder_;
};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

Result<State> learn_files(const std::vector<fs::path>& files, const LearnOptions& options = {}) {
  auto inputs = InputSet::open(files, {});
  if (!inputs) return std::move(inputs).error();
  return learn(*inputs, {}, options);
}

std::vector<Document> documents_of(const fs::path& path) {
  const auto inputs = InputSet::open({path}, {});
  std::vector<Document> out;
  if (!inputs) return out;
  const auto reader = inputs->reader();
  RecordParser parser{{}};
  RawRecord raw;
  for (auto more = reader->next(raw); more && *more; more = reader->next(raw)) {
    auto document = parser.parse(raw);
    if (document) out.push_back(std::move(*document));
  }
  return out;
}

/// Everything that was decided on a document, as text; documents are named by their id, not by their number.
std::string decided(const State& state, const Outcome& outcome) {
  std::ostringstream out;
  const Membership& member = outcome.membership;
  out << outcome.id << ' ' << outcome.held_back << ' ' << outcome.copies << ' ' << member.cluster.value << ' '
      << static_cast<int>(member.role) << ' ' << static_cast<int>(member.relation) << ' ' << member.jaccard << ' '
      << member.containment << ' ' << member.unique << ' '
      << (member.survivor == no_document ? "-" : state.id(member.survivor.value));
  for (const auto& [block, verdict] : outcome.blocks) {
    out << '\n'
        << block.offset << '+' << block.length << ' ' << name_of(verdict.kind) << ' ' << verdict.score << ' '
        << static_cast<int>(verdict.signs.bits) << ' ' << verdict.evidence.clusters << ' '
        << verdict.evidence.masked_clusters << ' ' << verdict.evidence.sites << ' ' << verdict.evidence.variants << ' '
        << verdict.evidence.headlines << ' ' << verdict.evidence.stories << ' ' << verdict.evidence.copies << ' '
        << verdict.removed;
  }
  return std::move(out).str();
}

std::map<std::string, std::string> all_decided(const State& state, const std::vector<Document>& documents) {
  std::map<std::string, std::string> out;
  for (const Document& document : documents) out[document.id] = decided(state, apply(state, document));
  return out;
}

void expect_same(const std::map<std::string, std::string>& a, const std::map<std::string, std::string>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (const auto& [id, what] : a) ASSERT_EQ(what, b.at(id)) << id;
}

/// A story whose words no other number has.
std::string story(unsigned number, unsigned sentences = 12) {
  static const std::vector<std::string> words = {
      "council", "harbour", "bakery", "orchestra", "railway", "museum", "opened", "rejected", "repaired", "postponed",
      "bridge",  "budget",  "ferry",  "orchard",   "tunnel",  "clock",  "garden", "statue",   "measured", "painted"};
  Random random(number * 7919U + 1U);
  std::string out;
  for (unsigned i = 0; i < sentences; ++i) {
    out += "After " + std::to_string(random() % 90 + 2) + " weeks";
    for (int k = 0; k < 14; ++k) out += (k % 5 == 4 ? " the " : " ") + words[random() % words.size()];
    out += " and nobody from there said more.\n";
  }
  return out;
}

Document document(const std::string& id, const std::string& site, const std::string& text) {
  Document out;
  out.id = id;
  out.site = site;
  out.text = text;
  return out;
}

std::string record(const std::string& id, const std::string& site, const std::string& text) {
  return "{\"id\":" + json_string(id) + ",\"site\":" + json_string(site) + ",\"text\":" + json_string(text) + "}\n";
}

TEST_F(States, ApplyGivesADocumentOfTheScrapeItsOutcome) {
  const auto state = learn_files({scrape});
  ASSERT_TRUE(state.ok()) << state.error().text();
  const auto documents = documents_of(scrape);
  ASSERT_EQ(documents.size(), state->size());
  EXPECT_GT(state->copies().clustering.clusters.size(), 20U);
  for (const Document& document : documents) {
    const auto outcome = state->outcome_of(document);
    ASSERT_TRUE(outcome.ok()) << document.id;
    EXPECT_EQ(decided(*state, apply(*state, document)), decided(*state, *outcome));
    Document elsewhere = document;
    elsewhere.source = {.input = 7, .record = 99'999};
    EXPECT_EQ(decided(*state, apply(*state, elsewhere)), decided(*state, *outcome)) << "read from elsewhere";
  }
}

TEST_F(States, ApplyRemovesWhatASitePrintsUnderOtherStories) {
  const std::string house = "The Lower Town Almanac is set by hand in the old granary behind the weir.\n";
  std::string rows;
  for (unsigned i = 0; i < 12; ++i) rows += record("d" + std::to_string(i), "almanac.example", story(i) + house);
  const auto state = learn_files({written("scrape.jsonl", rows)});
  ASSERT_TRUE(state.ok());
  Document unseen = document("new", "almanac.example", story(500) + house);
  EXPECT_EQ(cleaned_text(unseen.text, apply(*state, unseen).blocks), story(500));
  unseen.site = "elsewhere.example";
  for (const JudgedBlock& judged : apply(*state, unseen).blocks)
    EXPECT_EQ(judged.verdict.evidence.clusters, 0) << "no evidence for that site";
}

TEST_F(States, ApplyFindsTheClusterOfAnUnseenCopy) {
  const auto state =
      learn_files({written("scrape.jsonl", record("a", "a.example", story(1)) + record("b", "b.example", story(2)))});
  ASSERT_TRUE(state.ok());
  const Outcome outcome = apply(*state, document("c", "c.example", story(2)));
  EXPECT_EQ(outcome.membership.role, Role::Removed);
  EXPECT_EQ(state->id(outcome.membership.survivor.value), "b");
  EXPECT_EQ(apply(*state, document("d", "", story(3))).membership.role, Role::Alone);
}

TEST_F(States, SavedAndLoadedDecideTheSame) {
  const auto state = learn_files({scrape});
  ASSERT_TRUE(state.ok());
  const Status saved = save(*state, file("state"));
  ASSERT_TRUE(saved.ok()) << saved.error().text();
  const auto loaded = load(file("state"), {});
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  const auto documents = documents_of(scrape);
  expect_same(all_decided(*state, documents), all_decided(*loaded, documents));
  ASSERT_TRUE(save(*loaded, file("again")).ok());
  EXPECT_TRUE(bytes_of(file("state")) == bytes_of(file("again")));
}

TEST_F(States, DamagedFilesAreErrors) {
  const auto state = learn_files(
      {written("s.jsonl", record("a", "a.example", story(1)) + record("b", "b.example", story(1) + story(2)))});
  ASSERT_TRUE(state.ok());
  ASSERT_TRUE(save(*state, file("state")).ok());
  const std::string whole = bytes_of(file("state"));
  ASSERT_TRUE(load(file("state"), {}).ok());
  for (std::size_t size = 0; size < whole.size(); size += size < 200 ? 1 : 97) {
    const auto cut = load(written("cut", whole.substr(0, size)), {});
    ASSERT_FALSE(cut.ok()) << "cut after " << size;
    EXPECT_EQ(cut.error().code, ErrorCode::CorruptInput) << "cut after " << size;
  }
  for (const std::uint64_t seed : seeds(300)) {
    Random random(seed);
    std::string flipped = whole;
    const std::size_t at = random() % flipped.size();
    flipped[at] = static_cast<char>(flipped[at] ^ static_cast<char>(1U << (random() % 8)));
    ASSERT_FALSE(load(written("flipped", flipped), {}).ok()) << seed;
  }
  EXPECT_FALSE(load(written("more", whole + "more"), {}).ok());
  EXPECT_EQ(load(file("absent"), {}).error().code, ErrorCode::NotFound);
}

TEST_F(States, MergedHalvesDecideAsIfLearnedTogether) {
  std::string half[2];
  std::istringstream rows(bytes_of(scrape));
  std::size_t number = 0;
  for (std::string row; std::getline(rows, row); ++number) half[number % 2] += row + "\n";
  const std::vector<fs::path> halves = {written("0.jsonl", half[0]), written("1.jsonl", half[1])};
  const auto together = learn_files({scrape});
  std::vector<State> states;
  for (const fs::path& path : halves) {
    auto state = learn_files({path});
    ASSERT_TRUE(state.ok());
    states.push_back(std::move(*state));
  }
  const auto merged = merge(std::move(states));
  ASSERT_TRUE(together.ok());
  ASSERT_TRUE(merged.ok()) << merged.error().text();
  const auto documents = documents_of(scrape);
  expect_same(all_decided(*together, documents), all_decided(*merged, documents));
}

TEST_F(States, OfNothingAreNotMerged) { EXPECT_EQ(merge({}).error().code, ErrorCode::InvalidArgument); }

TEST_F(States, LearnedWithDifferentOptionsAreNotMerged) {
  const fs::path path = written("s.jsonl", record("a", "a.example", story(1)));
  LearnOptions other;
  other.rounds.copies.jaccard = 0.7;
  std::vector<State> states;
  for (const LearnOptions& options : {LearnOptions{}, other}) states.push_back(*learn_files({path}, options));
  const auto merged = merge(std::move(states));
  ASSERT_FALSE(merged.ok());
  EXPECT_EQ(merged.error().code, ErrorCode::InvalidArgument);
}

TEST_F(States, LearnedWithDifferentRulesAreNotMerged) {
  const fs::path path = written("s.jsonl", record("a", "a.example", story(1)));
  LearnOptions other;
  other.rules = *RuleSet::parse("a.example strip Read more\n", "my.rules");
  std::vector<State> states;
  for (const LearnOptions& options : {LearnOptions{}, other}) states.push_back(*learn_files({path}, options));
  const auto merged = merge(std::move(states));
  ASSERT_FALSE(merged.ok());
  EXPECT_EQ(merged.error().code, ErrorCode::InvalidArgument);
}

TEST_F(States, LearnedWithOtherRulesAreNotLoaded) {
  LearnOptions options;
  options.rules = *RuleSet::parse("a.example strip Read more\n", "my.rules");
  const auto state = learn_files({written("s.jsonl", record("a", "a.example", story(1)))}, options);
  ASSERT_TRUE(state.ok());
  ASSERT_TRUE(save(*state, file("state")).ok());
  EXPECT_TRUE(load(file("state"), options).ok());
  const auto without = load(file("state"), {});
  ASSERT_FALSE(without.ok());
  EXPECT_EQ(without.error().code, ErrorCode::VersionMismatch);
  EXPECT_THAT(without.error().message, ::testing::HasSubstr(to_hex(options.rules.fingerprint())));
  EXPECT_THAT(without.error().message, ::testing::HasSubstr(to_hex(RuleSet{}.fingerprint())));
}

TEST_F(States, TellDocumentsApartThatDifferInTheirTitleOnly) {
  const auto titled = [](const std::string& title) {
    std::string row = record("a", "a.example", story(1));
    row.insert(1, "\"title\":" + json_string(title) + ",");
    return row;
  };
  std::map<std::string, std::string> first;
  for (const bool turned : {false, true}) {
    const std::string rows =
        turned ? titled("Towers painted") + titled("Ferry moored") : titled("Ferry moored") + titled("Towers painted");
    const fs::path path = written("s.jsonl", rows);
    const auto state = learn_files({path});
    ASSERT_TRUE(state.ok());
    std::map<std::string, std::string> ids;  // by title
    for (const Document& document : documents_of(path)) {
      Document elsewhere = document;
      elsewhere.source = {.input = 7, .record = 99'999};
      const auto outcome = state->outcome_of(elsewhere);
      ASSERT_TRUE(outcome.ok());
      ids[document.title] = outcome->id;
    }
    EXPECT_NE(ids["Ferry moored"], ids["Towers painted"]);
    if (!turned) first = ids;
    EXPECT_EQ(ids, first);
  }
}

TEST_F(States, WithoutAnyTextNameTheFieldThatHoldsMost) {
  const std::string rows =
      R"({"headline":"Ferry moored","url":"https://a.example/1","body":"The ferry stays moored until the towers are painted."})"
      "\n"
      R"({"headline":"Towers painted","url":"https://a.example/2","tags":["a","b","c"]})"
      "\n";
  const auto state = learn_files({written("s.jsonl", rows)});
  ASSERT_FALSE(state.ok());
  EXPECT_THAT(state.error().message,
              ::testing::EndsWith("they have: headline, url, body, tags. Use --field text=body"));
  const auto numbers = learn_files({written("n.jsonl", R"({"a":1,"b":[2]})")});
  ASSERT_FALSE(numbers.ok());
  EXPECT_THAT(numbers.error().message, ::testing::EndsWith("they have: a, b. Use --field text=NAME"));
}

TEST_F(States, EndTheirRoundsInTimeAndTheSameForAnyThreads) {
  const auto documents = documents_of(scrape);
  for (const unsigned max_rounds : {1U, 2U, 4U}) {
    LearnOptions options;
    options.rounds.max_rounds = max_rounds;
    std::map<std::string, std::string> first;
    for (const std::size_t threads : {1U, 2U, 5U}) {
      const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
      const auto state = learn_files({scrape}, options);
      ASSERT_TRUE(state.ok());
      EXPECT_LE(state->rounds().size(), max_rounds + 1U);  // the start is one more
      const auto now = all_decided(*state, documents);
      if (first.empty()) first = now;
      expect_same(first, now);
    }
  }
}

TEST_F(States, KeepTheStoriesThatASiteRunsAgain) {
  std::string rows;
  for (unsigned day = 0; day < 10; ++day)
    for (unsigned i = 0; i < 4; ++i)
      rows += record(std::to_string(day) + "-" + std::to_string(i), "rerun.example", story(i));
  for (unsigned i = 4; i < 10; ++i) rows += record("once-" + std::to_string(i), "rerun.example", story(i));
  const fs::path path = written("scrape.jsonl", rows);
  const auto state = learn_files({path});
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state->copies().clustering.clusters.size(), 4U);
  for (const Document& document : documents_of(path))
    EXPECT_EQ(cleaned_text(document.text, apply(*state, document).blocks), document.text) << document.id;
}

TEST_F(States, NoticeAnInputThatChangesBetweenThePasses) {
  const std::string before = record("a", "a.example", story(1)) + record("b", "b.example", story(2));
  const std::string after = record("a", "a.example", story(1)) + record("b", "b.example", story(3));
  const fs::path path = written("scrape.jsonl", before);
  CleanOptions options;
  options.out = file("out");
  bool changed = false;
  const auto figures = clean({path}, options, [&](const Progress& at) {
    if (!changed && at.stage != "reading") {
      changed = written("scrape.jsonl", after) == path;
    }
    return true;
  });
  ASSERT_TRUE(changed);
  ASSERT_FALSE(figures.ok());
  EXPECT_EQ(figures.error().code, ErrorCode::InputChanged) << figures.error().text();
  EXPECT_FALSE(fs::exists(file("out")));
}

TEST_F(States, DoNotKnowADocumentThatWasNotRead) {
  const auto state = learn_files({written("s.jsonl", record("a", "a.example", story(1)))});
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state->outcome_of(document("b", "", "x")).error().code, ErrorCode::InputChanged);
}

}  // namespace
}  // namespace presswash::testing
