#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "read/byte_source.h"

namespace presswash {

/// A large piece of a source at a time.
class InputBuffer {
 public:
  explicit InputBuffer(std::unique_ptr<ByteSource> source)
      : source_(std::move(source)), buffer_(std::make_unique_for_overwrite<char[]>(buffer_bytes)) {}

  /// What was read and not taken yet; empty only at the end of the source.
  [[nodiscard]] Result<std::string_view> look() {
    if (!left_.empty()) return left_;
    const Result<std::size_t> got = source_->read({buffer_.get(), buffer_bytes});
    if (!got) return got.error();
    left_ = {buffer_.get(), *got};
    return left_;
  }
  void take(std::size_t count) noexcept { left_.remove_prefix(count); }

 private:
  static constexpr std::size_t buffer_bytes = std::size_t{1} << 20U;
  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<char[]> buffer_;
  std::string_view left_;
};

/// A record that grows piece by piece and is let go when it becomes too large.
class RecordBytes {
 public:
  static constexpr std::size_t shown_bytes = 4096;  ///< what is kept of a record that is too large

  RecordBytes(std::string& bytes, std::uint64_t max_bytes) : bytes_(bytes), max_bytes_(max_bytes) { bytes_.clear(); }

  void append(std::string_view piece) {
    if (oversized_) return;
    if (bytes_.size() + piece.size() <= max_bytes_) {
      bytes_ += piece;
      return;
    }
    oversized_ = true;
    if (bytes_.size() < shown_bytes) bytes_ += piece.substr(0, shown_bytes - bytes_.size());
    bytes_.resize(std::min(bytes_.size(), shown_bytes));
    bytes_.shrink_to_fit();
  }
  [[nodiscard]] bool oversized() const noexcept { return oversized_; }

 private:
  std::string& bytes_;
  std::uint64_t max_bytes_;
  bool oversized_ = false;
};

}  // namespace presswash
