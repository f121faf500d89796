#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "segment/media_reader.h"
#include "segment/render.h"

namespace presswash {
namespace {

std::vector<MarkupMedia> media_of(const std::string& html) { return render_page(html).markup.media; }

TEST(MediaReader, TellsImagesIconsPlayersAndFields) {
  const auto media = media_of(
      "<img src=a><img src=b width=40><img src=c width='60%'><svg><path></svg><iframe src=d></iframe><video></video>"
      "<form><input name=e><textarea></textarea></form><p>Text</p>");
  std::vector<MediaKind> kinds;
  for (const MarkupMedia& one : media) kinds.push_back(one.kind);
  using K = MediaKind;
  EXPECT_EQ(kinds, (std::vector{K::Image, K::Icon, K::Image, K::Icon, K::Player, K::Player, K::Field, K::Field}));
}

TEST(MediaReader, KeepsTheDescriptionElseTheTitle) {
  const RenderedPage page =
      render_page("<img alt='The pier' title='x'><img title='At dawn'><img alt='' title='Gate'><img>");
  std::vector<std::string> alts;
  for (const MarkupMedia& one : page.markup.media)
    alts.push_back(page.markup.alts.substr(one.alt_begin, one.alt_end - one.alt_begin));
  EXPECT_EQ(alts, (std::vector<std::string>{"The pier", "At dawn", "Gate", ""}));
}

TEST(MediaReader, KnowsBetweenWhichBlocksAnImageStands) {
  const auto media = media_of(
      "<img src=a><p>First</p><div><img src=b></div><p><img src=c>Second</p><p>Third <img src=d> ends</p><img src=e>");
  ASSERT_EQ(media.size(), 5U);
  EXPECT_EQ(media[0].block, 0U);
  EXPECT_EQ(media[1].block, 1U);
  EXPECT_EQ(media[2].block, 1U);
  EXPECT_FALSE(media[2].within);
  EXPECT_EQ(media[3].block, 2U);
  EXPECT_TRUE(media[3].within) << "text of the block stands before it";
  EXPECT_EQ(media[4].block, 3U) << "behind the last block";
}

TEST(MediaReader, SeesLinksAndOverlooksWhatDoesNotShow) {
  const auto media = media_of(
      "<a href=/x><img src=a></a><img src=b><noscript><img src=c></noscript><template><img src=d></template><p>T</p>");
  ASSERT_EQ(media.size(), 2U);
  EXPECT_TRUE(media[0].linked);
  EXPECT_FALSE(media[1].linked);
}

TEST(MediaReader, CutsAVeryLongDescription) {
  std::string alts;
  const std::string alt(100'000, 'a');
  const std::vector<HtmlAttribute> attributes = {{"alt", alt}};
  EXPECT_EQ(read_media(MediaKind::Image, attributes, alts).alt_end, 2000U);
  EXPECT_EQ(alts.size(), 2000U);
  EXPECT_EQ(read_media(MediaKind::Player, attributes, alts).alt_end, 2000U) << "only images are described";
}

}  // namespace
}  // namespace presswash
