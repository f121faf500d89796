#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "document/markup.h"
#include "segment/html_parser.h"

namespace presswash {

/// Whether `read_media` reads an attribute.
[[nodiscard]] bool is_of_media(std::string_view tag, std::string_view attribute) noexcept;

/// What an element shows besides text, its place left open; nothing when it shows none. Its description is appended to
/// `alts`.
[[nodiscard]] std::optional<MarkupMedia> read_media(std::string_view tag, std::span<const HtmlAttribute> attributes,
                                                    std::string& alts);

}  // namespace presswash
