#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace presswash {

/// Writes values one after the other, in the machine's (little-endian) order.
class ByteWriter {
 public:
  template <typename Value>
  requires std::is_trivially_copyable_v<Value>
  void put(const Value& value) {
    char bytes[sizeof(Value)];
    std::memcpy(bytes, &value, sizeof(Value));
    bytes_.append(bytes, sizeof(Value));
  }
  void put_text(std::string_view text) {
    put(static_cast<std::uint32_t>(text.size()));
    bytes_.append(text);
  }
  void put_raw(std::string_view bytes) { bytes_.append(bytes); }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] std::string take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads values back. When the bytes run out `ok()` turns false and every further value is zero or empty.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename Value>
  requires std::is_trivially_copyable_v<Value>
  [[nodiscard]] Value take() {
    Value value{};
    if (bytes_.size() < sizeof(Value)) {
      fail();
      return value;
    }
    std::memcpy(&value, bytes_.data(), sizeof(Value));
    bytes_.remove_prefix(sizeof(Value));
    return value;
  }
  [[nodiscard]] std::string_view take_text() { return take_raw(take<std::uint32_t>()); }
  [[nodiscard]] std::string_view take_raw(std::size_t size) {
    if (bytes_.size() < size) {
      fail();
      return {};
    }
    const std::string_view bytes = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return bytes;
  }
  /// A count of things that take at least `each` bytes; fails when so many cannot follow.
  [[nodiscard]] std::uint64_t take_count(std::uint64_t each) {
    const auto count = take<std::uint64_t>();
    if (each > 0 && count > bytes_.size() / each) {
      fail();
      return 0;
    }
    return count;
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  void fail() {
    ok_ = false;
    bytes_ = {};
  }
  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace presswash
