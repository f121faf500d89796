#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classify/page_links.h"
#include "classify/page_support.h"

namespace presswash::testing {
namespace {

// Places of features, in the order in which they are appended.
constexpr std::size_t alike = 0;
constexpr std::size_t outside = 1;
constexpr std::size_t inside = 2;
constexpr std::size_t inside_of_parent = 4;

std::vector<std::vector<float>> features_of(const std::string& html) {
  return block_features(html, [](const PageTree& tree, const PageLines& /*lines*/) { return PageLinks(tree); });
}

TEST(PageLinks, KnowsATeaserByItsLinksToOnePage) {
  const auto all = features_of(
      "<p>Text with <a href='/x'>a link</a></p><div><a href='/t'><img src=y></a><h3><a href='/t'>Teaser</a></h3></div>"
      "<p>No link</p><p><a href='#a'>Up</a></p>");
  EXPECT_EQ(all[0][alike], 1.0F);
  EXPECT_EQ(all[1][alike], 2.0F);
  EXPECT_EQ(all[2][alike], 0.0F);
  EXPECT_EQ(all[3][alike], 0.0F) << "leads to no other page";
}

TEST(PageLinks, CountsLinksWithinTheSiteAndOutOfIt) {
  const auto all = features_of(
      "<div><p><a href='http://a.org/1'>1</a> <a href='/2'>2</a></p><p>Text</p></div>"
      "<p><a href='http://b.org/'>b</a> <a href='http://b.org/3'>3</a></p>");
  EXPECT_FLOAT_EQ(all[0][outside], 0.5F);
  EXPECT_FLOAT_EQ(all[0][inside], 1.0F);
  EXPECT_FLOAT_EQ(all[0][inside_of_parent], 0.5F) << "one link, two blocks";
  EXPECT_FLOAT_EQ(all[2][outside], 0.0F) << "the site linked most is the page's own";
}

}  // namespace
}  // namespace presswash::testing
