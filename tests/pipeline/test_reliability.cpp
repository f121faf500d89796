#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "classify/built_in_model.h"
#include "classify/evidence.h"
#include "classify/judge.h"
#include "classify/page.h"
#include "read/parse_record.h"
#include "read/record_reader.h"
#include "segment/lines.h"

namespace presswash::testing {
namespace {

/// A document of the project's own corpus with its truth.
struct Known {
  Document document;
  std::vector<Block> blocks;
  Page page;
  std::vector<char> labels;  ///< by block: c article, b boilerplate, else not scored
  std::uint32_t story = 0;
};

std::vector<std::string> records_of(const std::filesystem::path& file) {
  std::vector<std::string> out;
  const auto inputs = InputSet::open({file}, {});
  if (!inputs) return out;
  const auto reader = inputs->reader();
  RawRecord record;
  for (auto more = reader->next(record); more && *more; more = reader->next(record)) out.push_back(record.bytes);
  return out;
}

std::vector<Known> known_documents(const std::filesystem::path& folder) {
  struct Truth {
    std::uint64_t cluster = 0;
    std::string lines;
  };
  std::map<std::string, Truth> truth;
  simdjson::dom::parser json;
  for (const std::string& row : records_of(folder / "truth.jsonl")) {
    const simdjson::dom::element element = json.parse(row);
    truth[std::string(element["id"])] = {element["cluster"].get_uint64(), std::string(element["lines"])};
  }
  std::vector<Known> out;
  RecordParser parser({});
  PageAnalyser analyser;
  for (const std::string& row : records_of(folder / "scrape.jsonl")) {
    auto document = parser.parse({.source = {}, .bytes = row, .name = {}});
    if (!document || !truth.contains(document->id)) continue;
    const Truth& known = truth.at(document->id);
    Known one;
    one.document = std::move(*document);
    one.story = static_cast<std::uint32_t>(known.cluster);
    const std::string& text = one.document.text;
    one.blocks = segment_lines(text);
    one.page = analyser.analyse(text, one.blocks, one.document.title);
    for (const Block& block : one.blocks) {
      const std::size_t ink = text.find_first_not_of(" \t\r\n", block.offset);
      const auto line = static_cast<std::size_t>(
          std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(ink, text.size())), '\n'));
      one.labels.push_back(line < known.lines.size() ? known.lines[line] : '-');
    }
    out.push_back(std::move(one));
  }
  return out;
}

/// Evidence of every block, one document after the other, by the stories of the truth; and each document's context.
struct TrueEvidence {
  std::vector<Evidence> blocks;
  std::vector<ScrapeContext> contexts;
};

TrueEvidence evidence_of(const std::vector<Known>& documents) {
  std::map<std::string, std::uint32_t> sites;
  std::map<std::string, std::set<std::uint32_t>> stories_of_site;
  std::map<std::uint32_t, std::set<std::string>> sites_of_story;
  std::vector<EvidenceRow> rows;
  std::vector<TitleRow> titles;
  for (const Known& known : documents) {
    const std::string& name = known.document.site;
    SiteIndex site = no_site;
    if (!name.empty()) {
      site = SiteIndex{sites.emplace(name, static_cast<std::uint32_t>(sites.size())).first->second};
      stories_of_site[name].insert(known.story);
      sites_of_story[known.story].insert(name);
    }
    if (known.page.title.value != 0) titles.push_back({known.page.title, known.story});
    for (const PageBlock& block : known.page.blocks)
      rows.push_back({block.hash, block.masked, site, known.story, rows.size()});
  }
  std::ranges::sort(titles);
  TrueEvidence out;
  out.blocks.resize(rows.size());
  count_evidence(rows, titles, [&](std::uint64_t slot, const Evidence& evidence) { out.blocks[slot] = evidence; });
  for (const Known& known : documents)
    out.contexts.push_back({.site_clusters = static_cast<std::uint32_t>(stories_of_site[known.document.site].size()),
                            .story_sites = static_cast<std::uint32_t>(sites_of_story[known.story].size())});
  return out;
}

/// Of one tenth of the scores.
struct Bin {
  double score = 0.0;
  std::uint64_t lines = 0;
  std::uint64_t boilerplate = 0;
};

/// Scores of pages that the weights were not fitted on must be probabilities: in every tenth with 200 lines or more,
/// the share of boilerplate deviates from the mean score by less than this.
constexpr double bound = 0.15;

void expect_reliable(const std::array<Bin, 10>& bins) {
  for (const Bin& bin : bins) {
    if (bin.lines == 0) continue;
    const auto lines = static_cast<double>(bin.lines);
    const double mean = bin.score / lines;
    const double share = static_cast<double>(bin.boilerplate) / lines;
    std::printf("  mean score %.3f: %6llu lines, %.3f boilerplate\n", mean, static_cast<unsigned long long>(bin.lines),
                share);
    if (bin.lines < 200) continue;
    EXPECT_LT(std::abs(mean - share), bound) << "at a mean score of " << mean;
  }
}

class Reliability : public ::testing::TestWithParam<bool> {};

TEST_P(Reliability, ScoresAreProbabilitiesOnTheCorpus) {
  const std::filesystem::path folder = std::filesystem::path(PRESSWASH_SOURCE_DIR) / "corpus";
  if (!std::filesystem::exists(folder / "truth.jsonl")) GTEST_SKIP() << "corpus/truth.jsonl is not there";
  if (built_in_model_bytes().empty()) GTEST_SKIP() << "no weights are built in";
  const bool with_evidence = GetParam();
  const std::vector<Known> documents = known_documents(folder);
  ASSERT_GT(documents.size(), 100U);
  const TrueEvidence evidence = evidence_of(documents);
  const auto model = BlockModel::built_in();
  Judge judge({});
  std::array<Bin, 10> bins{};
  std::size_t slot = 0;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    const Known& known = documents[d];
    const WeightSet& weights = model->for_site(known.document.site);
    std::optional<DocumentEvidence> scrape;
    if (with_evidence)
      scrape = DocumentEvidence{.blocks = std::span(evidence.blocks).subspan(slot, known.blocks.size()),
                                .context = evidence.contexts[d]};
    const Judgement judgement = judge.judge(rows_of(known.page, weights), weights, scrape);
    for (std::size_t i = 0; i < known.labels.size(); ++i) {
      if (known.labels[i] != 'b' && known.labels[i] != 'c') continue;
      const double score = judgement.verdicts[i].score;
      Bin& bin = bins[std::min<std::size_t>(9, static_cast<std::size_t>(score * 10.0))];
      bin.score += score;
      ++bin.lines;
      bin.boilerplate += known.labels[i] == 'b' ? 1U : 0U;
    }
    slot += known.blocks.size();
  }
  expect_reliable(bins);
}

INSTANTIATE_TEST_SUITE_P(BlockModel, Reliability, ::testing::Values(false, true), [](const auto& with_evidence) {
  return std::string(with_evidence.param ? "WithEvidence" : "ByThePageAlone");
});

}  // namespace
}  // namespace presswash::testing
