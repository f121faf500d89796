#include "write/rows.h"

#include "base/utf8.h"
#include "write/base64.h"
#include "write/json_row.h"
#include "write/wording.h"

namespace presswash {

bool is_blank(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const char32_t c = point.code_point;
    if (!is_space(c) && c != 0x200B && c != 0xFEFF) return false;
    at += point.length;
  }
  return true;
}

std::string reject_row(const Reject& reject) {
  std::string out;
  out.reserve(reject.raw.size() + reject.raw.size() / 2 + reject.reason.size() + 128);
  JsonRow row(out);
  row.number("input", reject.source.input)
      .number("record", reject.source.record)
      .text("code", name_of(reject.code))
      .text("reason", reject.reason)
      .boolean("cut", reject.cut);
  if (is_utf8(reject.raw)) {
    row.text("raw", reject.raw);
  } else {
    row.text("raw_base64", base64_of(reject.raw));
  }
  row.end_line();
  return out;
}

}  // namespace presswash
