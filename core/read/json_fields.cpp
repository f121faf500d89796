#include "read/json_fields.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/utf8.h"
#include "read/json_escapes.h"
#include "read/json_special.h"

namespace presswash {
namespace {

/// Decodes the `\u` escape (or two that make a pair) at `at`, which moves behind it; returns where the output ends.
char* write_unicode_escape(std::string_view text, std::size_t& at, char* to) {
  const int unit = hex4(text, at + 2);
  at += 6;
  auto code_point = static_cast<char32_t>(unit);
  const int low = is_high_surrogate(unit) ? low_half_at(text, at) : -1;
  if (low >= 0) {
    code_point = static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    at += 6;
  }
  std::string encoded;  // short enough to need no memory
  append_utf8(encoded, code_point);
  return std::copy(encoded.begin(), encoded.end(), to);
}

/// Decodes a sound string without its quotes. `to` has room for as many bytes as `raw` has: no escape is shorter than
/// what it stands for, so the output never overtakes the input. Returns where the output ends.
char* write_decoded(std::string_view raw, char* to) {
  std::size_t at = 0;
  while (at < raw.size()) {
    while (at + JsonBlock::size <= raw.size()) {
      const JsonBlock block(raw.data() + at);
      block.store(to);
      const unsigned hits = block.specials();
      const auto plain = hits == 0 ? JsonBlock::size : static_cast<std::size_t>(std::countr_zero(hits));
      at += plain;
      to += plain;
      if (hits != 0) break;
    }
    while (at < raw.size() && raw[at] != '\\') *to++ = raw[at++];
    if (at == raw.size()) break;
    if (raw[at + 1] == 'u') {
      to = write_unicode_escape(raw, at, to);
    } else {
      *to++ = simple_escape(raw[at + 1]);
      at += 2;
    }
  }
  return to;
}

const JsonField* first_named(std::string_view text, const JsonObject& object, std::string_view name) {
  for (const JsonField& field : object.fields) {
    if (is_named(text, field, name)) return &field;
  }
  return nullptr;
}

/// Scans the object that stands at `value` of a checked text; places stay those of `text`.
void scan_inner(std::string_view text, const JsonValue& value, JsonObject& out) {
  JsonObject inner;
  (void)scan_object(text.substr(value.begin, value.end - value.begin), inner);
  for (JsonField& field : inner.fields) {
    for (JsonValue* part : {&field.key, &field.value}) {
      part->begin += value.begin;
      part->end += value.begin;
    }
  }
  inner.begin += value.begin;
  inner.end += value.begin;
  out = std::move(inner);
}

}  // namespace

void append_decoded(std::string_view text, const JsonValue& value, std::string& out) {
  const std::string_view raw = text.substr(value.begin + 1, value.end - value.begin - 2);
  if (!value.escaped) {
    out += raw;
    return;
  }
  const std::size_t before = out.size();
  out.resize(before + raw.size());
  const char* end = write_decoded(raw, out.data() + before);
  out.resize(static_cast<std::size_t>(end - out.data()));
}

bool is_named(std::string_view text, const JsonField& field, std::string_view name) {
  if (!field.key.escaped) return text.substr(field.key.begin + 1, field.key.end - field.key.begin - 2) == name;
  std::string decoded;
  append_decoded(text, field.key, decoded);
  return decoded == name;
}

const JsonField* find_field(std::string_view text, const JsonObject& object, std::string_view name, JsonObject& inner) {
  const JsonField* found = first_named(text, object, name);
  const JsonObject* here = &object;
  while (found == nullptr) {
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return nullptr;
    const JsonField* outer = first_named(text, *here, name.substr(0, dot));
    if (outer == nullptr || outer->value.type != JsonType::Object) return nullptr;
    scan_inner(text, outer->value, inner);
    here = &inner;
    name.remove_prefix(dot + 1);
    found = first_named(text, inner, name);
  }
  return found;
}

}  // namespace presswash
