#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/document.h"
#include "segment/render.h"
#include "segment/render_document.h"

namespace presswash {
namespace {

const MarkupElement& element_of(const RenderedPage& page, std::size_t block) {
  return page.markup.elements[page.markup.blocks[block].element];
}

TEST(Render, GivesALineToEachBlockWithWhiteSpaceCollapsed) {
  EXPECT_EQ(
      render_page("<p>The  ferry\n left</p> <p>at<br>nine</p><div>and <i>came</i> <b>back</b><div>late</div></div>")
          .text,
      "The ferry left\nat\nnine\nand came back\nlate\n");
}

TEST(Render, JoinsInlineElementsAsBrowsersDo) {
  EXPECT_EQ(render_page("<p>har<b>bo</b>ur<span>s</span> <a href=x>are</a>\n<em>calm</em>.</p>").text,
            "harbours are calm.\n");
}

TEST(Render, KeepsTheLinesOfPreformattedText) { EXPECT_EQ(render_page("<pre>one\ntwo\n</pre>").text, "one\ntwo\n"); }

TEST(Render, LeavesOutWhatNobodyReads) {
  EXPECT_EQ(render_page("<head><title>T</title><style>p{}</style></head><body><script>var a='<p>x</p>';</script>"
                        "<noscript>Enable it</noscript><template><p>t</p></template><svg><text>v</text></svg>"
                        "<select><option>One</option></select><p>Read</p><p>&nbsp;\xE2\x80\x8B</p>")
                .text,
            "Read\n");
}

TEST(Render, SkipsScriptsStylesAndCommentsWhateverStandsInThem) {
  EXPECT_EQ(render_page("<p>a<script>if (x < 1) document.write('<p>no</p>')</script>b</p>"
                        "<STYLE type=x>p > a { content: '</p><p>' }</STYLE >"
                        "<!-- <p>no</p> --><p>c<!----->d</p><scripty>e</scripty>"
                        "<script src=x.js /><p>f</p><script>'</scr' + 'ipt>' <!-- </script><p>g</p>")
                .text,
            "ab\ncd\ne\nf\ng\n");
  EXPECT_EQ(render_page("<p>a</p><script>never closed <p>b</p>").text, "a\n");
  EXPECT_EQ(render_page("<p>a</p><!-- never closed <p>b</p>").text, "a\n");
}

TEST(Render, WhatANoscriptLeavesOpenEndsWithIt) {
  EXPECT_EQ(render_page("<body><noscript><div><p>no</noscript><div><p>Read</p></div></body>").text, "Read\n");
  EXPECT_EQ(render_page("<p>a</p><NOSCRIPT >no</NOSCRIPT><p>b</p>").text, "a\nb\n");
}

TEST(Render, TurnsLineSeparatorsIntoSpaces) {
  EXPECT_EQ(render_page("<p>one\xE2\x80\xA8two\xC2\x85three</p>").text, "one two three\n");
}

TEST(Render, SaysWhereABlockStands) {
  const RenderedPage page = render_page(
      "<body><nav><a href=/>Home</a></nav><article><h2>Calm</h2><p>Text with <a href=x>link</a></p>"
      "<figure><figcaption>The pier</figcaption></figure><ul><li>Item</li></ul></article>"
      "<div role=contentinfo style='display: none'>Hidden</div><div itemprop=articleBody><p>Body</p></div>");
  ASSERT_EQ(page.text, "Home\nCalm\nText with link\nThe pier\nItem\nHidden\nBody\n");
  EXPECT_TRUE(element_of(page, 0).has(MarkupBit::Nav));
  EXPECT_EQ(page.markup.blocks[0].link_share, 100);
  EXPECT_TRUE(element_of(page, 1).has(MarkupBit::Heading));
  EXPECT_EQ(element_of(page, 1).tag, Tag::H2);
  EXPECT_TRUE(element_of(page, 2).has(MarkupBit::Article));
  EXPECT_EQ(element_of(page, 2).tag, Tag::P);
  EXPECT_EQ(page.markup.blocks[2].link_share, 33);
  EXPECT_TRUE(element_of(page, 3).has(MarkupBit::Caption));
  EXPECT_TRUE(element_of(page, 4).has(MarkupBit::List));
  EXPECT_TRUE(element_of(page, 5).has(MarkupBit::Hidden));
  EXPECT_TRUE(element_of(page, 5).has(MarkupBit::Footer));
  EXPECT_TRUE(element_of(page, 6).has(MarkupBit::BodyProperty));
}

TEST(Render, TakesTheInnermostElementThatHoldsAllOfABlock) {
  const RenderedPage page =
      render_page("<div class=kicker><span class=a>one</span> <span class=b>two</span></div><p><b>all</b></p>");
  EXPECT_EQ(element_of(page, 0).tag, Tag::Div);
  EXPECT_EQ(element_of(page, 1).tag, Tag::Strong);
  EXPECT_EQ(page.markup.blocks[1].strong_share, 100);
}

TEST(Render, GivesEqualPathsToSiblings) {
  const RenderedPage page = render_page("<div><p>one</p><p class=x>two</p><h3>three</h3></div>");
  EXPECT_EQ(element_of(page, 0).path, element_of(page, 1).path);
  EXPECT_NE(element_of(page, 0).path, element_of(page, 2).path);
  EXPECT_NE(element_of(page, 0).look, element_of(page, 1).look);
}

TEST(Render, SplitsClassesIntoWordsAndKeepsThemWhole) {
  const auto names = [](const char* html) {
    const RenderedPage page = render_page(html);
    const MarkupElement& element = element_of(page, 0);
    return std::vector<std::uint32_t>(page.markup.names.begin() + element.names_begin,
                                      page.markup.names.begin() + element.names_begin + element.names_count);
  };
  const auto parts = names("<p class='article body text'>a</p>");
  const auto all = names("<p class='articleBody__text-2'>a</p>");
  EXPECT_THAT(all, ::testing::IsSupersetOf(parts));
  EXPECT_EQ(all.size(), parts.size() + 1);  // the class as a whole, too
}

TEST(Metadata, PrefersJsonLdThenOpenGraphThenTheRest) {
  const RenderedPage page = render_page(
      R"(<html lang="en"><head><title>Harbour - The Gull</title><meta property="og:title" content="Harbour reopens">
      <meta property="og:site_name" content="The Gull"><link rel="canonical" href="https://gull.example/h">
      <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],
      "headline":"Harbour &amp; pier
      reopen","author":[{"name":"Ada Quill"},{"name":"Ben Ink"}],"datePublished":"2031-02-03"}]}</script></head>
      <body><time datetime="2030-01-01">then</time></body>)");
  EXPECT_EQ(page.metadata.title.value, "Harbour & pier reopen");
  EXPECT_EQ(page.metadata.title.by, StatedBy::JsonLd);
  EXPECT_EQ(page.metadata.byline.value, "Ada Quill, Ben Ink");
  EXPECT_EQ(page.metadata.published.value, "2031-02-03");
  EXPECT_EQ(page.metadata.site_name.value, "The Gull");
  EXPECT_EQ(page.metadata.site_name.by, StatedBy::OpenGraph);
  EXPECT_EQ(page.metadata.language.value, "en");
  EXPECT_EQ(page.metadata.canonical.value, "https://gull.example/h");
  EXPECT_EQ(page.metadata.canonical.by, StatedBy::Link);
}

TEST(Metadata, FallsBackToWhatThePageShows) {
  const RenderedPage page = render_page(
      "<title>T</title><h1>Calm <b>sea</b></h1><a rel=author href=/q>Ada Quill</a><time datetime=2031-02-03>x</time>");
  EXPECT_EQ(page.metadata.title.value, "Calm sea");
  EXPECT_EQ(page.metadata.title.by, StatedBy::Heading);
  EXPECT_EQ(page.metadata.byline.value, "Ada Quill");
  EXPECT_EQ(page.metadata.published.by, StatedBy::Time);
}

TEST(Metadata, IgnoresBrokenJsonLd) {
  for (const char* json : {"{", "[]", "{\"@type\":\"NewsArticle\",\"headline\":", "null", "{\"@type\":7}", ""}) {
    const RenderedPage page = render_page(std::string("<script type='application/ld+json'>") + json + "</script><p>a");
    EXPECT_FALSE(page.metadata.title.known()) << json;
    EXPECT_EQ(page.text, "a\n");
  }
}

Document page_document(std::string html, std::string record) {
  Document document;
  document.html = std::move(html);
  document.record = std::move(record);
  return document;
}

TEST(RenderDocument, PutsTheTextIntoTheRecordAndTakesThePageOut) {
  Document document = page_document("<p>Calm</p>", R"({"id":1,"html":"<p>Calm</p>","more":[2]})");
  render_document(document);
  EXPECT_EQ(document.text, "Calm\n");
  EXPECT_EQ(document.record, R"({"id":1,"more":[2],"text":"Calm\n"})");
}

TEST(RenderDocument, KeepsThePageWhenAskedTo) {
  Document document = page_document("<p>Calm</p>", R"({"html":"<p>Calm</p>","text":"old"})");
  render_document(document, {.keep_html = true});
  EXPECT_EQ(document.record, R"({"html":"<p>Calm</p>","text":"Calm\n"})");
}

TEST(RenderDocument, ReplacesATextThatIsNoString) {
  Document document = page_document("<p>Calm</p>", R"({"text":null,"html":"<p>Calm</p>"})");
  render_document(document);
  EXPECT_EQ(document.record, R"({"text":"Calm\n"})");
}

TEST(RenderDocument, FillsInWhatTheRecordDidNotSay) {
  const std::string html =
      "<link rel=canonical href=https://www.gull.example/a><meta property=og:title content=Page><time "
      "datetime=2031-02-03></time>Text";
  Document bare = page_document(html, "");
  render_document(bare);
  EXPECT_EQ(bare.title, "Page");
  EXPECT_EQ(bare.site, "gull.example");
  EXPECT_EQ(bare.published, "2031-02-03");
  EXPECT_TRUE(bare.published_seconds.has_value());
  Document told = page_document(html, R"({"title":"Record"})");
  told.title = "Record";
  told.site = "other.example";
  render_document(told);
  EXPECT_EQ(told.title, "Record");
  EXPECT_EQ(told.site, "other.example");
}

}  // namespace
}  // namespace presswash
