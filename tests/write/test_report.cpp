#include <regex>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "example_run.h"
#include "write/kept_rows.h"
#include "write/report.h"
#include "write/report_data.h"
#include "write/run_folder.h"

namespace presswash::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

std::string report_of(const ExampleRun& run, const fs::path& out) {
  const Status status = write_run(run, options_for(run, out));
  EXPECT_TRUE(status.ok()) << status.error().text();
  return slurp(out / "report.html");
}

/// Every tag of a page: its name and what stands between it and its closing bracket.
std::set<std::string> tags_of(const std::string& html) {
  std::set<std::string> out;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    out.insert(html.substr(at, html.find('>', at) + 1 - at));
  }
  return out;
}

/// Tags with the figures in their styles taken out.
std::set<std::string> shapes_of(const std::string& html) {
  static const std::regex figures("[0-9.]+");
  std::set<std::string> out;
  for (const std::string& tag : tags_of(html)) out.insert(std::regex_replace(tag, figures, "0"));
  return out;
}

TEST(Report, IsOnePageThatFetchesAndRunsNothing) {
  TemporaryFolder folder;
  const std::string html = report_of(example_run(3, {.stories = 30}), folder.path() / "out");
  EXPECT_TRUE(html.starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(html.ends_with("</html>\n"));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  for (const char* banned : {"<script", "<img", "<link", "<iframe", "<object", "@import", "url(", "http:", "https:"}) {
    EXPECT_THAT(html, Not(HasSubstr(banned))) << banned;
  }
}

// What a scrape holds may change what a page says, never of which tags it is made.
TEST(Report, IsMadeOfTheSameTagsWhateverTheScrapeHolds) {
  TemporaryFolder folder;
  const std::set<std::string> tame =
      shapes_of(report_of(example_run(5, {.stories = 80, .related = true}), folder.path() / "tame"));
  const std::string hostile =
      report_of(example_run(5, {.stories = 80, .related = true, .hostile = true}), folder.path() / "hostile");
  for (const std::string& tag : shapes_of(hostile)) EXPECT_TRUE(tame.contains(tag)) << tag;
  EXPECT_THAT(hostile, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  for (const std::string& hidden : {std::string("\xE2\x80\xAE"), std::string("\x1B"), std::string(1, '\0')}) {
    EXPECT_EQ(hostile.find(hidden), std::string::npos);
  }
}

TEST(Report, ShowsRandomTextSafely) {
  for (const std::uint64_t seed : seeds(10)) {
    TemporaryFolder folder;
    const std::string html = report_of(random_run(seed, 40), folder.path() / "out");
    for (const std::string& tag : tags_of(html)) {
      EXPECT_THAT(tag, Not(HasSubstr("script"))) << seed;
      EXPECT_THAT(tag, Not(HasSubstr("onerror"))) << seed;
      EXPECT_THAT(tag, Not(HasSubstr("svg"))) << seed;
    }
  }
}

TEST(Report, StaysSmallForTensOfThousandsOfClusters) {
  TemporaryFolder folder;
  ExampleRun run = example_run(9, {.stories = 400, .most_copies = 20, .sites = 300, .paragraphs = 20});
  // The same clusters over and over, under other ids: only their number matters here.
  const std::vector<Cluster> clusters = run.clustering.clusters;
  for (std::uint64_t i = 0; run.clustering.clusters.size() < 20000; ++i) {
    run.clustering.clusters.push_back(clusters[i % clusters.size()]);
    run.clustering.clusters.back().id.value += 1 + i;
  }
  const std::string html = report_of(run, folder.path() / "out");
  EXPECT_LT(html.size(), 2'000'000U);
  EXPECT_THAT(html, HasSubstr("smaller clusters are in clusters.jsonl"));
}

// The run draws it from rows that it kept in memory, unless there are related stories.
TEST(Report, IsRedrawnFromTheFilesToTheSameBytes) {
  for (const bool related : {false, true}) {
    TemporaryFolder folder;
    const fs::path out = folder.path() / "out";
    const ExampleRun run = example_run(4, {.stories = 150, .related = related, .hostile = true});
    const std::string html = report_of(run, out);
    fs::remove(out / "report.html");
    ASSERT_TRUE(redraw_report(out).ok());
    EXPECT_TRUE(slurp(out / "report.html") == html) << related;
  }
}

TEST(KeptRows, KeepWhatIsComparedAndNothingPastTheirBound) {
  const ExampleRun run = example_run(4, {.stories = 5});
  KeptRows kept;
  kept.expect(run.clustering, run.labels);
  RunWriter::Rows rows;
  const auto add = [&rows](DocumentIndex document, char letter) {
    rows.clean += std::string(KeptRows::most_bytes / 4, letter);
    auto& counted = rows.documents.emplace_back();
    counted.document = document;
    counted.clean_end = rows.clean.size();
  };
  const DocumentIndex compared = run.clustering.clusters.front().members.front();
  add(no_document, 'n');  // compared with nothing
  add(compared, 'x');
  add(compared, 'y');
  kept.see(rows);
  EXPECT_TRUE(kept.complete());
  EXPECT_EQ(kept.of(RunFile::Clean), rows.clean.substr(KeptRows::most_bytes / 4));
  for (int i = 0; i < 2; ++i) kept.see(rows);
  EXPECT_FALSE(kept.complete());
  EXPECT_TRUE(kept.of(RunFile::Clean).empty());
}

TEST(Report, IsTheSameForCompressedFiles) {
  TemporaryFolder folder;
  const ExampleRun run = example_run(4, {.stories = 25});
  const std::string html = report_of(run, folder.path() / "plain");
  WriteOptions options = options_for(run, folder.path() / "zstd");
  options.compress_zstd = true;
  ASSERT_TRUE(write_run(run, options).ok());
  EXPECT_EQ(slurp(folder.path() / "zstd/report.html"), html);
}

TEST(Report, OfNothingSaysSo) {
  TemporaryFolder folder;
  const std::string html = report_of(ExampleRun{}, folder.path() / "out");
  EXPECT_THAT(html, HasSubstr("An empty scrape"));
  EXPECT_THAT(html, HasSubstr("Nothing was removed"));
}

TEST(Report, MarksWhatDiffersBetweenSurvivorAndCopy) {
  TemporaryFolder folder;
  const std::string html = report_of(example_run(3, {.stories = 30}), folder.path() / "out");
  EXPECT_THAT(html, HasSubstr("<ins>Updated:</ins>"));
  EXPECT_THAT(html, HasSubstr("<del>the</del>"));
  EXPECT_THAT(html, HasSubstr("words the same"));
}

TEST(Report, TellsWhoWasFirstAndHowEachCopyDiffers) {
  TemporaryFolder folder;
  const ExampleRun run = example_run(3, {.stories = 30});
  const std::string html = report_of(run, folder.path() / "out");
  EXPECT_THAT(html, HasSubstr("its text is the one the others derive from"));
  EXPECT_THAT(html, HasSubstr("<span class=\"mark\">first</span>"));
  EXPECT_THAT(html, HasSubstr("120 words cut"));
  EXPECT_THAT(html, HasSubstr("41 words of a new lead"));
  EXPECT_THAT(html, Not(HasSubstr("id=\"related\"")));
}

TEST(Report, ShowsRelatedStories) {
  TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  const std::string html = report_of(example_run(3, {.stories = 30, .related = true}), out);
  EXPECT_THAT(html, HasSubstr("id=\"related\""));
  EXPECT_THAT(html, HasSubstr("both say tarnholm, 340"));
  EXPECT_THAT(html, HasSubstr("2 stories have related ones"));
  const auto text = report_text(out);
  ASSERT_TRUE(text.ok()) << text.error().text();
  EXPECT_THAT(*text, HasSubstr("0.71"));
  EXPECT_THAT(*text, HasSubstr("both say tarnholm, 340"));
}

TEST(Report, AsTextListsTheLargestClusters) {
  TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  const ExampleRun run = example_run(3, {.stories = 30});
  (void)report_of(run, out);
  const auto text = report_text(out);
  ASSERT_TRUE(text.ok()) << text.error().text();
  EXPECT_THAT(*text, HasSubstr("the largest clusters of copies"));
  EXPECT_THAT(*text, HasSubstr("first " + run.labels[run.details.front().first.value].id));
}

TEST(Report, OfARunWithoutDetailsIsDrawnAllTheSame) {
  TemporaryFolder folder;
  ExampleRun run = example_run(3, {.stories = 30});
  run.details.clear();
  EXPECT_THAT(report_of(run, folder.path() / "out"), HasSubstr("neither text nor time tells"));
}

TEST(Report, TellsWhatTheBrakeHeldBackAndWhatWasRejected) {
  TemporaryFolder folder;
  const std::string html = report_of(example_run(3, {.stories = 60}), folder.path() / "out");
  EXPECT_THAT(html, HasSubstr("The reader who wrote to us"));
  EXPECT_THAT(html, HasSubstr("the record has no field &quot;text&quot;"));
}

TEST(ChooseComparisons, PrefersDifferentRelationsAndThoseThatDiffer) {
  ClusterRow row;
  row.canonical = "c";
  const auto add = [&](const char* id, Relation relation, const char* survivor) {
    ClusterMember& member = row.members.emplace_back();
    member.id = id;
    member.relation = relation;
    member.survivor = survivor;
  };
  add("c", Relation::None, "");
  add("i", Relation::Identical, "c");
  add("n1", Relation::Near, "c");
  add("n2", Relation::Near, "n1");
  add("e", Relation::Excerpt, "n1");
  const auto chosen = choose_comparisons(row, 3);
  ASSERT_EQ(chosen.size(), 3U);
  EXPECT_EQ(chosen[0].member, 2U);
  EXPECT_EQ(chosen[0].survivor, 0U);
  EXPECT_EQ(chosen[1].member, 4U);
  EXPECT_EQ(chosen[1].survivor, 2U);
  EXPECT_EQ(chosen[2].member, 3U);
  row.members.resize(2);
  ASSERT_EQ(choose_comparisons(row, 3).size(), 1U);
}

}  // namespace
}  // namespace presswash::testing
