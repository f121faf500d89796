#pragma once

#include <string>

#include "document/document.h"
#include "document/outcome.h"

namespace presswash {

/// The document without its removed blocks as CommonMark: its title as first heading, of a page subheadings, list items
/// and quotations as its markup has them, of a text every line as a paragraph. Ends with a line feed.
[[nodiscard]] std::string markdown_of(const Document& document, const Outcome& outcome);

}  // namespace presswash
