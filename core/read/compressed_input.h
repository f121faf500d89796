#pragma once

#include <memory>
#include <span>

#include "read/byte_source.h"

namespace presswash {

/// The compressed bytes that a decompressor has not taken yet.
class CompressedInput {
 public:
  explicit CompressedInput(std::unique_ptr<ByteSource> source)
      : source_(std::move(source)), buffer_(std::make_unique_for_overwrite<char[]>(buffer_bytes)) {}

  /// Makes sure that there are bytes; false when the source has ended.
  [[nodiscard]] Result<bool> fill() {
    if (!left_.empty()) return true;
    const Result<std::size_t> got = source_->read({buffer_.get(), buffer_bytes});
    if (!got) return got.error();
    left_ = {buffer_.get(), *got};
    return *got > 0;
  }
  [[nodiscard]] std::span<char> left() const noexcept { return left_; }
  void take(std::size_t count) noexcept {
    left_ = left_.subspan(count);
    taken_ += count;
  }
  [[nodiscard]] std::uint64_t taken() const noexcept { return taken_; }

 private:
  static constexpr std::size_t buffer_bytes = std::size_t{256} << 10U;
  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<char[]> buffer_;
  std::span<char> left_;
  std::uint64_t taken_ = 0;
};

}  // namespace presswash
