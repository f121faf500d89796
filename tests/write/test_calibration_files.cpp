#include <algorithm>
#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sha256.h"
#include "example_run.h"
#include "write/base64.h"
#include "write/calibration_advice.h"
#include "write/calibration_folder.h"

namespace presswash::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

CalibrationPair pair_of(std::uint64_t number, std::string a, std::string b) {
  return {.pair = number,
          .a = std::move(a),
          .b = std::move(b),
          .set = PairSet::Jaccard,
          .from = 0.15,
          .to = 0.2,
          .bin_pairs = 812,
          .jaccard = 0.1712,
          .containment = 0.4,
          .shared = 55};
}

PageDocument document_of(const std::string& id, const std::string& text) {
  return {.id = id, .site = text, .title = text, .published = text, .text = text + " " + text};
}

/// The name and attributes of every tag.
std::multiset<std::string> tags_of(const std::string& html) {
  std::multiset<std::string> out;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1))
    out.insert(html.substr(at, html.find('>', at) + 1 - at));
  return out;
}

std::string without_script(std::string html) {
  const std::size_t at = html.find("<script>");
  return html.erase(at, html.find("</script>") - at);
}

std::string page_of(const PageDocument& a, const PageDocument& b) {
  const std::vector<PagePair> pairs = {{.pair = 1, .a = &a, .b = &b, .jaccard = 0.2, .containment = 0.5}};
  return calibration_page(pairs, "0.1.0", "0123456789abcdef");
}

TEST(CalibrationPage, LoadsNothingAndRunsItsOwnScriptOnly) {
  const std::string html = page_of(document_of("a", "one two three"), document_of("b", "one two four"));
  const auto digest = sha256(calibration_script());
  const std::string hash = base64_of({reinterpret_cast<const char*>(digest.data()), digest.size()});
  EXPECT_THAT(html, HasSubstr("<script>" + std::string(calibration_script()) + "</script>"));
  EXPECT_THAT(html, HasSubstr("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + hash +
                              "'; base-uri 'none'; form-action 'none'"));
  EXPECT_EQ(html.find("<script"), html.rfind("<script"));
  for (const char* banned : {"<img", "<link", "<iframe", "<object", "@import", "url(", "http:", "https:", "innerHTML",
                             "eval(", "fetch(", "onclick="})
    EXPECT_THAT(html, Not(HasSubstr(banned))) << banned;
}

// What a scrape holds may change what a page says, never of which tags it is made.
TEST(CalibrationPage, TakesNoMarkupFromTheScrape) {
  const std::string tame = without_script(page_of(document_of("a", "plain"), document_of("b", "other")));
  for (const std::string& nasty : hostile_strings()) {
    const std::string hostile = without_script(page_of(document_of(nasty, nasty), document_of(nasty + "2", "other")));
    const auto known = tags_of(tame);
    for (const std::string& tag : tags_of(hostile))
      EXPECT_TRUE(known.contains(tag) || tag == "<br>" || tag == "<del>" || tag == "</del>") << tag << " of " << nasty;
    EXPECT_EQ(std::ranges::count(hostile, '\0'), 0);
  }
  const std::string script = "</span><script>alert(1)</script>";
  EXPECT_THAT(page_of(document_of(script, script), document_of("b", script)), Not(HasSubstr("<script>alert")));
}

// The script copies what stands there into the row it saves.
TEST(CalibrationPage, HoldsIdsAsJson) {
  const std::string html = page_of(document_of("a\"\r<b>\x01", "x"), document_of("b", "y"));
  EXPECT_THAT(html, HasSubstr("<span class=\"json\" hidden>&quot;a\\&quot;\\r&lt;b&gt;\\u0001&quot;</span>"));
}

TEST(CalibrationRows, AreReadBackAsTheyWereWritten) {
  CalibrationPair second = pair_of(2, "c \"quoted\"", "d");
  second.set = PairSet::Containment;
  const std::string rows = to_row(pair_of(1, "a", "b")) + to_row(second);
  EXPECT_EQ(rows,
            "{\"pair\":1,\"a\":\"a\",\"b\":\"b\",\"set\":\"jaccard\",\"bin\":[0.15,0.2],\"bin_pairs\":812,\"jaccard\":"
            "0.1712,\"containment\":0.4,\"shared\":55}\n"
            "{\"pair\":2,\"a\":\"c \\\"quoted\\\"\",\"b\":\"d\",\"set\":\"containment\",\"bin\":[0.15,0.2],\"bin_"
            "pairs\":812,\"jaccard\":0.1712,\"containment\":0.4,\"shared\":55}\n");
  const auto read = parse_pairs(rows, "pairs.jsonl");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[1].a, second.a);
  EXPECT_EQ((*read)[1].set, PairSet::Containment);
  EXPECT_EQ((*read)[0].bin_pairs, 812U);
  EXPECT_EQ((*read)[0].from, 0.15);
  std::string again;
  for (const CalibrationPair& pair : *read) again += to_row(pair);
  EXPECT_EQ(again, rows);
}

