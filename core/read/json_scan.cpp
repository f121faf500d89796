#include "read/json_scan.h"

#include <bitset>
#include <utility>

#include "read/json_escapes.h"
#include "read/json_special.h"

namespace presswash {
namespace {

constexpr std::size_t max_depth = 1024;

constexpr bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

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
    for (; at_ < text_.size() && is_space(text_[at_]); ++at_)
      out_.has_line_breaks = out_.has_line_breaks || text_[at_] == '\n' || text_[at_] == '\r';
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

}  // namespace

std::optional<JsonFault> scan_object(std::string_view text, JsonObject& out) {
  out.fields.clear();
  out.lone_surrogates.clear();
  out.has_line_breaks = false;
  Scanner scanner(text, out);
  if (scanner.object()) return std::nullopt;
  return std::move(scanner).fault();
}

Error fault_error(const JsonFault& fault) {
  return {.code = ErrorCode::CorruptInput,
          .message = "not a JSON object: " + fault.what + " (byte " + std::to_string(fault.at + 1) +
                     "); JSON Lines has one whole object a line, jq -c . makes it so"};
}

}  // namespace presswash
