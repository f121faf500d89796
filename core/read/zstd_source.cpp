#include <optional>

#include <zstd.h>

#include "read/byte_source.h"
#include "read/compressed_input.h"

namespace presswash {
namespace {

constexpr int max_window_log = 31;

class ZstdSource final : public ByteSource {
 public:
  explicit ZstdSource(std::unique_ptr<ByteSource> compressed)
      : input_(std::move(compressed)), stream_(ZSTD_createDCtx()) {
    if (stream_ == nullptr) {
      failure_ = Error{.code = ErrorCode::Io, .message = "no memory to decompress zstd"};
    } else {
      ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, max_window_log);
    }
  }
  ~ZstdSource() override { ZSTD_freeDCtx(stream_); }

  Result<std::size_t> read(std::span<char> out) override {
    while (!failure_) {
      const Result<bool> more = input_.fill();
      if (!more) return more.error();
      if (!*more && between_frames_) return std::size_t{0};
      const std::size_t produced = decompress_into(out);
      if (produced > 0) return produced;
      if (!*more && !failure_) failure_ = broken("cut short after " + std::to_string(input_.taken()) + " bytes");
    }
    return *failure_;
  }

 private:
  static Error broken(const std::string& how) {
    return {.code = ErrorCode::CorruptInput,
            .message =
                "the zstd data is " + how + "; the records before that were read, fetch the file again for the rest"};
  }

  /// Also called at the end of the input: what the decompressor still holds comes out.
  std::size_t decompress_into(std::span<char> out) {
    const std::span<char> in = input_.left();
    ZSTD_inBuffer from{.src = in.data(), .size = in.size(), .pos = 0};
    ZSTD_outBuffer to{.dst = out.data(), .size = out.size(), .pos = 0};
    const std::size_t answer = ZSTD_decompressStream(stream_, &to, &from);
    input_.take(from.pos);
    if (ZSTD_isError(answer) != 0U) {
      failure_ = broken("corrupt near byte " + std::to_string(input_.taken()));
    } else {
      between_frames_ = answer == 0;
    }
    return to.pos;
  }

  CompressedInput input_;
  ZSTD_DCtx* stream_;
  bool between_frames_ = true;
  std::optional<Error> failure_;
};

}  // namespace

std::unique_ptr<ByteSource> zstd_source(std::unique_ptr<ByteSource> compressed) {
  return std::make_unique<ZstdSource>(std::move(compressed));
}

}  // namespace presswash
