#include "read/http_message.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <ranges>
#include <vector>

#include <zlib.h>
#include <zstd.h>

#include "base/ascii.h"

namespace presswash {
namespace {

/// The next line, its end taken off; moves `rest` behind it.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The chunks joined; absent when the body is not chunked.
std::optional<std::string> joined_chunks(std::string_view body) {
  std::string out;
  bool any = false;
  while (!body.empty()) {
    const std::string_view line = take_line(body);
    const std::string_view digits = ascii_trimmed(line.substr(0, std::min(line.find(';'), line.size())));
    std::size_t size = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (failure != std::errc{} || end != digits.data() + digits.size()) {
      if (!any) return std::nullopt;
      break;
    }
    any = true;
    if (size == 0) break;
    out.append(body.substr(0, size));
    body.remove_prefix(std::min(size, body.size()));
    if (body.starts_with("\r\n"))
      body.remove_prefix(2);
    else if (body.starts_with('\n'))
      body.remove_prefix(1);
  }
  return out;
}

/// What became of a body that was to be decompressed.
enum class Unpacked { Whole, TooLarge, NotPacked };

/// `window`: as inflateInit2 takes it.
Unpacked inflate_with(std::string_view packed, int window, std::size_t max_bytes, std::string& out) {
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) return Unpacked::NotPacked;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::vector<char> piece(std::size_t{64} << 10U);
  int result = Z_OK;
  while (result == Z_OK && out.size() <= max_bytes) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    result = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (out.size() > max_bytes) return Unpacked::TooLarge;
  return out.empty() && result != Z_STREAM_END ? Unpacked::NotPacked : Unpacked::Whole;
}

Unpacked unpack_zstd(std::string_view packed, std::size_t max_bytes, std::string& out) {
  ZSTD_DCtx* context = ZSTD_createDCtx();
  if (context == nullptr) return Unpacked::NotPacked;
  ZSTD_inBuffer from{.src = packed.data(), .size = packed.size(), .pos = 0};
  std::vector<char> piece(std::size_t{64} << 10U);
  while (out.size() <= max_bytes) {
    ZSTD_outBuffer to{.dst = piece.data(), .size = piece.size(), .pos = 0};
    const std::size_t before = from.pos;
    const std::size_t answer = ZSTD_decompressStream(context, &to, &from);
    if (ZSTD_isError(answer) != 0U || (to.pos == 0 && from.pos == before)) break;
    out.append(piece.data(), to.pos);
  }
  ZSTD_freeDCtx(context);
  if (out.size() > max_bytes) return Unpacked::TooLarge;
  return out.empty() ? Unpacked::NotPacked : Unpacked::Whole;
}

/// Undoes one coding. Absent: it is none that is known.
std::optional<Unpacked> unpack(std::string_view coding, std::string_view packed, std::size_t max_bytes,
                               std::string& out) {
  constexpr int with_gzip_header = 15 + 16;
  if (coding == "gzip" || coding == "x-gzip") return inflate_with(packed, with_gzip_header, max_bytes, out);
  if (coding == "zstd") return unpack_zstd(packed, max_bytes, out);
  if (coding != "deflate") return std::nullopt;
  const Unpacked wrapped = inflate_with(packed, 15, max_bytes, out);
  return wrapped == Unpacked::NotPacked ? inflate_with(packed, -15, max_bytes, out)
                                        : wrapped;  // some leave zlib's header out
}

}  // namespace

Result<HttpResponse> parse_http_response(std::string_view message) {
  HttpResponse out;
  const std::string_view first = take_line(message);
  const std::size_t space = first.find(' ');
  if (!first.starts_with("HTTP/") || space == std::string_view::npos) {
    return Error{.code = ErrorCode::CorruptInput,
                 .message = "the response does not begin with an HTTP status line; crawl the page again"};
  }
  std::from_chars(first.data() + space + 1, first.data() + first.size(), out.status);
  std::string name;
  std::string value;
  const auto keep = [&] {
    if (name == "content-type") out.content_type = value;
    if (name == "content-encoding") out.content_encoding = ascii_lower(value);
    if (name == "transfer-encoding") out.chunked = ascii_lower(value).find("chunked") != std::string::npos;
    name.clear();
  };
  while (!message.empty()) {
    const std::string_view line = take_line(message);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') {  // goes on with the line before
      value += ' ';
      value += ascii_trimmed(line);
      continue;
    }
    keep();
    const std::size_t colon = std::min(line.find(':'), line.size());
    name = ascii_lower(ascii_trimmed(line.substr(0, colon)));
    value = ascii_trimmed(line.substr(std::min(colon + 1, line.size())));
  }
  keep();
  out.body = message;
  return out;
}

Result<std::string> decoded_body(const HttpResponse& response, std::size_t max_bytes) {
  std::string body(response.body);
  if (response.chunked) {
    if (auto joined = joined_chunks(response.body)) body = std::move(*joined);
  }
  std::vector<std::string> codings;  // in the order they were applied
  std::string_view list = response.content_encoding;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view coding = ascii_trimmed(list.substr(0, comma));
    if (!coding.empty() && coding != "identity") codings.emplace_back(coding);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  for (const std::string& coding : codings | std::views::reverse) {
    std::string out;
    const auto unpacked = unpack(coding, body, max_bytes, out);
    if (!unpacked) {
      if (ascii_trimmed(body).starts_with('<')) return body;  // it was decoded already
      return Error{.code = ErrorCode::UnknownCompression,
                   .message = "the page is compressed by \"" + coding +
                              "\", which is not read; crawl it with gzip, deflate, zstd or none"};
    }
    if (*unpacked == Unpacked::TooLarge) {
      return Error{.code = ErrorCode::InvalidArgument,
                   .message = "the page is larger than " + std::to_string(max_bytes) +
                              " bytes when it is decompressed; leave it out"};
    }
    if (*unpacked == Unpacked::Whole) body = std::move(out);
  }
  return body;
}

bool is_html_type(std::string_view content_type) {
  const std::string type =
      ascii_lower(ascii_trimmed(content_type.substr(0, std::min(content_type.find(';'), content_type.size()))));
  return type == "text/html" || type == "application/xhtml+xml";
}

}  // namespace presswash
