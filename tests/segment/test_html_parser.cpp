#include <algorithm>
#include <chrono>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "segment/html_parser.h"
#include "segment/lines.h"
#include "segment/render.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using testing::seeds;

/// Keeps count of what is told.
class Counter final : public HtmlEvents {
 public:
  void start(std::string_view, std::span<const HtmlAttribute> attributes) override {
    ++starts;
    ++open;
    deepest = std::max(deepest, open);
    most_attributes = std::max(most_attributes, attributes.size());
  }
  void end() override {
    ++ends;
    --open;
  }
  void text(std::string_view piece) override { all += piece; }

  std::size_t starts = 0;
  std::size_t ends = 0;
  std::size_t open = 0;
  std::size_t deepest = 0;
  std::size_t most_attributes = 0;
  std::string all;
};

double seconds_of(const std::string& page) {
  const auto started = std::chrono::steady_clock::now();
  const RenderedPage rendered = render_page(page);
  EXPECT_TRUE(is_utf8(rendered.text));
  EXPECT_EQ(segment_lines(rendered.text).size(), rendered.markup.blocks.size());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// Some thirty times what such a page takes: a square of its size would take far longer.
constexpr double patience = 20.0;

TEST(HtmlParser, ClosesWhatThePageLeavesOpen) {
  Counter counter;
  EXPECT_TRUE(parse_html("<div><p>one<p>two<b>three</div><ul><li>four", counter));
  EXPECT_EQ(counter.starts, counter.ends);
  EXPECT_EQ(counter.all, "onetwothreefour");
}

TEST(HtmlParser, TakesThePageAsUtf8WhateverItDeclares) {
  Counter counter;
  EXPECT_TRUE(
      parse_html("<meta charset=iso-8859-1><p>Gr\xC3\xBC\xC3\x9F"
                 "e &auml;</p>",
                 counter));
  EXPECT_EQ(counter.all,
            "Gr\xC3\xBC\xC3\x9F"
            "e \xC3\xA4");
}

TEST(HtmlParser, ReadsOnBehindControlCharacters) {
  Counter counter;
  EXPECT_TRUE(parse_html(std::string("<p>before\0after\1</p><p>more</p>", 31), counter));
  EXPECT_EQ(counter.all, "before after more");
}

TEST(HtmlParser, EndsAtTheDepthItIsGiven) {
  Counter counter;
  EXPECT_FALSE(parse_html(repeated("<div>", 5000) + "deep", counter, {.depth = 100}));
  EXPECT_EQ(counter.deepest, 100U);
  EXPECT_EQ(counter.open, 0U);
}

TEST(HtmlParser, DropsAttributesBeyondTheLimit) {
  std::string page = "<p>before</p><div";
  for (int i = 0; i < 3000; ++i) page += " a" + std::to_string(i) + "=\"x > y\"";
  page += ">behind</div>";
  Counter counter;
  parse_html(page, counter);
  EXPECT_LE(counter.most_attributes, 512U);
  EXPECT_NE(counter.all.find("behind"), std::string::npos);
}

TEST(HtmlParser, RendersTheSameFromTagsAsTheyAreWritten) {
  const std::vector<std::string> pieces{"<p>",
                                        "</p>",
                                        "<div class=\"lead  big\" data-x='1 > 2' id=a>",
                                        "<DIV CLASS=Lead>",
                                        "<div class='a' class='b' style=\"display: none\">",
                                        "</div>",
                                        "text ",
                                        "\n   \n ",
                                        "a\x01  b",
                                        "<a href='x?a=1&amp;b=2' rel=author>",
                                        "</a>",
                                        "<span class=\"a&amp;b\" id=\"q\x02z\">",
                                        "</span>",
                                        "<img src=a.png alt=\"a<b\"/>",
                                        "<meta name=author content=Ada />",
                                        "<meta name=\"og:title\" content=\"A &lt; B\"/>",
                                        "<pre>",
                                        "</pre>",
                                        "<script type=\"application/ld+json\">{\"@type\":  \"Report\"}</script>",
                                        "<script src=x>if (a < b) c = '<p>'</script>",
                                        "<noscript><p>no</noscript>",
                                        "<ul hidden><li role=button>",
                                        "</ul>",
                                        "<h2 itemprop=headline>",
                                        "</h2>",
                                        "<p class>",
                                        "<p class = \"x\"id='y'>",
                                        "<td a=\"b\"c\" class=d>",
                                        "&nbsp;",
                                        "< 3",
                                        "<!-- <p> -->",
                                        "<br/>"};
  const auto same = [](const MarkupElement& a, const MarkupElement& b) {
    return a.parent == b.parent && a.tag == b.tag && a.path == b.path && a.look == b.look && a.bits == b.bits &&
           a.names_begin == b.names_begin && a.names_count == b.names_count;
  };
  for (const std::uint64_t seed : seeds(500)) {
    std::mt19937_64 random(seed);
    std::string page = "<html lang=en><body>";
    for (int i = 0; i < 60; ++i) page += pieces[random() % pieces.size()];
    const RenderedPage fast = render_page(page);
    const RenderedPage slow = render_page(page, {.tags_as_written = true});
    EXPECT_EQ(fast.text, slow.text) << seed << page;
    EXPECT_EQ(fast.markup.names, slow.markup.names) << seed << page;
    EXPECT_TRUE(std::ranges::equal(fast.markup.elements, slow.markup.elements, same)) << seed << page;
    EXPECT_EQ(fast.metadata.byline.value, slow.metadata.byline.value) << seed << page;
    EXPECT_EQ(fast.metadata.title.value, slow.metadata.title.value) << seed << page;
    EXPECT_EQ(fast.metadata.language.value, slow.metadata.language.value) << seed << page;
  }
}

TEST(HtmlParser, TellsNothingThatIsNotWanted) {
  class OnlyIds final : public HtmlEvents {
   public:
    bool wants(std::string_view, std::string_view attribute) const override { return attribute == "id"; }
    void start(std::string_view tag, std::span<const HtmlAttribute> attributes) override {
      told += tag;
      for (const HtmlAttribute& attribute : attributes)
        told.append(" ").append(attribute.name).append("=").append(attribute.value);
      told += '\n';
    }
    void end() override {}
    void text(std::string_view) override {}
    std::string told;
  } events;
  EXPECT_TRUE(parse_html("<div class=a id=b title='c'><img src=d><p id='e &amp; f' kept:=0>", events));
  EXPECT_EQ(events.told, "div id=b\nimg\np id=e & f\n");
}

TEST(HostilePages, TagsThatNeverEndTakeBoundedTime) {
  EXPECT_LT(seconds_of(repeated("<a c= 'c=", 300'000)), patience);
  EXPECT_LT(seconds_of(repeated("<a c= '>d=\"", 300'000)), patience);
  EXPECT_LT(seconds_of(repeated("<a b c ", 300'000)), patience);
  EXPECT_LT(seconds_of(repeated("<noscript>", 300'000)), patience);
}

TEST(HostilePages, DeepNestingTakesBoundedTime) {
  for (const char* tag : {"<div>", "<b>", "<a><div>", "<table><tr><td>", "<ul><li>", "<x>"})
    EXPECT_LT(seconds_of(repeated(tag, 400'000) + "text"), patience) << tag;
}

TEST(HostilePages, AMillionAttributesTakeBoundedTime) {
  std::string page = "<div ";
  for (int i = 0; i < 1'000'000; ++i) page += "a" + std::to_string(i) + "=1 ";
  EXPECT_LT(seconds_of(page + ">text</div>"), patience);
  EXPECT_LT(seconds_of(page), patience);
  EXPECT_LT(seconds_of("<div " + repeated("=\"", 1'000'000)), patience);
}

TEST(HostilePages, StrayTagsAndBracketsTakeBoundedTime) {
  EXPECT_LT(seconds_of(repeated("<div>", 500) + repeated("</x>", 500'000)), patience);
  EXPECT_LT(seconds_of(repeated("< ", 1'000'000)), patience);
  EXPECT_LT(seconds_of(repeated("<", 1'000'000)), patience);
  EXPECT_LT(seconds_of(repeated("<a", 1'000'000)), patience);
  EXPECT_LT(seconds_of(repeated("&", 1'000'000)), patience);
  EXPECT_LT(seconds_of(repeated("<!--", 500'000)), patience);
  EXPECT_LT(seconds_of(repeated("<![CDATA[", 300'000)), patience);
  EXPECT_LT(seconds_of(repeated("<script>", 300'000)), patience);
  EXPECT_LT(seconds_of(repeated("<p>a", 500'000)), patience);
  EXPECT_LT(seconds_of(repeated("<i>a<p>", 300'000)), patience);
}

TEST(HostilePages, APageCutAnywhereIsRendered) {
  const std::string page =
      "<!DOCTYPE html><html lang=\"en\"><head><title>Harbour</title><script type=\"application/ld+json\">{\"@type\":"
      "\"NewsArticle\",\"headline\":\"Harbour\"}</script></head><body><nav><a href=\"/\">Home</a></nav><article><h1>"
      "Harbour</h1><p class=\"lead\">The harbour w\xC3\xA4s &amp; is <b>calm</b>.</p><!-- end "
      "--></article></body></html>";
  for (std::size_t length = 0; length <= page.size(); ++length) {
    std::string cut = page.substr(0, length);
    repair_utf8(cut);
    const RenderedPage rendered = render_page(cut);
    EXPECT_EQ(segment_lines(rendered.text).size(), rendered.markup.blocks.size()) << length;
  }
}

TEST(HostilePages, RandomBytesAndRandomMarkupAreRendered) {
  const std::vector<std::string> pieces{"<p>",     "</p>",      "<div class=", "\"",          ">",    "<a href='x'>",
                                        "</a>",    "text ",     "&lt;",        "&#0;",        "<!--", "-->",
                                        "<script", "</script>", "\xC3\xA9",    "<br>",        "<ul>", "<li>",
                                        "</ul>",   "<table>",   "<td>",        "\xE2\x80\xA8"};
  for (const std::uint64_t seed : seeds(300)) {
    std::mt19937_64 random(seed);
    std::string page;
    for (int i = 0; i < 300; ++i)
      page += random() % 9 == 0 ? std::string(1, static_cast<char>(random())) : pieces[random() % pieces.size()];
    repair_utf8(page);
    const RenderedPage rendered = render_page(page);
    EXPECT_TRUE(is_utf8(rendered.text)) << seed;
    EXPECT_EQ(segment_lines(rendered.text).size(), rendered.markup.blocks.size()) << seed;
    for (const BlockMarkup& block : rendered.markup.blocks) ASSERT_LT(block.element, rendered.markup.elements.size());
  }
}

}  // namespace
}  // namespace presswash
