#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include "pipeline/pair_sample.h"
#include "reference/reference_text.h"
#include "reference/story_maker.h"
#include "titled_scrape.h"

namespace presswash {
namespace {

using ::testing::ElementsAre;
using testing::joined;
using testing::part;
using testing::Scrape;
using testing::StoryMaker;
using testing::Words;

/// Stories with copies over the whole range of similarity, whole and in part, and some of identical text.
Scrape graded_scrape(std::uint64_t seed, std::size_t stories) {
  StoryMaker maker(seed);
  Scrape scrape;
  for (std::size_t i = 0; i < stories; ++i) {
    const Words story = maker.story(40 + maker.below(400));
    scrape.add(story);
    scrape.add(maker.edited(story, 2 + maker.below(40)));
    const double cut = 0.1 + 0.01 * static_cast<double>(maker.below(80));
    scrape.add(joined({part(story, 0, cut), maker.story(20 + maker.below(400))}));
    if (maker.below(4) == 0) scrape.add(story);
  }
  return scrape;
}

PairSample sample_of(const Scrape& scrape, const PairSampleOptions& wanted = {}, int threads = 2,
                     const std::vector<DocumentIndex>& joins = {}) {
  tbb::task_arena arena(threads);
  auto sample = arena.execute([&] { return sample_pairs({scrape, scrape.facts, {}, joins}, wanted); });
  EXPECT_TRUE(sample.ok());
  return sample.ok() ? std::move(*sample) : PairSample{};
}

/// The sample by contents, so that samples of shuffled scrapes can be compared.
using Row = std::tuple<std::uint32_t, std::uint32_t, std::uint64_t, std::uint64_t, std::uint32_t>;
std::vector<Row> rows_of(const PairSample& sample, const Scrape& scrape) {
  std::vector<Row> out;
  for (const SampledPair& pair : sample.pairs)
    out.emplace_back(pair.number, pair.bin, scrape.facts[pair.a.value].content.value,
                     scrape.facts[pair.b.value].content.value, pair.overlap.shared);
  return out;
}

// The slow twin: every two different texts, by their sets.
TEST(PairSample, CountsThePairsThatExactComparisonFinds) {
  std::uint64_t exact = 0;
  std::uint64_t counted = 0;
  for (const std::uint64_t seed : testing::seeds(3)) {
    const Scrape scrape = graded_scrape(seed, 120);
    const PairSample sample = sample_of(scrape);
    std::vector<std::set<ShingleHash>> sets;
    std::set<Words> texts;
    for (const Words& words : scrape.documents) {
      const auto set = reference::shingle_set(words);
      sets.emplace_back();
      if (texts.insert(words).second) sets.back() = {set.begin(), set.end()};
    }
    std::vector<std::uint64_t> counts(sample.bins.size());
    for (std::size_t a = 0; a < sets.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        if (std::min(sets[a].size(), sets[b].size()) < 8) continue;
        const auto shared = static_cast<std::uint32_t>(
            std::ranges::count_if(sets[a], [&](ShingleHash shingle) { return sets[b].contains(shingle); }));
        const Overlap overlap{.shared = shared,
                              .size_a = static_cast<std::uint32_t>(sets[a].size()),
                              .size_b = static_cast<std::uint32_t>(sets[b].size())};
        if (shared < 8) continue;
        for (std::size_t bin = 0; bin < counts.size(); ++bin) {
          const bool by_jaccard = sample.bins[bin].set == PairSet::Jaccard;
          if (!by_jaccard && overlap.jaccard() >= CopyOptions{}.jaccard) continue;
          const double value = by_jaccard ? overlap.jaccard() : overlap.containment();
          const double to = sample.bins[bin].to == 1.0 ? 1.1 : sample.bins[bin].to;
          counts[bin] += value >= sample.bins[bin].from && value < to ? 1U : 0U;
        }
      }
    }
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
      EXPECT_LE(sample.bins[bin].pairs, counts[bin]) << seed << " bin " << bin;
      counted += sample.bins[bin].pairs;
      exact += counts[bin];
    }
    counted += sample.look_alikes;  // small parts of briefs
  }
  ASSERT_GT(exact, 700U);
  // One in twenty may be missed of the shortest texts, next to none of the others.
  EXPECT_GE(static_cast<double>(counted), 0.99 * static_cast<double>(exact)) << counted << " of " << exact;
}

