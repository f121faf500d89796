#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace presswash {

/// A page's bytes in UTF-8; `replaced` counts what could not be decoded and became U+FFFD.
struct DecodedPage {
  std::string html;
  std::size_t replaced = 0;
};

/// Decodes a page: UTF-8 when it decodes as such (a few broken bytes among many sound ones allowed); else by its byte
/// order mark, the `declared` charset (of an HTTP header; may be empty), the charset that a meta element near its start
/// names, and windows-1252, in this order. Labels mean what browsers take them for: latin1 is windows-1252.
[[nodiscard]] DecodedPage decode_page(std::string bytes, std::string_view declared = {});

/// The charset parameter of a Content-Type value; empty when it has none.
[[nodiscard]] std::string charset_of(std::string_view content_type);

}  // namespace presswash
