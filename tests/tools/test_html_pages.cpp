#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_support.h"
#include "read/json_text.h"

namespace presswash {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

std::string page_of(unsigned number) {
  std::string body;
  for (const std::string& line : lines_of(story(number))) body += "<p>" + line + "</p>\n";
  return "<!DOCTYPE html><html lang=en><head><title>Story</title><meta property=og:title content='Story " +
         std::to_string(number) +
         "'></head><body><nav><a href=/>Home</a> <a href=/s>Sport</a></nav><article><h1>Story " +
         std::to_string(number) + "</h1>\n" + body +
         "</article><aside><h4>Read next</h4><ul><li><a href=/1>A calf was born</a></li></ul></aside><footer>&copy; "
         "2031 "
         "The Gull</footer></body></html>";
}

std::string html_record(unsigned number) {
  return "{\"id\":\"" + std::to_string(number) + "\",\"url\":\"https://gull.example/" + std::to_string(number) +
         "\",\"html\":" + json_string(page_of(number)) + ",\"section\":\"sea\"}\n";
}

class HtmlPages : public ::testing::Test {
 private:
  ScratchFolder folder_;
};

TEST_F(HtmlPages, StripPrintsTheTextOfOnePage) {
  put("page.html", page_of(1));
  const Ran ran = presswash({"strip", "page.html", "--format", "text", "--quiet"});
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_THAT(ran.output, HasSubstr(lines_of(story(1)).front()));
  EXPECT_THAT(ran.output, Not(HasSubstr("<p>")));
  EXPECT_THAT(ran.output, Not(HasSubstr("The Gull")));
  EXPECT_EQ(presswash({"strip", "-", "--format", "text", "--quiet"}, page_of(1)).output, ran.output);
}

// Nothing but where it stands, and what the image is described by, tells this caption from a paragraph.
TEST_F(HtmlPages, StripRemovesACaptionThatStandsInNoFigure) {
  const auto photo = [](const std::string& words) {
    return "<div class=x1><img src=/a.jpg alt=\"" + words + "\"><p>" + words + "</p></div>\n";
  };
  const auto teaser = [](const std::string& words) {
    return "<div><a href=/news/1><img src=/c.jpg></a><h4><a href=/news/1>" + words + "</a></h4></div>\n";
  };
  const std::vector<std::string> text = {
      "The ferry between Quillmouth and Lower Tansy sailed on Monday for the first time since the winter of 2021, when "
      "its chain was stolen and never found, the harbour office said.",
      "Some two hundred people stood on the quay to see it leave, and about as many on the other side to see it "
      "arrive, "
      "which it did eleven minutes later than the timetable says.",
      "\xE2\x80\x9CWe had forgotten how slow it is,\xE2\x80\x9D said Osric Penhallow, who runs the tea room at the "
      "landing and had put out forty more chairs for the day. \xE2\x80\x9CThat is what I like about it.\xE2\x80\x9D",
      "The new chain was made in the town and weighs four tons. Its makers, two sisters who had never made a chain "
      "before, gave it a warranty of a hundred years and a spare link for each of them.",
      "The council means to let the ferry cross every hour from May on. Until then it goes at nine, at noon and at "
      "six, "
      "and whenever the bell on the other side is rung twice."};
  const auto paragraph = [&](std::size_t i) { return "<p>" + text[i] + "</p>\n"; };
  put("page.html",
      "<html lang=en><head><title>Ferry to Lower Tansy sails again after nine years</title></head><body>"
      "<header><a href=/>The Quill</a><nav><a href=/news>News</a><a href=/sport>Sport</a></nav></header><div><div>"
      "<h1>Ferry to Lower Tansy sails again after nine years</h1>" +
          photo("The ferry Marigold leaves the quay at Lower Tansy on Monday") + paragraph(0) + paragraph(1) +
          paragraph(2) + paragraph(3) + paragraph(4) + "</div><aside><h3>More from The Quill</h3>" +
          teaser("A crane that nobody ordered stands in the harbour") +
          teaser("Spoon found in town clock belongs to three families") +
          "</aside></div><footer>&copy; 2030 The Quill. All rights reserved.</footer></body></html>");
  const Ran ran = presswash({"strip", "page.html", "--format", "text", "--quiet"});
  EXPECT_EQ(lines_of(ran.output), text) << ran.errors;
}

TEST_F(HtmlPages, StripPrintsMarkdown) {
  put("page.html", page_of(1));
  const Ran ran = presswash({"strip", "page.html", "--format", "markdown", "--quiet"});
  EXPECT_TRUE(ran.output.starts_with("# Story 1\n\n")) << ran.output;
}

TEST_F(HtmlPages, StripNamesTheBlocksByWhichPagesAreReadAndTrainedOn) {
  put("pages.jsonl", html_record(1) + html_record(2) + html_record(3));
  const Ran ran = presswash({"strip", "pages.jsonl", "--format", "blocks", "--quiet"});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  const auto rows = lines_of(ran.output);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(field(rows[0], "/id"), "1");
  EXPECT_EQ(field(rows[0], "/url"), "https://gull.example/1");
  EXPECT_EQ(field(rows[0], "/title"), "Story 1");
  std::string readings;
  for (const std::string& row : rows) {
    std::string article;
    for (int i = 0;; ++i) {
      const std::string at = "/blocks/" + std::to_string(i);
      const auto text = field(row, at + "/text");
      if (!text) break;
      EXPECT_TRUE(field(row, at + "/score") && field(row, at + "/kind")) << i;
      EXPECT_THAT(*text, Not(HasSubstr("\n")));
      const bool is_story = story(1 + static_cast<unsigned>(&row - rows.data())).find(*text) != std::string::npos;
      EXPECT_EQ(field(row, at + "/removed"), is_story ? "false" : "true") << *text;
      if (is_story) article += (article.empty() ? "" : " ") + *field(row, at + "/name");
    }
    EXPECT_FALSE(article.empty());
    readings += R"({"id":")" + *field(row, "/id") + R"(","article":")" + article + "\"}\n";
  }
  put("readings.jsonl", readings);
  const std::vector<std::string> train = {"train", "pages.jsonl", "--trees", "2", "-o", "my.pwmodel"};
  const Ran without = presswash(train);
  EXPECT_EQ(without.exit_code, 1);
  EXPECT_THAT(without.errors, HasSubstr("pages.jsonl: record 1: page \"1\" of HTML needs a field \"gold\""));
  auto with = train;
  with.insert(with.end(), {"--readings", "readings.jsonl"});
  const Ran trained = presswash(with);
  EXPECT_EQ(trained.exit_code, 0) << trained.errors;
  EXPECT_THAT(trained.errors, HasSubstr("readings of 3 pages, 3 of them among the inputs"));
  EXPECT_EQ(presswash({"strip", "pages.jsonl", "--model", "my.pwmodel", "--quiet"}).exit_code, 0);
}

