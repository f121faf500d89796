#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "segment/link_reader.h"
#include "segment/render.h"

namespace presswash {
namespace {

constexpr const char* canonical = "<link rel=canonical href='https://www.example.com/news/a'>";

std::vector<bool> outside(const std::string& html) {
  std::vector<bool> out;
  for (const MarkupLink& link : render_page(html).markup.links) out.push_back(link.outside);
  return out;
}

TEST(LinkReader, TellsOtherSitesFromThePagesOwn) {
  EXPECT_EQ(outside(std::string(canonical) +
                    "<a href='/b'>b</a><a href='https://example.com/c'>c</a><a href='//www.example.com?d'>d</a>"
                    "<a href='http://example.org/e'>e</a><a href='f.html'>f</a>"),
            (std::vector{false, false, false, true, false}));
}

TEST(LinkReader, TakesTheSiteLinkedMostForItsOwnWhenThePageNamesNone) {
  EXPECT_EQ(outside("<a href='http://a.com/1'>1</a><a href='http://b.com/1'>2</a><a href='http://a.com/2'>3</a>"),
            (std::vector{false, true, false}));
}

TEST(LinkReader, LinksToOnePageHaveOneTarget) {
  const auto links = render_page(
                         "<a href='/a'><img src=x></a><p><a href=' /a#top '>Headline</a> <a href='/b'>Other</a>"
                         "<a href='#top'>Top</a><a href='javascript:x()'>Do</a><a href='mailto:a@b.c'>Mail</a></p>")
                         .markup.links;
  ASSERT_EQ(links.size(), 6U);
  EXPECT_NE(links[0].target, 0U);
  EXPECT_EQ(links[0].target, links[1].target);
  EXPECT_NE(links[0].target, links[2].target);
  for (std::size_t k = 3; k < 6; ++k) EXPECT_EQ(links[k].target, 0U) << k;
}

TEST(LinkReader, KnowsInWhichBlockALinkBegins) {
  const RenderedPage page = render_page(
      "<p>No link</p><a href='/a'><img src=x></a><p>See <a href='/b'>this one</a> and <a href='/c'>that</a></p>");
  const auto& markup = page.markup;
  ASSERT_EQ(markup.blocks.size(), 2U);
  EXPECT_EQ(markup.blocks[0].link, 0U);
  ASSERT_EQ(markup.blocks[1].link, 2U) << "the second link, counted from one: the first has no words";
  EXPECT_EQ(markup.links[0].words, 0U);
  EXPECT_EQ(markup.links[1].words, 2U);
  EXPECT_EQ(markup.links[1].block, 1U);
  EXPECT_EQ(markup.links[2].block, 1U);
}

}  // namespace
}  // namespace presswash
