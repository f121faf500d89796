#pragma once

#include <string>

#include "document/document.h"
#include "document/outcome.h"

namespace presswash {

/// A document block by block, as one row with its line feed: {"id","url","title","blocks":[{"name","kind","score",
/// "removed","text"}]}. A block's name is that of BlockReading: who writes down which blocks are article gives
/// `presswash train --readings` what it needs.
[[nodiscard]] std::string judged_page_row(const Document& document, const Outcome& outcome);

}  // namespace presswash
