#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "document/cluster.h"
#include "document/document.h"

namespace presswash {

template <std::unsigned_integral Value>
void append_number(std::string& out, Value value) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, std::uint64_t{value}).ptr;
  out.append(digits, end);
}

/// A share as files hold it: at most `places` digits (3 or 4) behind the point, zeros at the end left out.
class ShareText {
 public:
  ShareText(double value, unsigned places);
  [[nodiscard]] std::string_view text() const noexcept { return {digits_, size_}; }

 private:
  char digits_[24];
  std::size_t size_ = 0;
};
inline void append_share(std::string& out, double value, unsigned places) { out += ShareText(value, places).text(); }

/// Appends one JSON object to a string, field by field. Names are taken as they are: plain letters only.
class JsonRow {
 public:
  explicit JsonRow(std::string& out) : out_(out) { out_ += '{'; }

  JsonRow& text(std::string_view name, std::string_view value);
  /// Null for an empty text.
  JsonRow& text_or_null(std::string_view name, std::string_view value) {
    return value.empty() ? json(name, "null") : text(name, value);
  }
  /// A share in [0, 1], four digits.
  JsonRow& share(std::string_view name, double value);
  /// A cluster's id as 16 hexadecimal digits; null for none.
  JsonRow& cluster(std::string_view name, ClusterId value);
  JsonRow& source(const Source& source, bool is_file);
  template <std::unsigned_integral Value>
  JsonRow& number(std::string_view name, Value value) {
    append_number(key(name), value);
    return *this;
  }
  JsonRow& boolean(std::string_view name, bool value) { return json(name, value ? "true" : "false"); }
  JsonRow& json(std::string_view name, std::string_view value) {
    key(name) += value;
    return *this;
  }
  /// Where the value of a field is to be appended.
  std::string& key(std::string_view name);
  void end() { out_ += '}'; }
  /// Ends the object and its line.
  void end_line() { out_ += "}\n"; }

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace presswash
