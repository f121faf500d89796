#include <benchmark/benchmark.h>
#include <tbb/task_arena.h>

#include "match/overlap.h"
#include "pipeline/copies.h"
#include "reference/story_maker.h"
#include "sketch/shingle_set.h"
#include "sketch/shingles.h"

namespace presswash {
namespace {

using testing::StoryMaker;
using testing::Words;

constexpr std::size_t bytes_a_word = 6;

/// Three of ten documents are copies, whole, cut or edited, of an earlier story.
struct Known {
  testing::Scrape scrape;
  std::vector<std::uint32_t> story;
  std::size_t bytes = 0;
};

Known make_scrape(std::size_t documents, std::size_t words) {
  StoryMaker maker(documents);
  Known known;
  Words story;
  std::uint32_t stories = 0;
  while (known.story.size() < documents) {
    const bool copy = !story.empty() && maker.below(10) < 3;
    if (!copy) {
      story = maker.story(words / 2 + maker.below(words));
      ++stories;
    }
    Words text = story;
    if (copy && maker.below(3) == 0) text = testing::part(story, 0, 0.6);
    if (copy && maker.below(3) == 0) text = maker.edited(text, 30);
    known.bytes += text.size() * bytes_a_word;
    known.scrape.add(std::move(text));
    known.story.push_back(stories);
  }
  return known;
}

void verify(benchmark::State& state) {
  StoryMaker maker(1);
  const Words a = maker.story(static_cast<std::size_t>(state.range(0)));
  const Words b = testing::part(a, 0, 0.5);
  std::vector<ShingleHash> of_a;
  std::vector<ShingleHash> of_b;
  append_shingles(a, of_a);
  append_shingles(b, of_b);
  ShingleSet set;
  set.assign(of_a);
  if (set.count_shared(of_b) != of_b.size()) state.SkipWithError("wrong count");
  for (auto _ : state) benchmark::DoNotOptimize(set.count_shared(of_b));
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(b.size() * bytes_a_word));
}
BENCHMARK(verify)->Arg(100)->Arg(500)->Arg(5000);

/// Everything from words to clusters. Bytes are counted as six a word.
void find_all(benchmark::State& state) {
  const Known known = make_scrape(static_cast<std::size_t>(state.range(0)), 500);
  tbb::task_arena arena(static_cast<int>(state.range(1)));
  const auto find = [&] { return arena.execute([&] { return find_copies(known.scrape, known.scrape.facts, {}); }); };
  const auto found = find();
  std::size_t wrong = 0;
  for (std::size_t i = 1; found.ok() && i < known.story.size(); ++i) {
    const auto& of = found->clustering.of;
    const bool together = of[i].cluster.value != 0 && of[i].cluster == of[i - 1].cluster;
    wrong += together != (known.story[i] == known.story[i - 1]) ? 1U : 0U;
  }
  if (!found.ok() || wrong * 200 > known.story.size()) state.SkipWithError("wrong clusters");
  for (auto _ : state) benchmark::DoNotOptimize(find());
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(known.bytes));
  state.counters["candidates/document"] =
      static_cast<double>(found->figures.candidates) / static_cast<double>(state.range(0));
}
BENCHMARK(find_all)
    ->ArgNames({"documents", "threads"})
    ->Args({2000, 1})
    ->Args({20000, 1})
    ->Args({20000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
}  // namespace presswash
