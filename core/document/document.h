#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "document/markup.h"
#include "document/page_metadata.h"

namespace presswash {

/// Where a document was read: which input of the command line (from 0), which record of it (from 1).
struct Source {
  std::uint32_t input = 0;
  std::uint64_t record = 0;
  friend auto operator<=>(const Source&, const Source&) = default;
};

/// One scraped item. `text` is valid UTF-8: what could not be decoded was replaced by U+FFFD and counted. Of a page it
/// is what render_document (segment) makes of `html`.
struct Document {
  std::string id;
  std::string url;
  std::string site;  ///< host, lower case, without www., m. or amp.; empty when unknown
  std::string title;
  std::string published;                            ///< as it was read
  std::optional<std::int64_t> published_seconds{};  ///< since 1970-01-01 UTC; absent when unknown or unreadable
  std::string text;
  Source source;
  std::string record;          ///< the JSON object it came from, one line; empty when it was a text file
  std::uint32_t replaced = 0;  ///< invalid byte sequences and lone surrogates that were replaced
  bool made_id = false;        ///< the input had no id: it was made from url, published, title and text (or html)
  std::string html;            ///< of a page that was not rendered yet; empty otherwise
  std::shared_ptr<const PageMarkup> markup;  ///< of a rendered page; absent for text
  PageMetadata page;                         ///< what a rendered page states of itself
};

}  // namespace presswash
