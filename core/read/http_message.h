#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace presswash {

/// An HTTP response as a crawler stored it (RFC 9112).
struct HttpResponse {
  int status = 0;
  std::string content_type;      ///< as it stands
  std::string content_encoding;  ///< lower case; empty when there is none
  bool chunked = false;
  std::string_view body;  ///< as it was sent; points into the message
};

/// Takes a message apart; a missing blank line ends the header at the message's end. Errors: CorruptInput (no status
/// line).
[[nodiscard]] Result<HttpResponse> parse_http_response(std::string_view message);

/// The body with its chunks joined and decompressed (gzip, deflate, zstd; several, too). Crawlers store bodies that
/// were decoded already under the old header: a body that is not what the header says is taken as it is. What was cut
/// short gives what there is of it. Errors: UnknownCompression, InvalidArgument (more than `max_bytes`).
[[nodiscard]] Result<std::string> decoded_body(const HttpResponse& response, std::size_t max_bytes);

/// True of text/html and application/xhtml+xml, parameters aside.
[[nodiscard]] bool is_html_type(std::string_view content_type);

}  // namespace presswash
