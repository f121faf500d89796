#include "read/json_scan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstdint>
#include <utility>

#include "base/utf8.h"
#include "read/json_special.h"

namespace presswash {
namespace {

constexpr std::size_t max_depth = 1024;

constexpr bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// What the letter behind a backslash stands for; NUL when it is no such letter. `\u` is read elsewhere.
constexpr std::array<char, 256> simple_escapes = [] {
  std::array<char, 256> out{};
  for (const auto& [letter, meaning] : {std::pair{'"', '"'},
                                        {'\\', '\\'},
                                        {'/', '/'},
                                        {'b', '\b'},
                                        {'f', '\f'},
                                        {'n', '\n'},
                                        {'r', '\r'},
                                        {'t', '\t'}}) {
    out[static_cast<unsigned char>(letter)] = meaning;
  }
  return out;
}();

constexpr char simple_escape(char letter) noexcept { return simple_escapes[static_cast<unsigned char>(letter)]; }

constexpr int hex_digit(char c) noexcept {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The value of four hexadecimal digits, or -1.
int hex4(std::string_view text, std::size_t at) noexcept {
  if (at + 4 > text.size()) return -1;
  int value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const int digit = hex_digit(text[at + i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

constexpr bool is_high_surrogate(int unit) noexcept { return unit >= 0xD800 && unit <= 0xDBFF; }
constexpr bool is_low_surrogate(int unit) noexcept { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// The low half behind a high surrogate's escape that ends at `at`, or -1.
int low_half_at(std::string_view text, std::size_t at) noexcept {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  const int low = hex4(text, at + 2);
  return is_low_surrogate(low) ? low : -1;
}

std::string shown(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte > 0x20 && byte < 0x7F) return std::string("'") + c + "'";
  static constexpr std::string_view digits = "0123456789abcdef";
  return std::string("byte 0x") + digits[byte >> 4U] + digits[byte & 15U];
}

class Scanner {
 public:
  Scanner(std::string_view text, JsonObject& out) : text_(text), out_(out) {}

  bool object() {
    skip_space();
    out_.begin = at_;
    if (at_ == text_.size()) return fail("there is nothing but white space");
    if (text_[at_] != '{') return fail("it starts with " + shown(text_[at_]) + " where '{' was expected");
    ++at_;
    skip_space();
    if (!take('}')) {
      do {
        JsonField field;
        if (!key(field.key) || !value(field.value)) return false;
        out_.fields.push_back(field);
        skip_space();
      } while (take(','));
      if (!take('}')) return fail_here("',' or '}'");
    }
    out_.end = at_;
    skip_space();
    if (at_ != text_.size()) return fail("there is more after the object's end");
    return true;
  }

  JsonFault fault() && { return std::move(fault_); }

 private:
  bool fail(std::string what) {
    fault_ = {std::move(what), at_};
    return false;
  }
  bool fail_here(const char* expected) {
    if (at_ >= text_.size()) return fail(std::string("it ends where ") + expected + " was expected");
    return fail(shown(text_[at_]) + " where " + expected + " was expected");
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  /// A name, its colon, and the space behind it.
  bool key(JsonValue& out) {
    skip_space();
    if (at_ == text_.size() || text_[at_] != '"') return fail_here("a field name in double quotes");
    if (!string(out)) return false;
    skip_space();
    if (!take(':')) return fail_here("':'");
    skip_space();
    return true;
  }

  bool string(JsonValue& out) {
    out.type = JsonType::String;
    out.begin = at_++;
    out.escaped = false;
    while (true) {
      at_ = find_json_special(text_, at_);
      if (at_ == text_.size()) return fail("it ends inside a string");
      const char c = text_[at_];
      if (c == '"') break;
      if (c != '\\') return fail("an unescaped control character (" + shown(c) + ") inside a string");
      out.escaped = true;
      if (!escape()) return false;
    }
    out.end = ++at_;
    return true;
  }

  bool escape() {
    const char kind = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (kind != 'u') {
      if (simple_escape(kind) == '\0') return fail("an unknown escape inside a string");
      at_ += 2;
      return true;
    }
    const int unit = hex4(text_, at_ + 2);
    if (unit < 0) return fail("a \\u escape without four hexadecimal digits");
    if (is_high_surrogate(unit) && low_half_at(text_, at_ + 6) >= 0) {
      at_ += 12;
      return true;
    }
    if (is_high_surrogate(unit) || is_low_surrogate(unit)) out_.lone_surrogates.push_back(at_);
    at_ += 6;
    return true;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return fail_here("a digit");
    if (take('.') && !digits()) return fail_here("a digit");
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!digits()) return fail_here("a digit");
    }
    return true;
  }
  bool digits() {
    const std::size_t from = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ > from;
  }

  bool literal(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return fail_here("a value");
    at_ += word.size();
    return true;
  }

  bool scalar(JsonValue& out) {
    if (at_ == text_.size()) return fail_here("a value");
    switch (text_[at_]) {
      case '"': return string(out);
      case 't': out.type = JsonType::True; return literal("true");
      case 'f': out.type = JsonType::False; return literal("false");
      case 'n': out.type = JsonType::Null; return literal("null");
      default: break;
    }
    for (const std::string_view word : {"NaN", "Infinity", "-Infinity"}) {
      if (text_.substr(at_, word.size()) == word) return fail(std::string(word) + " is not JSON (write null instead)");
    }
    if (!is_digit(text_[at_]) && text_[at_] != '-') return fail_here("a value");
    out.type = JsonType::Number;
    return number();
  }

  /// A value of any depth, without recursion: `open_` holds one bit for each container that is open.
  bool value(JsonValue& out) {
    out.begin = at_;
    out.escaped = false;
    const char first = at_ < text_.size() ? text_[at_] : '\0';
    const bool container = first == '{' || first == '[';
    if (!(container ? nested() : scalar(out))) return false;
    if (container) out.type = first == '{' ? JsonType::Object : JsonType::Array;
    out.end = at_;
    return true;
  }

  bool nested() {
    std::size_t depth = 0;  // containers open below the top-level object
    JsonValue ignored;
    do {
      // At the start of a value.
      if (at_ < text_.size() && (text_[at_] == '{' || text_[at_] == '[')) {
        if (depth + 2 > max_depth) return fail("it is nested deeper than 1,024 levels");
        const bool is_object = text_[at_] == '{';
        ++at_;
        skip_space();
        if (!take(is_object ? '}' : ']')) {
          open_[depth++] = is_object;
          if (is_object && !key(ignored)) return false;
          continue;
        }
      } else if (!scalar(ignored)) {
        return false;
      }
      if (!close(depth)) return false;
    } while (depth > 0);
    return true;
  }

  /// Behind a value: closes what ends here and stands at the next value, or at depth 0.
  bool close(std::size_t& depth) {
    JsonValue ignored;
    while (depth > 0) {
      const bool is_object = open_[depth - 1];
      skip_space();
      if (take(',')) {
        if (is_object) return key(ignored);
        skip_space();
        return true;
      }
      if (!take(is_object ? '}' : ']')) return fail_here(is_object ? "',' or '}'" : "',' or ']'");
      --depth;
    }
    return true;
  }

  std::string_view text_;
  JsonObject& out_;
  std::size_t at_ = 0;
  JsonFault fault_;
  std::bitset<max_depth> open_;
};

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

std::optional<JsonFault> scan_object(std::string_view text, JsonObject& out) {
  out.fields.clear();
  out.lone_surrogates.clear();
  Scanner scanner(text, out);
  if (scanner.object()) return std::nullopt;
  return std::move(scanner).fault();
}

Error fault_error(const JsonFault& fault) {
  return {.code = ErrorCode::CorruptInput,
          .message = "not a JSON object: " + fault.what + " (byte " + std::to_string(fault.at + 1) +
                     "); JSON Lines has one whole object a line, jq -c . makes it so"};
}

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
