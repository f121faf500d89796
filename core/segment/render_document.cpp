#include "segment/render_document.h"

#include <utility>

#include "read/json_text.h"
#include "read/parse_record.h"
#include "segment/render.h"

namespace presswash {
namespace {

/// The record with the text in it, and without the page where that is wanted.
std::string record_with_text(const std::string& record, std::string_view text, const RenderOptions& options) {
  std::string out = record;
  if (!options.keep_html) {
    Result<std::string> without = record_without(out, options.html_field);
    if (without) out = std::move(*without);
    // A page inside another object cannot be taken out as a whole field.
    Result<std::string> emptied = edited_record(out, {.field = options.html_field, .text = std::string_view()});
    if (emptied) out = std::move(*emptied);
  }
  Result<std::string> edited = edited_record(out, {.field = options.text_field, .text = text});
  if (edited) return std::move(*edited);
  Result<std::string> added =
      edited_record(out, {.field = {}, .added = options.text_field, .added_json = json_string(text)});
  return added ? std::move(*added) : out;
}

}  // namespace

void render_document(Document& document, const RenderOptions& options) {
  if (document.html.empty()) return;
  RenderedPage page = render_page(document.html);
  document.html = {};
  document.text = std::move(page.text);
  document.page = std::move(page.metadata);
  document.markup = std::make_shared<const PageMarkup>(std::move(page.markup));
  if (document.title.empty()) document.title = document.page.title.value;
  if (document.page.published.known() && (document.published.empty() || document.record.empty())) {
    document.published = document.page.published.value;
    document.published_seconds = parse_published(document.published);
  }
  if (document.url.empty()) document.url = document.page.canonical.value;
  if (document.site.empty()) document.site = site_of_url(document.url);
  if (!document.record.empty()) document.record = record_with_text(document.record, document.text, options);
}

SegmentedText blocks_of(const Document& document, Segmentation how) {
  return segment_text(document.text, document.markup ? Segmentation::Lines : how);
}

}  // namespace presswash
