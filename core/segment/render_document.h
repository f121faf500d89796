#pragma once

#include <string_view>

#include "document/document.h"
#include "segment/segment_text.h"

namespace presswash {

struct RenderOptions {
  std::string_view text_field = "text";  ///< of the record: where the rendered text is put
  std::string_view html_field = "html";  ///< of the record: taken out, unless
  bool keep_html = false;
};

/// Turns a document's `html` into its `text`, with markup and metadata, and puts the text into its record. Title,
/// published, site and url that the record did not give are taken from the page. A document without html stays as it
/// is.
void render_document(Document& document, const RenderOptions& options = {});

/// The blocks of a document's text: of a rendered page its lines, whatever `how` says.
[[nodiscard]] SegmentedText blocks_of(const Document& document, Segmentation how = Segmentation::Auto);

}  // namespace presswash
