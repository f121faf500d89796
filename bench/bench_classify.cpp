#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "base/hash.h"
#include "classify/block_row.h"
#include "classify/cues.h"
#include "classify/evidence.h"
#include "classify/judge.h"
#include "classify/page.h"
#include "segment/lines.h"

namespace presswash {
namespace {

constexpr std::size_t page_count = 500;
constexpr std::size_t site_count = 20;

std::string sentence(std::uint64_t number, std::size_t words) {
  static constexpr std::string_view vocabulary[] = {
      "council", "river",  "bridge",   "the",     "after",       "engineers", "winter", "repair",
      "a",       "of",     "mayor",    "decided", "harbour",     "several",   "years",  "in",
      "because", "towers", "measured", "crossed", "caf\xC3\xA9", "wind",      "slowly", "ferry"};
  std::string out = "Residents";
  for (std::size_t i = 1; i < words; ++i) {
    number = mix64(number);
    out += ' ';
    out += vocabulary[number % std::size(vocabulary)];
  }
  return out + ".";
}

/// A page of about 3 KB: navigation, ten paragraphs, a list, a footer.
std::string text_of(std::size_t page) {
  const std::string site = std::to_string(page % site_count);
  std::string out = "Home > News > Local " + site + "\nBy Anna Example\n14:28, 3.10.2024\n\n";
  for (std::size_t i = 0; i < 10; ++i) out += sentence(page * 100 + i, 45) + "\n\n";
  out += "Read next\n";
  for (std::size_t i = 0; i < 6; ++i) out += sentence(page * 7 + i, 8) + "\n";
  return out + "Leave a comment\nSubscribe to our newsletter of site " + site +
         "\nShare this article\n\xC2\xA9 2024 The Daily Example " + site + ". All rights reserved.\n";
}
constexpr std::size_t blocks_per_page = 24;

struct Pages {
  std::vector<std::string> texts;
  std::vector<std::vector<Block>> blocks;
  std::vector<Page> analysed;
  std::size_t bytes = 0;
  std::size_t block_count = 0;

  static const Pages& get() {
    static const Pages pages;
    return pages;
  }

