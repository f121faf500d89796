#include "write/json_row.h"

#include <algorithm>
#include <cmath>

#include "read/json_text.h"

namespace presswash {

ShareText::ShareText(double value, unsigned places) {
  const double scale = places == 3 ? 1000.0 : 10000.0;
  const double bounded = std::isfinite(value) ? std::clamp(value, 0.0, 1e12) : 0.0;
  const auto scaled = static_cast<std::uint64_t>(std::llround(bounded * scale));
  const auto unit = static_cast<std::uint64_t>(scale);
  char* end = std::to_chars(digits_, digits_ + sizeof digits_, scaled / unit).ptr;
  std::uint64_t rest = scaled % unit;
  if (rest != 0) *end++ = '.';
  for (std::uint64_t place = unit / 10; rest != 0; place /= 10) {
    *end++ = static_cast<char>('0' + rest / place);
    rest %= place;
  }
  size_ = static_cast<std::size_t>(end - digits_);
}

std::string& JsonRow::key(std::string_view name) {
  if (!first_) out_ += ',';
  first_ = false;
  out_ += '"';
  out_ += name;
  out_ += "\":";
  return out_;
}

JsonRow& JsonRow::text(std::string_view name, std::string_view value) {
  append_json_string(key(name), value);
  return *this;
}

JsonRow& JsonRow::share(std::string_view name, double value) {
  append_share(key(name), value, 4);
  return *this;
}

JsonRow& JsonRow::cluster(std::string_view name, ClusterId value) {
  if (value.value == 0) return json(name, "null");
  std::string& out = key(name);
  out += '"';
  out += to_hex(value.value);
  out += '"';
  return *this;
}

JsonRow& JsonRow::source(const Source& source, bool is_file) {
  JsonRow inner(key("source"));
  inner.number("input", source.input).number("record", source.record);
  if (is_file) inner.boolean("file", true);
  inner.end();
  return *this;
}

}  // namespace presswash