TEST(CalibrationRows, ThatAreCutAreNamedByLine) {
  const std::string rows = to_row(pair_of(1, "a", "b")) + to_row(pair_of(2, "c", "d"));
  const std::size_t first = rows.find('\n') + 1;
  for (std::size_t size = first + 1; size + 1 < rows.size(); ++size) {
    const auto read = parse_pairs(std::string_view(rows).substr(0, size), "pairs.jsonl");
    ASSERT_FALSE(read) << size;
    EXPECT_EQ(read.error().record, 2U);
  }
}

TEST(Judgements, OfAPairCountAsTheLastLineSays) {
  const std::vector<CalibrationPair> pairs = {pair_of(1, "a", "b"), pair_of(2, "c", "d")};
  const auto judged = parse_judgements(
      "{\"pair\":1,\"a\":\"a\",\"b\":\"b\",\"verdict\":\"copy\"}\r\n\n{\"pair\":2,\"verdict\":\"unsure\"}\n"
      "{\"pair\":1,\"verdict\":\"other\"}",
      "judgements.jsonl", pairs);
  ASSERT_TRUE(judged);
  EXPECT_EQ(*judged, (std::map<std::uint64_t, PairVerdict>{{1, PairVerdict::Other}, {2, PairVerdict::Unsure}}));
}

std::string calibrate_once(const fs::path& out, bool force = false) {
  auto folder = OutFolder::create(out, force, calibration_folder_kind());
  if (!folder) return folder.error().message;
  Calibration calibration;
  calibration.pairs = {pair_of(1, "a", "b")};
  calibration.documents = {{"a", document_of("a", "x")}, {"b", document_of("b", "y")}};
  const Status written = write_calibration(*folder, calibration);
  return written ? "" : written.error().message;
}

TEST(CalibrationFolder, IsReplacedWithForceWhileItHoldsNoJudgements) {
  TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  EXPECT_EQ(calibrate_once(out), "");
  EXPECT_THAT(calibrate_once(out), HasSubstr("exists already"));
  EXPECT_EQ(calibrate_once(out, true), "");
  const auto read = read_calibration(out);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->size(), 1U);
  ASSERT_TRUE(write_run(example_run(1, {.stories = 3}), options_for({}, folder.path() / "run")));
  EXPECT_THAT(calibrate_once(folder.path() / "run", true), HasSubstr("no thresholds.json of a calibration"));
}

TEST(CalibrationAdvice, CountsAPairInEverySetItIsIn) {
  std::vector<CalibrationPair> pairs;
  std::map<std::uint64_t, PairVerdict> judgements;
  for (std::uint64_t number = 1; number <= 40; ++number) {
    CalibrationPair pair = pair_of(number, "a", "b");
    pair.from = number <= 20 ? 0.2 : 0.3;
    pair.to = pair.from + 0.1;
    pair.bin_pairs = number <= 20 ? 100 : 300;
    pairs.push_back(pair);
    pair.set = PairSet::Containment;
    if (number % 2 == 0) pairs.push_back(pair);
    judgements[number] = number == 1 ? PairVerdict::Unsure : number <= 10 ? PairVerdict::Other : PairVerdict::Copy;
  }
  const CalibrationAdvice advice = advise(pairs, judgements, 0.9);
  ASSERT_EQ(advice.sets.size(), 2U);
  EXPECT_EQ(advice.sets[0].sampled, 40U);
  EXPECT_EQ(advice.sets[0].unsure, 1U);
  EXPECT_EQ(advice.sets[1].sampled, 20U);
  ASSERT_EQ(advice.sets[0].advice.table.size(), 2U);
  EXPECT_EQ(advice.sets[0].advice.table[0].pairs, 400U);
  EXPECT_NEAR(*advice.sets[0].advice.table[0].precision, (100 * 10.0 / 19 + 300) / 400, 1e-9);
  EXPECT_EQ(advice.sets[1].advice.table[0].judged, 20U);
  const std::string text = advice_text(advice);
  EXPECT_THAT(text, HasSubstr("Use --jaccard 0.3: estimated precision 1.000"));
  EXPECT_THAT(text, HasSubstr("not certain"));
  EXPECT_THAT(text, HasSubstr("judgements must weigh"));
}

TEST(CalibrationAdvice, SaysWhenThereIsTooLittleToGoBy) {
  const std::string text = advice_text(advise({pair_of(1, "a", "b")}, {{1, PairVerdict::Copy}}, 0.97));
  EXPECT_THAT(text, HasSubstr("Too few judgements to say anything of --jaccard"));
  EXPECT_THAT(text, HasSubstr("--containment decides nothing here"));
}

TEST(ThresholdTable, IsKnownByItsFormat) {
  const std::string json = to_json({.version = "0.1.0", .settings = {{"keep", "cleanest"}}, .documents = 3});
  EXPECT_TRUE(check_thresholds(json, "thresholds.json"));
  const auto other = check_thresholds(std::regex_replace(json, std::regex("\"format\": 1"), "\"format\": 9"), "t");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::VersionMismatch);
  for (std::size_t size = 0; size + 2 < json.size(); ++size)
    ASSERT_FALSE(check_thresholds(std::string_view(json).substr(0, size), "t")) << size;
}

}  // namespace
}  // namespace presswash::testing
