#include "read/input_buffer.h"
#include "read/input_reader.h"
#include "read/json_special.h"

namespace presswash {
namespace {

constexpr std::string_view white = " \t\r\n";

/// Finds where an element ends by counting brackets outside strings, over any number of pieces.
class ElementEnd {
 public:
  /// Place of the comma or bracket that ends the element, or the size of the piece when it goes on.
  std::size_t find_in(std::string_view piece) {
    std::size_t at = 0;
    while (at < piece.size()) {
      if (in_string_) {
        at = behind_string(piece, at);
        continue;
      }
      const char c = piece[at];
      if (depth_ == 0 && (c == ',' || c == ']')) return at;
      if (c == '"') in_string_ = true;
      if (c == '{' || c == '[') ++depth_;
      if ((c == '}' || c == ']') && depth_ > 0) --depth_;
      ++at;
    }
    return at;
  }

 private:
  std::size_t behind_string(std::string_view piece, std::size_t at) {
    if (escaped_) {
      escaped_ = false;
      return at + 1;
    }
    at = find_json_special(piece, at);
    if (at == piece.size()) return at;
    in_string_ = piece[at] != '"';
    escaped_ = piece[at] == '\\';
    return at + 1;
  }

  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

/// Cuts the elements of an array apart; whether one is sound JSON is for the parser to say.
class ArrayReader final : public InputReader {
 public:
  ArrayReader(std::unique_ptr<ByteSource> source, std::uint64_t max_record_bytes)
      : buffer_(std::move(source)), max_record_bytes_(max_record_bytes) {}

  Result<bool> next(RawRecord& out) override {
    if (ended_) return false;
    Result<bool> any = place_ == Place::Behind ? at_end() : element(out);
    ended_ = !any || !*any;
    if (any) return any;
    Error error = any.error();
    error.record = element_;
    return error;
  }

 private:
  enum class Place : unsigned char { Before, FirstElement, Inside, Behind };

  Result<bool> element(RawRecord& out) {
    Result<char> mark = next_mark();
    if (mark && place_ == Place::Before && *mark == '[') {
      buffer_.take(1);
      place_ = Place::FirstElement;
      mark = next_mark();
    }
    if (!mark) return mark.error();
    if (place_ == Place::FirstElement && *mark == ']') {
      buffer_.take(1);
      place_ = Place::Behind;
      return at_end();
    }
    place_ = Place::Inside;
    ++element_;
    RecordBytes record(out.bytes, max_record_bytes_);
    if (const Status whole = read_element(record); !whole) return whole.error();
    if (!record.oversized()) out.bytes.erase(out.bytes.find_last_not_of(white) + 1);
    out.source.record = element_;
    out.oversized = record.oversized();
    return true;
  }

  /// Takes the element and the comma or bracket behind it.
  Status read_element(RecordBytes& record) {
    ElementEnd end;
    while (true) {
      const Result<std::string_view> piece = buffer_.look();
      if (!piece) return piece.error();
      if (piece->empty()) return cut();
      const std::size_t at = end.find_in(*piece);
      record.append(piece->substr(0, at));
      const bool found = at < piece->size();
      if (found && (*piece)[at] == ']') place_ = Place::Behind;
      buffer_.take(found ? at + 1 : at);
      if (found) return Done{};
    }
  }

  /// Behind the array only white space may stand.
  Result<bool> at_end() {
    const Result<char> mark = next_mark();
    if (!mark) return mark.error();
    if (*mark == '\0') return false;
    return Error{.code = ErrorCode::CorruptInput,
                 .message =
                     "there is more behind the end of the JSON array, and it was not read; write one object a "
                     "line (jq -c '.[]') or one array only"};
  }

  /// The next byte that is not white space, or NUL at the end.
  Result<char> next_mark() {
    while (true) {
      const Result<std::string_view> piece = buffer_.look();
      if (!piece) return piece.error();
      if (piece->empty()) return '\0';
      const std::size_t at = piece->find_first_not_of(white);
      buffer_.take(std::min(at, piece->size()));
      if (at != std::string_view::npos) return (*piece)[at];
    }
  }

  static Error cut() {
    return {.code = ErrorCode::CorruptInput,
            .message = "the JSON array is cut short; the elements before were read, fetch the file again for the rest"};
  }

  InputBuffer buffer_;
  std::uint64_t max_record_bytes_;
  std::uint64_t element_ = 0;
  Place place_ = Place::Before;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<InputReader> array_reader(std::unique_ptr<ByteSource> source, std::uint64_t max_record_bytes) {
  return std::make_unique<ArrayReader>(std::move(source), max_record_bytes);
}

}  // namespace presswash
