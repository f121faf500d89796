#include "read/input_buffer.h"
#include "read/input_reader.h"

namespace presswash {
namespace {

class PageReader final : public InputReader {
 public:
  PageReader(std::unique_ptr<ByteSource> source, std::string name, std::uint64_t max_record_bytes)
      : buffer_(std::move(source)), name_(std::move(name)), max_record_bytes_(max_record_bytes) {}

  Result<bool> next(RawRecord& out) override {
    if (ended_) return false;
    ended_ = true;
    RecordBytes record(out.bytes, max_record_bytes_);
    while (true) {
      const Result<std::string_view> piece = buffer_.look();
      if (!piece) return piece.error();
      if (piece->empty()) break;
      record.append(*piece);
      buffer_.take(piece->size());
    }
    out.source.record = 1;
    out.name = name_;
    out.is_file = out.is_page = true;
    out.oversized = record.oversized();
    return true;
  }

 private:
  InputBuffer buffer_;
  std::string name_;
  std::uint64_t max_record_bytes_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<InputReader> page_reader(std::unique_ptr<ByteSource> source, std::string name,
                                         std::uint64_t max_record_bytes) {
  return std::make_unique<PageReader>(std::move(source), std::move(name), max_record_bytes);
}

}  // namespace presswash