TEST(PairSample, MeasuresPairsExactlyAndPutsThemIntoTheirBins) {
  const Scrape scrape = graded_scrape(7, 150);
  const PairSample sample = sample_of(scrape);
  std::map<std::uint32_t, std::uint64_t> by_bin;
  for (const SampledPair& pair : sample.pairs) {
    const auto a = reference::shingle_set(scrape.documents[pair.a.value]);
    const auto b = reference::shingle_set(scrape.documents[pair.b.value]);
    ASSERT_EQ(pair.overlap.shared, reference::shared(a, b));
    ASSERT_EQ(pair.overlap.size_a, a.size());
    ASSERT_EQ(pair.overlap.size_b, b.size());
    ASSERT_LT(scrape.facts[pair.a.value].content, scrape.facts[pair.b.value].content);
    const PairBin& bin = sample.bins[pair.bin];
    const double value = bin.set == PairSet::Jaccard ? pair.overlap.jaccard() : pair.overlap.containment();
    EXPECT_GE(value, bin.from);
    EXPECT_LE(value, bin.to);
    if (bin.set == PairSet::Containment) {
      EXPECT_LT(pair.overlap.jaccard(), CopyOptions{}.jaccard);
    }
    ++by_bin[pair.bin];
  }
  // As many of each bin, or all it has.
  std::uint64_t most = 0;
  for (const auto& [bin, count] : by_bin) most = std::max(most, count);
  for (std::uint32_t bin = 0; bin < sample.bins.size(); ++bin)
    EXPECT_GE(by_bin[bin] + 1, std::min(most, sample.bins[bin].pairs)) << bin;
}

TEST(PairSample, NumbersPairsSoThatTheFirstOnesAreOfAllBins) {
  const Scrape scrape = graded_scrape(8, 150);
  const PairSample sample = sample_of(scrape);
  std::set<std::uint32_t> filled;
  for (const SampledPair& pair : sample.pairs) filled.insert(pair.bin);
  std::set<std::uint32_t> early;
  std::uint32_t last = 0;
  for (const SampledPair& pair : sample.pairs) {
    EXPECT_TRUE(pair.number == last || pair.number == last + 1);
    last = pair.number;
    if (pair.number <= filled.size()) early.insert(pair.bin);
  }
  EXPECT_EQ(early, filled);
}

TEST(PairSample, IsTheSameForAnyNumberOfThreads) {
  const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, 8);
  const Scrape scrape = graded_scrape(9, 300);
  const auto one = rows_of(sample_of(scrape, {}, 1), scrape);
  EXPECT_EQ(rows_of(sample_of(scrape, {}, 2), scrape), one);
  EXPECT_EQ(rows_of(sample_of(scrape, {}, 8), scrape), one);
}

TEST(PairSample, IsTheSameForAnyOrderOfTheInputAndAnotherForAnotherSeed) {
  const Scrape scrape = graded_scrape(10, 200);
  const auto straight = rows_of(sample_of(scrape), scrape);
  std::vector<std::uint32_t> order(scrape.size());
  std::iota(order.begin(), order.end(), 0U);
  testing::Random random(5);
  std::shuffle(order.begin(), order.end(), random);
  Scrape shuffled;
  for (const std::uint32_t at : order) {
    shuffled.documents.push_back(scrape.documents[at]);
    shuffled.facts.push_back(scrape.facts[at]);
  }
  EXPECT_EQ(rows_of(sample_of(shuffled), shuffled), straight);
  EXPECT_NE(rows_of(sample_of(scrape, {.pairs = 200, .seed = 2}), scrape), straight);
}

TEST(PairSample, OfTooFewPairsOrNoneIsRefusedOrEmpty) {
  const Scrape nothing;
  EXPECT_TRUE(sample_of(nothing).pairs.empty());
  const auto refused = sample_pairs({nothing, nothing.facts, {}, {}}, {.pairs = 10});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
}

TEST(PairSample, LeavesJoinsOut) {
  const Scrape scrape = graded_scrape(12, 60);
  const PairSample all = sample_of(scrape);
  const std::vector<DocumentIndex> joins = {all.pairs.front().a};
  const PairSample rest = sample_of(scrape, {}, 2, joins);
  EXPECT_GT(rest.of_joins, 0U);
  EXPECT_EQ(rest.measured, all.measured);
  for (const SampledPair& pair : rest.pairs) EXPECT_TRUE(pair.a != joins.front() && pair.b != joins.front());
}

