#pragma once

#include <span>
#include <string>
#include <string_view>

#include "document/markup.h"
#include "segment/html_parser.h"

namespace presswash {

/// Whether `read_media` reads an attribute.
[[nodiscard]] bool is_of_media(std::string_view tag, std::string_view attribute) noexcept;

/// What an element of this kind shows, its place left open. Its description is appended to `alts`.
[[nodiscard]] MarkupMedia read_media(MediaKind kind, std::span<const HtmlAttribute> attributes, std::string& alts);

}  // namespace presswash