TEST_F(HtmlPages, HtmlOfARecordBecomesItsText) {
  put("pages.jsonl", html_record(1) + html_record(2));
  const auto rows = lines_of(presswash({"strip", "pages.jsonl", "--quiet"}).output);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_FALSE(field(rows[0], "/html").has_value());
  EXPECT_EQ(field(rows[0], "/section"), "sea");
  EXPECT_EQ(field(rows[0], "/presswash/page/title/value"), "Story 1");
  EXPECT_EQ(field(rows[0], "/presswash/page/title/from"), "opengraph");
  EXPECT_EQ(field(rows[0], "/presswash/page/language/value"), "en");
  EXPECT_THAT(*field(rows[0], "/text"), HasSubstr(lines_of(story(1)).front()));
  const auto kept = lines_of(presswash({"strip", "pages.jsonl", "--keep-html", "--quiet"}).output);
  EXPECT_EQ(field(kept[0], "/html"), page_of(1));
}

TEST_F(HtmlPages, EveryRecordOfAPageSaysWhatThePageStatesAndWhere) {
  const std::string stated =
      "<!DOCTYPE html><html lang=de><head><title>Fallback</title>"
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"The wall\","
      "\"author\":{\"name\":\"Anna Alder\"},\"datePublished\":\"2031-04-02T08:00:00Z\"}</script>"
      "<meta property=og:site_name content='The Gull'><link rel=canonical "
      "href=https://gull.example/wall></head><body>" +
      page_of(1) + "</body></html>";
  put("wall.html", stated);
  put("wall.jsonl", "{\"id\":\"1\",\"html\":" + json_string(stated) + "}\n" +
                        "{\"id\":\"2\",\"title\":\"Its own\",\"html\":" + json_string(stated) + "}\n" +
                        record("3", "gull.example", story(3)));
  const auto expect_all = [](const std::string& row) {
    for (const auto& [name, value, from] : {std::tuple{"title", "The wall", "json-ld"},
                                            {"byline", "Anna Alder", "json-ld"},
                                            {"published", "2031-04-02T08:00:00Z", "json-ld"},
                                            {"site_name", "The Gull", "opengraph"},
                                            {"language", "de", "html"},
                                            {"canonical", "https://gull.example/wall", "link"}}) {
      const std::string stated_field = std::string("/presswash/page/") + name;
      EXPECT_EQ(field(row, stated_field + "/value"), value) << name;
      EXPECT_EQ(field(row, stated_field + "/from"), from) << name;
    }
  };
  const auto stripped = lines_of(presswash({"strip", "wall.jsonl", "--format", "jsonl", "--quiet"}).output);
  ASSERT_EQ(stripped.size(), 3U);
  expect_all(stripped[0]);
  EXPECT_FALSE(field(stripped[0], "/title").has_value()) << "what the record lacks stays apart from what it has";
  expect_all(stripped[1]);
  EXPECT_EQ(field(stripped[1], "/title"), "Its own");
  EXPECT_FALSE(field(stripped[2], "/presswash/page").has_value()) << "a text states nothing";
  ASSERT_EQ(presswash({"clean", "wall.html", "-o", "out", "--quiet"}).exit_code, 0);
  const std::string row = contents("out/clean.jsonl");
  expect_all(row);
  EXPECT_EQ(field(row, "/title"), "The wall") << "a file has no record of its own: the page gives it";
  EXPECT_EQ(field(row, "/url"), "https://gull.example/wall");
  EXPECT_EQ(field(row, "/published"), "2031-04-02T08:00:00Z");
}