/// Made up from a few thousand words of a topic.
class TextMaker {
 public:
  std::string text(std::size_t words, std::uint64_t topic) {
    std::string out;
    for (std::size_t i = 0; i < words; ++i)
      out += "w" + std::to_string(topic) + "x" + std::to_string(maker_.below(4000)) + " ";
    return out;
  }
  /// The same words with other figures among them each time.
  std::string report(std::uint64_t topic) {
    TextMaker same(topic);
    std::string out;
    for (int i = 0; i < 12; ++i) out += same.text(14, topic) + std::to_string(1000 + maker_.below(8000)) + " ";
    return out;
  }
  explicit TextMaker(std::uint64_t seed) : maker_(seed) {}

  std::uint64_t below(std::uint64_t end) { return maker_.below(end); }

 private:
  StoryMaker maker_;
};

/// Three texts of each: whole, cut, and told on.
void add_stories(testing::Titled& scrape) {
  TextMaker maker(14);
  for (std::uint64_t i = 0; i < 40; ++i) {
    const std::string story = maker.text(60 + maker.below(200), i);
    const std::string title = "headline h" + std::to_string(i);
    scrape.add(story, title);
    scrape.add(story.substr(0, story.find(' ', story.size() / 2)), title);
    scrape.add(maker.text(20, i) + story, title);
  }
}

/// Notices that differ in a name, reports in their figures, and an item of a long text.
void add_look_alikes(testing::Titled& scrape) {
  TextMaker maker(15);
  const std::string notice = "the board sets a dividend payable to holders of record in the usual way it said today";
  for (const char* name : {"harrowgate", "osprey", "lantern", "millbrook"})
    scrape.add(notice + " " + name, std::string(name) + " dividend");
  for (int i = 0; i < 4; ++i) scrape.add(maker.report(900), "market");
  const std::string item = maker.text(40, 902);
  scrape.add(item, "item of its own");
  scrape.add(maker.text(300, 903) + item + maker.text(10, 904), "review of the day");
}

PairSample sample_of(const testing::Titled& scrape) {
  tbb::task_arena arena(2);
  auto sample = arena.execute([&] { return sample_pairs({scrape, scrape.facts, {}, {}}, {}); });
  EXPECT_TRUE(sample.ok());
  return sample.ok() ? std::move(*sample) : PairSample{};
}

// What calibrate counts from the thresholds on are the pairs that a run verifies.
TEST(PairSample, TellsLookAlikesFromCopiesAsARunDoes) {
  for (const bool look_alikes : {false, true}) {
    testing::Titled scrape;
    add_stories(scrape);
    if (look_alikes) add_look_alikes(scrape);
    const PairSample sample = sample_of(scrape);
    const CopyOptions options;
    tbb::task_arena arena(2);
    const auto copies = arena.execute([&] { return find_copies(scrape, scrape.facts, options); });
    ASSERT_TRUE(copies.ok());
    ASSERT_TRUE(copies->joins.empty());
    std::uint64_t counted = 0;
    for (const PairBin& bin : sample.bins)
      counted += bin.from >= (bin.set == PairSet::Jaccard ? options.jaccard : options.containment) ? bin.pairs : 0U;
    EXPECT_EQ(counted, copies->edges.size());
    EXPECT_GE(counted, 100U);
    if (look_alikes) {
      EXPECT_GE(sample.look_alikes, 6U + 6U + 1U) << "notices, markets and an item";
    } else {
      EXPECT_EQ(sample.look_alikes, 0U);
    }
  }
}

TEST(PairSample, StopsWhenItIsCancelled) {
  const Scrape scrape = graded_scrape(11, 50);
  const auto stopped = sample_pairs({scrape, scrape.facts, {}, {}}, {}, [](double) { return false; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST(SpreadEvenly, GivesAsManyOfEachAsItsCountAllows) {
  EXPECT_THAT(spread_evenly(std::vector<std::uint64_t>{100, 2, 100}, 12), ElementsAre(5, 2, 5));
  EXPECT_THAT(spread_evenly(std::vector<std::uint64_t>{100, 100, 100}, 10), ElementsAre(4, 3, 3));
  EXPECT_THAT(spread_evenly(std::vector<std::uint64_t>{1, 0, 3}, 10), ElementsAre(1, 0, 3));
  EXPECT_TRUE(spread_evenly({}, 10).empty());
}

}  // namespace
}  // namespace presswash
