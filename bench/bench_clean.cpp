#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include <benchmark/benchmark.h>
#include <tbb/task_arena.h>
#include <unistd.h>

#include "base/line_ends.h"
#include "generator/generator.h"
#include "generator/rows.h"
#include "pipeline/learn.h"
#include "pipeline/read_documents.h"

namespace presswash {
namespace {

/// What is wrong below these. Stories of one topic and language that the generator makes from the same phrases are
/// joined in scrapes of some thousands (docs/benchmarks.md), so the first is not yet what it should be.
constexpr double least_pair_f1 = 0.75;
constexpr double least_line_f1 = 0.98;

/// A generated scrape in a file that goes at the end, with its truth.
class Scrape {
 public:
  explicit Scrape(std::uint64_t documents) {
    std::string name = (std::filesystem::temp_directory_path() / "presswash-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = name;
    const auto generator = corpus::Generator::make({.documents = documents});
    std::ofstream out(path(), std::ios::binary);
    std::string row;
    for (std::uint64_t i = 0; generator && i < generator->documents(); ++i) {
      corpus::GeneratedDocument document;
      generator->document(i, document);
      row.clear();
      append_scrape_row(document, row);
      out << row;
      text_bytes_ += document.text.size();
      truth_.emplace(document.id, Truth{.story = document.cluster, .lines = document.lines});
    }
  }
  Scrape(const Scrape&) = delete;
  Scrape& operator=(const Scrape&) = delete;
  ~Scrape() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  struct Truth {
    std::uint64_t story = 0;
    std::string lines;  ///< a letter a line: c article, b boilerplate, others not scored
  };
  [[nodiscard]] std::filesystem::path path() const { return folder_ / "scrape.jsonl"; }
  [[nodiscard]] const Truth& truth(const std::string& id) const { return truth_.at(id); }
  [[nodiscard]] std::uint64_t text_bytes() const { return text_bytes_; }

 private:
  std::filesystem::path folder_;
  std::unordered_map<std::string, Truth> truth_;
  std::uint64_t text_bytes_ = 0;
};

struct Hits {
  double both = 0;
  double wanted = 0;
  double found = 0;
  [[nodiscard]] double f1() const { return wanted + found == 0 ? 0 : 2 * both / (wanted + found); }
};

void count_lines(const Document& document, const Outcome& outcome, const std::string& letters, Hits& hits) {
  std::size_t line = 0;
  for (const auto& [block, verdict] : outcome.blocks) {
    const auto text = std::string_view(document.text).substr(block.offset, block.length);
    for (std::size_t at = 0; at < text.size() && line < letters.size(); at = next_line_end(text, at).end, ++line) {
      if (letters[line] != 'b' && letters[line] != 'c') continue;
      const bool wanted = letters[line] == 'b';
      hits.wanted += wanted ? 1 : 0;
      hits.found += verdict.removed ? 1 : 0;
      hits.both += wanted && verdict.removed ? 1 : 0;
    }
  }
}

double pairs(const auto& groups) {
  double out = 0;
  for (const auto& [key, n] : groups) out += n * (n - 1) / 2;
  return out;
}

struct Cleaned {
  Document document;
  Outcome outcome;
  std::string text;
};

/// Reads the scrape, learns it, reads it again and cleans every document of it; all of them, in input order.
Result<std::vector<Cleaned>> clean(const Scrape& scrape) {
  const ReadOptions read;
  auto inputs = InputSet::open({scrape.path()}, read);
  if (!inputs) return std::move(inputs).error();
  const auto state = learn(*inputs, read, {});
  if (!state) return state.error();
  std::vector<Cleaned> out;
  BatchStages stages;
  stages.work = [&](ReadBatch& batch) -> std::shared_ptr<void> {
    auto cleaned = std::make_shared<std::vector<Cleaned>>();
    for (ReadItem& item : batch.items) {
      if (!item.document) continue;
      Cleaned& one = cleaned->emplace_back();
      one.outcome = apply(*state, *item.document);
      one.text = cleaned_text(item.document->text, one.outcome.blocks);
      one.document = std::move(*item.document);
    }
    return cleaned;
  };
  stages.take = [&](ReadBatch&, const std::shared_ptr<void>& result) -> Status {
    std::ranges::move(*static_cast<std::vector<Cleaned>*>(result.get()), std::back_inserter(out));
    return Done{};
  };
  const Status done = read_documents(*inputs, read, stages, [](double) { return true; });
  if (!done) return done.error();
  return out;
}

/// From a file of records to cleaned texts and clusters.
void learn_and_apply(benchmark::State& state) {
  const Scrape scrape(static_cast<std::uint64_t>(state.range(0)));
  tbb::task_arena arena(static_cast<int>(state.range(1)));
  const auto run = [&] { return arena.execute([&] { return clean(scrape); }); };

  const auto cleaned = run();
  if (!cleaned || cleaned->size() != static_cast<std::size_t>(state.range(0))) {
    state.SkipWithError("not every document was cleaned");
    return;
  }
  Hits lines;
  std::map<std::uint64_t, double> wanted;
  std::map<std::uint64_t, double> found;
  std::map<std::pair<std::uint64_t, std::uint64_t>, double> both;
  for (const Cleaned& one : *cleaned) {
    const Scrape::Truth& truth = scrape.truth(one.outcome.id);
    count_lines(one.document, one.outcome, truth.lines, lines);
    ++wanted[truth.story];
    const std::uint64_t cluster = one.outcome.membership.cluster.value;
    if (cluster == 0) continue;
    ++found[cluster];
    ++both[{truth.story, cluster}];
  }
  const Hits stories{.both = pairs(both), .wanted = pairs(wanted), .found = pairs(found)};
  if (stories.f1() < least_pair_f1) state.SkipWithError("the clusters are not those of the truth");
  if (lines.f1() < least_line_f1) state.SkipWithError("the lines removed are not those of the truth");

  for (auto _ : state) benchmark::DoNotOptimize(run());
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(scrape.text_bytes()));
  state.counters["pair_f1"] = stories.f1();
  state.counters["line_f1"] = lines.f1();
}
BENCHMARK(learn_and_apply)
    ->ArgNames({"documents", "threads"})
    ->Args({1000, 1})
    ->Args({5000, 1})
    ->Args({5000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
}  // namespace presswash