TEST_F(HtmlPages, OtherFieldsMayHoldThePage) {
  put("pages.jsonl", "{\"id\":\"1\",\"raw\":{\"page\":" + json_string(page_of(1)) + "}}\n");
  const auto rows = lines_of(presswash({"strip", "pages.jsonl", "--field", "html=raw.page", "--quiet"}).output);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(field(rows[0], "/raw/page"), "");
  EXPECT_THAT(*field(rows[0], "/text"), HasSubstr(lines_of(story(1)).front()));
}

TEST_F(HtmlPages, ARunOverPagesIsRestoredToItsRenderedText) {
  std::string records;
  for (unsigned i = 1; i <= 12; ++i) records += html_record(i % 10);
  put("pages.jsonl", records);
  ASSERT_EQ(presswash({"clean", "pages.jsonl", "-o", "out", "--quiet"}).exit_code, 0);
  const auto rows = lines_of(presswash({"restore", "out"}).output);
  ASSERT_EQ(rows.size(), 12U);
  for (const std::string& row : rows) {
    EXPECT_THAT(*field(row, "/text"), HasSubstr("Home Sport\nStory "));
    EXPECT_THAT(*field(row, "/text"), HasSubstr("2031 The Gull\n"));
  }
  EXPECT_EQ(presswash({"why", "out", "3"}).exit_code, 0);
  for (const char* threads : {"1", "4"}) {
    const std::string out = std::string("out-") + threads;
    ASSERT_EQ(presswash({"clean", "pages.jsonl", "-o", out, "--quiet", "--threads", threads}).exit_code, 0);
    EXPECT_EQ(files_of(out), files_of("out"));
  }
}

TEST_F(HtmlPages, AFolderMayHoldPagesAndTexts) {
  put("site/a.html", page_of(1));
  put("site/b.txt", story(2));
  ASSERT_EQ(presswash({"clean", "site", "-o", "out", "--quiet"}).exit_code, 0);
  const auto rows = lines_of(contents("out/clean.jsonl"));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(field(rows[0], "/id"), "a.html");
  EXPECT_EQ(field(rows[0], "/title"), "Story 1");
  EXPECT_EQ(field(rows[1], "/text"), story(2));
}

TEST_F(HtmlPages, WarcRecordsAreCleanedAndOthersCounted) {
  const auto record = [](const std::string& type, const std::string& block) {
    return "WARC/1.1\r\nWARC-Type: " + type +
           "\r\nWARC-Record-ID: <urn:x>\r\nWARC-Target-URI: https://gull.example/1\r\n"
           "Content-Length: " +
           std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
  };
  put("crawl.warc", record("warcinfo", "a: b\r\n") +
                        record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page_of(1)) +
                        record("revisit", "HTTP/1.1 200 OK\r\n\r\n"));
  const Ran ran = presswash({"clean", "crawl.warc", "-o", "out"});
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_THAT(ran.errors, HasSubstr("revisits"));
  const std::string summary = contents("out/summary.json");
  EXPECT_THAT(summary, HasSubstr("skipped_revisits"));
  const auto rows = lines_of(contents("out/clean.jsonl"));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(field(rows[0], "/id"), "urn:x");
  EXPECT_EQ(field(rows[0], "/site"), "gull.example");
}

}  // namespace
}  // namespace presswash
