#pragma once

#include <string>
#include <string_view>

#include "document/markup.h"
#include "document/page_metadata.h"
#include "segment/html_parser.h"

namespace presswash {

/// A page as a reader sees it.
struct RenderedPage {
  std::string text;  ///< a line for each block, each ended by a line feed; valid UTF-8
  PageMarkup markup;
  PageMetadata metadata;
  bool cut = false;  ///< a limit ended the reading
};

/// Renders a page (valid UTF-8): runs of text between block elements and line breaks, white space collapsed; scripts,
/// styles, forms' fields and the like are left out, hidden parts stay and are marked. Every page has a rendering; that
/// of one without text is empty.
[[nodiscard]] RenderedPage render_page(std::string_view html, const HtmlLimits& limits = {});

}  // namespace presswash
