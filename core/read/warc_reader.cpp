#include <algorithm>
#include <charconv>
#include <optional>

#include "base/ascii.h"
#include "read/http_message.h"
#include "read/input_buffer.h"
#include "read/input_reader.h"
#include "read/page_encoding.h"

namespace presswash {
namespace {

constexpr std::size_t longest_line = std::size_t{64} << 10U;
constexpr std::size_t most_lines = 1000;
constexpr std::uint64_t largest_page = std::uint64_t{64} << 20U;  ///< of a response, decompressed

/// Some writers put addresses and ids in angle brackets.
std::string without_brackets(std::string_view text) {
  if (text.starts_with('<') && text.ends_with('>')) text = text.substr(1, text.size() - 2);
  return std::string(text);
}

Error corrupt(std::string message) { return {.code = ErrorCode::CorruptInput, .message = std::move(message)}; }

/// What a record's header says.
struct WarcHeader {
  std::string type;  ///< lower case
  std::string id;
  std::string uri;
  std::string date;
  std::string content_type;
  std::optional<std::uint64_t> length{};
};

class WarcReader final : public InputReader {
 public:
  WarcReader(std::unique_ptr<ByteSource> source, std::uint64_t max_record_bytes, SkippedRecords& skipped)
      : buffer_(std::move(source)), max_record_bytes_(max_record_bytes), skipped_(skipped) {}

  Result<bool> next(RawRecord& out) override {
    while (!ended_) {
      ++record_;
      WarcHeader header;
      const Result<bool> any = read_header(header);
      if (!any) return end_with(any.error());
      if (!*any) break;
      const Result<bool> page = read_block(header, out);
      if (!page) return end_with(page.error());
      if (*page) return true;
    }
    ended_ = true;
    return false;
  }

 private:
  Error end_with(Error error) {
    ended_ = true;
    error.record = record_;
    return error;
  }

  /// False at the end of the source.
  Result<bool> read_line(std::string& line) {
    line.clear();
    while (true) {
      const Result<std::string_view> piece = buffer_.look();
      if (!piece) return piece.error();
      if (piece->empty()) return !line.empty();
      const std::size_t newline = piece->find('\n');
      const std::size_t length = std::min(newline, piece->size());
      if (line.size() + length > longest_line)
        return corrupt("a line of the record's header is too long; this is no WARC file");
      line.append(piece->substr(0, length));
      buffer_.take(std::min(length + 1, piece->size()));
      if (newline == std::string_view::npos) continue;
      if (line.ends_with('\r')) line.pop_back();
      return true;
    }
  }

  /// False when there is no further record.
  Result<bool> read_header(WarcHeader& out) {
    std::string line;
    do {  // empty lines behind the record before
      const Result<bool> any = read_line(line);
      if (!any) return any.error();
      if (!*any) return false;
    } while (line.empty());
    if (!line.starts_with("WARC/"))
      return corrupt(
          "a record does not begin with WARC/1.0; the file is damaged there, the records before it were read");
    std::string name;
    std::string value;
    for (std::size_t lines = 0;; ++lines) {
      const Result<bool> any = read_line(line);
      if (!any) return any.error();
      if (!*any || lines > most_lines)
        return corrupt("the record's header is cut short; fetch the file again for the rest");
      if (!line.empty() && (line.front() == ' ' || line.front() == '\t')) {  // goes on with the line before
        value += ' ';
        value += ascii_trimmed(line);
        continue;
      }
      keep(name, value, out);
      if (line.empty()) break;
      const std::size_t colon = std::min(line.find(':'), line.size());
      name = ascii_lower(ascii_trimmed(std::string_view(line).substr(0, colon)));
      value = ascii_trimmed(std::string_view(line).substr(std::min(colon + 1, line.size())));
    }
    if (!out.length) return corrupt("the record's header gives no Content-Length; the file is damaged there");
    return true;
  }

  static void keep(const std::string& name, const std::string& value, WarcHeader& out) {
    if (name == "warc-type") out.type = ascii_lower(value);
    if (name == "warc-record-id") out.id = without_brackets(value);
    if (name == "warc-target-uri") out.uri = without_brackets(value);
    if (name == "warc-date") out.date = value;
    if (name == "content-type") out.content_type = value;
    if (name != "content-length") return;
    std::uint64_t length = 0;
    const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), length);
    if (failure == std::errc{} && end == value.data() + value.size()) out.length = length;
  }

  /// Reads or skips a record's block; true when it holds a page, or should and does not.
  Result<bool> read_block(const WarcHeader& header, RawRecord& out) {
    const bool response = header.type == "response";
    const bool resource = header.type == "resource" && is_html_type(header.content_type);
    const bool wanted = response || resource;
    std::string block;
    RecordBytes bytes(block, max_record_bytes_);
    for (std::uint64_t left = *header.length; left > 0;) {
      const Result<std::string_view> piece = buffer_.look();
      if (!piece || piece->empty()) {
        if (!piece) return piece.error();
        return corrupt("the last record is cut short; fetch the file again for the rest");
      }
      const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece->size()));
      if (wanted) bytes.append(piece->substr(0, taken));
      buffer_.take(taken);
      left -= taken;
    }
    if (!wanted) {
      ++(header.type == "revisit" ? skipped_.revisits : skipped_.not_pages);
      return false;
    }
    out.source.record = record_;
    out.is_file = out.is_page = true;
    out.oversized = bytes.oversized();
    out.name = header.id;
    out.url = header.uri;
    out.date = header.date;
    if (resource || out.oversized) {
      out.charset = charset_of(header.content_type);
      out.bytes = std::move(block);
      return true;
    }
    const Result<HttpResponse> message = parse_http_response(block);
    if (!message) return faulty(message.error(), std::move(block), out);
    const bool found = message->status >= 200 && message->status < 300;
    if (!found || !is_html_type(message->content_type)) {
      ++skipped_.not_pages;
      return false;
    }
    Result<std::string> body =
        decoded_body(*message, static_cast<std::size_t>(std::min(largest_page, max_record_bytes_)));
    if (!body) return faulty(body.error(), std::move(block), out);
    out.charset = charset_of(message->content_type);
    out.bytes = std::move(*body);
    return true;
  }

  static bool faulty(const Error& error, std::string block, RawRecord& out) {
    out.fault = error;
    out.bytes = std::move(block);
    return true;
  }

  InputBuffer buffer_;
  std::uint64_t max_record_bytes_;
  SkippedRecords& skipped_;
  std::uint64_t record_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<InputReader> warc_reader(std::unique_ptr<ByteSource> source, std::uint64_t max_record_bytes,
                                         SkippedRecords& skipped) {
  return std::make_unique<WarcReader>(std::move(source), max_record_bytes, skipped);
}

}  // namespace presswash
