#include <algorithm>
#include <limits>
#include <optional>

#include <zlib.h>

#include "read/byte_source.h"
#include "read/compressed_input.h"

namespace presswash {
namespace {

constexpr int gzip_only = 15 + 16;  // inflateInit2: a window of 32 KiB, a gzip header

class GzipSource final : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> compressed) : input_(std::move(compressed)) {
    if (inflateInit2(&stream_, gzip_only) != Z_OK) {
      failure_ = Error{.code = ErrorCode::Io, .message = "no memory to decompress gzip"};
    }
  }
  ~GzipSource() override { inflateEnd(&stream_); }

  Result<std::size_t> read(std::span<char> out) override {
    for (;;) {
      if (failure_) return *failure_;
      const Result<bool> more = input_.fill();
      if (!more) return more.error();
      if (!*more) {
        if (between_members_) return std::size_t{0};
        failure_ = cut();
      } else if (between_members_) {
        start_member();
      } else if (const std::size_t produced = inflate_into(out); produced > 0) {
        return produced;
      }
    }
  }

 private:
  Error cut() const {
    return {.code = ErrorCode::CorruptInput,
            .message = "the gzip data is cut short after " + std::to_string(input_.taken()) +
                       " bytes; the records before that were read, fetch the file again for the rest"};
  }
  Error corrupt() const {
    return {.code = ErrorCode::CorruptInput,
            .message = "the gzip data is corrupt near byte " + std::to_string(input_.taken()) +
                       "; the records before that were read, fetch the file again for the rest"};
  }

  /// At the first byte behind a member: another member, or padding.
  void start_member() {
    const char first = input_.left().front();
    if (any_member_ && first == '\0') {
      input_.take(1);
      return;
    }
    if (any_member_) inflateReset(&stream_);
    any_member_ = true;
    between_members_ = false;
  }

  std::size_t inflate_into(std::span<char> out) {
    const std::span<char> in = input_.left();
    stream_.next_in = reinterpret_cast<Bytef*>(in.data());  // NOLINT: zlib's own type for bytes
    stream_.avail_in = static_cast<uInt>(in.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());  // NOLINT
    const std::size_t room = std::min<std::size_t>(out.size(), std::numeric_limits<uInt>::max());
    stream_.avail_out = static_cast<uInt>(room);
    const int answer = inflate(&stream_, Z_NO_FLUSH);
    input_.take(in.size() - stream_.avail_in);
    if (answer == Z_STREAM_END) {
      between_members_ = true;
    } else if (answer != Z_OK && answer != Z_BUF_ERROR) {
      failure_ = corrupt();
    }
    return room - stream_.avail_out;
  }

  CompressedInput input_;
  z_stream stream_{};
  bool between_members_ = true;
  bool any_member_ = false;
  std::optional<Error> failure_;
};

}  // namespace

std::unique_ptr<ByteSource> gzip_source(std::unique_ptr<ByteSource> compressed) {
  return std::make_unique<GzipSource>(std::move(compressed));
}

}  // namespace presswash
