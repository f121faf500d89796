#include <cstring>

#include "read/input_buffer.h"
#include "read/input_reader.h"

namespace presswash {
namespace {

bool is_blank(std::string_view line) noexcept { return line.find_first_not_of(" \t\r\v\f") == std::string_view::npos; }

class LineReader final : public InputReader {
 public:
  LineReader(std::unique_ptr<ByteSource> source, std::uint64_t max_record_bytes)
      : buffer_(std::move(source)), max_record_bytes_(max_record_bytes) {}

  Result<bool> next(RawRecord& out) override {
    while (!ended_) {
      RecordBytes record(out.bytes, max_record_bytes_);
      ++line_;
      const Result<bool> any = read_line(record);
      if (!any) {
        ended_ = true;
        Error error = any.error();
        error.record = line_;
        return error;
      }
      if (!*any) break;
      if (!record.oversized() && is_blank(out.bytes)) continue;
      if (!record.oversized() && out.bytes.back() == '\r') out.bytes.pop_back();
      out.source.record = line_;
      out.oversized = record.oversized();
      return true;
    }
    ended_ = true;
    return false;
  }

 private:
  /// False when there was no further byte.
  Result<bool> read_line(RecordBytes& record) {
    bool any = false;
    while (true) {
      const Result<std::string_view> piece = buffer_.look();
      if (!piece) return piece.error();
      if (piece->empty()) return any;
      any = true;
      const void* newline = std::memchr(piece->data(), '\n', piece->size());
      if (newline != nullptr) {
        const auto length = static_cast<std::size_t>(static_cast<const char*>(newline) - piece->data());
        record.append(piece->substr(0, length));
        buffer_.take(length + 1);
        return true;
      }
      record.append(*piece);
      buffer_.take(piece->size());
    }
  }

  InputBuffer buffer_;
  std::uint64_t max_record_bytes_;
  std::uint64_t line_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<InputReader> line_reader(std::unique_ptr<ByteSource> source, std::uint64_t max_record_bytes) {
  return std::make_unique<LineReader>(std::move(source), max_record_bytes);
}

}  // namespace presswash
