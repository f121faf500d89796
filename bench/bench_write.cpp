#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include "read/json_text.h"
#include "write/run_folder.h"
#include "write/run_writer.h"

namespace {

using namespace presswash;

constexpr std::size_t document_count = 2000;

struct Scrape {
  std::vector<Document> documents;
  std::vector<Outcome> outcomes;
  std::vector<DocumentLabel> labels;
  std::uint64_t text_bytes = 0;
};

/// Documents of about 3 KB in 30 blocks, a third of them furniture; every fourth one a copy.
const Scrape& scrape() {
  static const Scrape made = [] {
    Scrape out;
    for (std::size_t i = 0; i < document_count; ++i) {
      Document document;
      document.site = "paper" + std::to_string(i % 50) + ".example";
      document.id = document.site + "/" + std::to_string(i);
      document.title = "The \"harbour board\" met on day " + std::to_string(i);
      Outcome outcome;
      outcome.id = document.id;
      outcome.document = {static_cast<std::uint32_t>(i)};
      for (std::size_t block = 0; block < 30; ++block) {
        const bool furniture = block % 3 == 0;
        std::string text = furniture ? "Read next: the \"glassworks\" fires its last kiln\n"
                                     : "The board set aside a survey of the eastern quay after two hours, " +
                                           std::to_string(i * 31 + block) + " names, and said \"enough\" of it.\n\n";
        JudgedBlock judged;
        judged.block = {.offset = static_cast<std::uint32_t>(document.text.size()),
                        .length = static_cast<std::uint32_t>(text.size())};
        judged.verdict.score = furniture ? 0.97F : 0.02F;
        judged.verdict.removed = furniture;
        if (furniture) {
          judged.verdict.kind = Kind::Related;
          judged.verdict.signs.add(Sign::Evidence);
          judged.verdict.evidence.clusters = 41;
        }
        document.text += text;
        outcome.blocks.push_back(judged);
      }
      document.source.record = i + 1;
      document.record = "{\"id\":" + json_string(document.id) + ",\"title\":" + json_string(document.title) +
                        ",\"text\":" + json_string(document.text) + ",\"crawl\":\"2031-10\"}";
      if (i % 4 == 3) {
        outcome.membership.cluster = {i};
        outcome.membership.role = Role::Removed;
        outcome.membership.survivor = {static_cast<std::uint32_t>(i - 1)};
      }
      out.text_bytes += document.text.size();
      out.labels.push_back({.id = document.id, .site = document.site, .published = {}, .title = document.title});
      out.documents.push_back(std::move(document));
      out.outcomes.push_back(std::move(outcome));
    }
    return out;
  }();
  return made;
}

std::filesystem::path out_folder() {
  return std::filesystem::temp_directory_path() / ("presswash-bench-" + std::to_string(::getpid()));
}

RunWriter writer(bool compress) {
  Result<RunWriter> created = RunWriter::create({.out = out_folder(), .compress_zstd = compress});
  if (!created) std::abort();
  return std::move(*created);
}

void count(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * std::int64_t{document_count});
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(scrape().text_bytes));
}

/// Rows of every document; the first one is checked by reading its text back.
void prepare(benchmark::State& state) {
  const Scrape& all = scrape();
  const RunWriter out = writer(false);
  const std::string clean = out.prepare(all.documents[0], all.outcomes[0], all.labels).clean;
  const Result<std::string> text = string_in_record(std::string_view(clean).substr(0, clean.size() - 1), "text");
  if (!text || *text != cleaned_text(all.documents[0].text, all.outcomes[0].blocks)) {
    state.SkipWithError("the cleaned text is not what was decided");
    return;
  }
  RunWriter::Rows rows;
  for (auto _ : state) {
    rows.clear();
    for (std::size_t i = 0; i < document_count; ++i) out.prepare(all.documents[i], all.outcomes[i], all.labels, rows);
    benchmark::DoNotOptimize(rows.boilerplate.data());
  }
  count(state);
}
BENCHMARK(prepare)->Unit(benchmark::kMillisecond);

/// Rows that are at hand go to their files.
void write(benchmark::State& state) {
  const Scrape& all = scrape();
  for (auto _ : state) {
    state.PauseTiming();
    RunWriter out = writer(state.range(0) != 0);
    std::vector<RunWriter::Rows> rows;
    for (std::size_t i = 0; i < document_count; ++i) {
      rows.push_back(out.prepare(all.documents[i], all.outcomes[i], all.labels));
    }
    state.ResumeTiming();
    for (const RunWriter::Rows& row : rows) {
      if (!out.write(row)) state.SkipWithError("a row could not be written");
    }
  }
  count(state);
}
BENCHMARK(write)->ArgName("zstd")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void finish(benchmark::State& state) {
  const Scrape& all = scrape();
  for (auto _ : state) {
    state.PauseTiming();
    RunWriter out = writer(false);
    for (std::size_t i = 0; i < document_count; ++i) {
      if (!out.write(out.prepare(all.documents[i], all.outcomes[i], all.labels))) state.SkipWithError("not written");
    }
    state.ResumeTiming();
    RunFacts facts;
    facts.version = "bench";
    if (!out.finish(facts)) state.SkipWithError("not finished");
    state.PauseTiming();
    std::filesystem::remove_all(out_folder());
    state.ResumeTiming();
  }
  count(state);
}
BENCHMARK(finish)->Iterations(20)->Unit(benchmark::kMillisecond);

void restoring(benchmark::State& state) {
  const Scrape& all = scrape();
  {
    RunWriter out = writer(false);
    for (std::size_t i = 0; i < document_count; ++i) {
      if (!out.write(out.prepare(all.documents[i], all.outcomes[i], all.labels))) state.SkipWithError("not written");
    }
    RunFacts facts;
    facts.version = "bench";
    if (!out.finish(facts)) state.SkipWithError("not finished");
  }
  for (auto _ : state) {
    std::size_t at = 0;
    const auto figures = restore(out_folder(), [&](const RestoredRecord& record) -> Status {
      if (record.text != all.documents[at++].text) {
        return Error{.code = ErrorCode::CorruptInput, .message = "a text came back changed", .file = {}};
      }
      return Done{};
    });
    if (!figures || figures->documents != document_count) state.SkipWithError("not restored");
  }
  std::filesystem::remove_all(out_folder());
  count(state);
}
BENCHMARK(restoring)->Name("restore")->Unit(benchmark::kMillisecond);

}  // namespace