 private:
  Pages() {
    PageAnalyser analyser;
    for (std::size_t i = 0; i < page_count; ++i) {
      texts.push_back(text_of(i));
      blocks.push_back(segment_lines(texts.back()));
      analysed.push_back(analyser.analyse(texts.back(), blocks.back(), "Old bridge closes"));
      bytes += texts.back().size();
      block_count += blocks.back().size();
    }
  }
};

void count(benchmark::State& state, const Pages& pages) {
  const auto n = static_cast<std::size_t>(state.iterations());
  state.SetItemsProcessed(static_cast<std::int64_t>(pages.texts.size() * n));
  state.SetBytesProcessed(static_cast<std::int64_t>(pages.bytes * n));
  state.counters["blocks"] =
      benchmark::Counter(static_cast<double>(pages.block_count * n), benchmark::Counter::kIsRate);
}

WeightSet some_weights() {
  WeightSet set;
  set.alone.weights.resize(text_feature_count);
  set.joint.weights.resize(feature_count);
  for (std::size_t i = 0; i < feature_count; ++i) {
    const float weight = static_cast<float>(mix64(i) % 1024) / 1024.0F - 0.5F;
    if (i < text_feature_count) set.alone.weights[i] = weight;
    set.joint.weights[i] = weight;
  }
  set.alone.transitions << 0.7F, -0.7F, -0.7F, 0.7F;
  set.joint.transitions = set.alone.transitions;
  return set;
}

void analyse_pages(benchmark::State& state) {
  const Pages& pages = Pages::get();
  for (const Page& page : pages.analysed) {
    const auto listed = std::ranges::count(page.blocks, Kind::Related, &PageBlock::list);
    if (page.blocks.size() != blocks_per_page || page.prose_words != 450 || listed != 7)
      state.SkipWithError("a page was taken apart wrongly");
  }
  PageAnalyser analyser;
  for (auto _ : state) {
    for (std::size_t i = 0; i < pages.texts.size(); ++i)
      benchmark::DoNotOptimize(analyser.analyse(pages.texts[i], pages.blocks[i], "Old bridge closes"));
  }
  count(state, pages);
}
BENCHMARK(analyse_pages);

void find_cues(benchmark::State& state) {
  const Pages& pages = Pages::get();
  const CueFinder& finder = CueFinder::built_in();
  const auto hits_of = [&](const Page& page, const PageBlock& block) {
    return finder.find(std::span(page.tokens).subspan(block.token_begin, block.token_count));
  };
  const Page& first = pages.analysed.front();
  if (hits_of(first, first.blocks[13]).strongest != Kind::Related ||
      hits_of(first, first.blocks[20]).strongest != Kind::Comments)
    state.SkipWithError("a cue was not found");
  for (auto _ : state) {
    for (const Page& page : pages.analysed)
      for (const PageBlock& block : page.blocks) benchmark::DoNotOptimize(hits_of(page, block));
  }
  count(state, pages);
}
BENCHMARK(find_cues);

void score_pages(benchmark::State& state) {
  const Pages& pages = Pages::get();
  const WeightSet weights = some_weights();
  for (const Page& page : pages.analysed) {
    const auto rows = rows_of(page, weights);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      float expected = 0.0F;
      text_features(page, i, [&](std::uint32_t feature) { expected += weights.joint.weights[feature]; });
      if (rows[i].joint != expected) state.SkipWithError("a block was scored wrongly");
    }
  }
  for (auto _ : state) {
    for (const Page& page : pages.analysed) benchmark::DoNotOptimize(rows_of(page, weights));
  }
  count(state, pages);
}
BENCHMARK(score_pages);

struct EvidenceRows {
  std::vector<EvidenceRow> rows;
  std::vector<TitleRow> titles;
};

/// Rows of `copies` times the pages, as if each were a story of its own.
EvidenceRows evidence_rows(std::size_t copies) {
  const Pages& pages = Pages::get();
  EvidenceRows out;
  for (std::size_t copy = 0; copy < copies; ++copy) {
    for (std::size_t p = 0; p < page_count; ++p) {
      const auto story = static_cast<std::uint32_t>(copy * page_count + p);
      const SiteIndex site{static_cast<std::uint32_t>(p % site_count)};
      out.titles.push_back({pages.analysed[p].title, story});
      for (const PageBlock& block : pages.analysed[p].blocks)
        out.rows.push_back({block.hash, block.masked, site, story, out.rows.size()});
    }
  }
  std::ranges::sort(out.titles);
  return out;
}

void count_rows(benchmark::State& state) {
  const EvidenceRows scrape = evidence_rows(static_cast<std::size_t>(state.range(0)));
  const std::size_t stories = scrape.titles.size() / site_count;  // of each site
  auto rows = scrape.rows;
  count_evidence(rows, scrape.titles, [&](std::uint64_t slot, const Evidence& evidence) {
    const bool footer = slot % blocks_per_page == blocks_per_page - 1;
    if (footer && (evidence.clusters != stories - 1 || evidence.sites != 1))
      state.SkipWithError("a footer was counted wrongly");
  });
  for (auto _ : state) {
    state.PauseTiming();
    rows = scrape.rows;
    state.ResumeTiming();
    std::uint64_t sum = 0;
    count_evidence(rows, scrape.titles, [&](std::uint64_t, const Evidence& evidence) { sum += evidence.clusters; });
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(scrape.titles.size()) * state.iterations());
  state.counters["blocks"] = benchmark::Counter(
      static_cast<double>(scrape.rows.size()) * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(count_rows)->Arg(1)->Arg(10)->Arg(100)->Unit(benchmark::kMillisecond);

/// With evidence, or by the page alone.
void judge_pages(benchmark::State& state, bool with_evidence) {
  const Pages& pages = Pages::get();
  const WeightSet weights = some_weights();
  std::vector<std::vector<BlockRow>> rows;
  for (const Page& page : pages.analysed) rows.push_back(rows_of(page, weights));
  EvidenceRows scrape = evidence_rows(1);
  std::vector<Evidence> evidence(scrape.rows.size());
  count_evidence(scrape.rows, scrape.titles, [&](std::uint64_t slot, const Evidence& e) { evidence[slot] = e; });
  Judge judge({});
  const auto judgement_of = [&](std::size_t p) {
    std::optional<DocumentEvidence> known;
    if (with_evidence)
      known = DocumentEvidence{.blocks = std::span(evidence).subspan(p * blocks_per_page, blocks_per_page),
                               .context = {.site_clusters = page_count / site_count, .story_sites = 1}};
    return judge.judge(rows[p], weights, known);
  };
  for (std::size_t p = 0; p < page_count; ++p) {
    const auto judgement = judgement_of(p);
    for (const Verdict& verdict : judgement.verdicts) {
      const float thousandths = verdict.score * 1000.0F;
      if (!(verdict.score >= 0.0F && verdict.score <= 1.0F) || std::abs(thousandths - std::round(thousandths)) > 0.01F)
        state.SkipWithError("a score is no probability in thousandths");
    }
    if (judgement_of(p).verdicts != judgement.verdicts) state.SkipWithError("judged twice, a page is judged otherwise");
  }
  for (auto _ : state) {
    for (std::size_t p = 0; p < page_count; ++p) benchmark::DoNotOptimize(judgement_of(p));
  }
  count(state, pages);
}
BENCHMARK_CAPTURE(judge_pages, page_alone, false);
BENCHMARK_CAPTURE(judge_pages, with_evidence, true);

}  // namespace
}  // namespace presswash
