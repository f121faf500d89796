#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "classify/classify_support.h"
#include "classify/page_lines.h"
#include "classify/page_tree.h"
#include "segment/render.h"

namespace presswash::testing {

inline std::string paragraph(std::size_t number) { return "<p>" + sentence(number, 30) + "</p>"; }

/// What the parts of the page that `make(tree, lines)` gives append for every block of a page of HTML.
template <typename Make>
std::vector<std::vector<float>> block_features(const std::string& html, const Make& make) {
  const RenderedPage rendered = render_page(html);
  const Page page = page_of(rendered.text, {});
  const PageTree tree(page, rendered.markup, {});
  const PageLines lines(tree, {});
  const auto part = make(tree, lines);
  std::vector<std::vector<float>> out(page.blocks.size());
  for (std::size_t i = 0; i < out.size(); ++i) part.fill(i, out[i]);
  return out;
}

}  // namespace presswash::testing
