#include "read/parse_record.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"
#include "read/json_fields.h"
#include "read/json_text.h"
#include "read/page_encoding.h"
#include "read/site.h"

namespace presswash {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::size_t most_names_shown = 12;
constexpr std::size_t longest_name_shown = 40;

Error record_error(ErrorCode code, std::string message) { return {.code = code, .message = std::move(message)}; }

Error too_large(std::uint64_t max_record_bytes) {
  return record_error(ErrorCode::InvalidArgument, "the record is larger than " + std::to_string(max_record_bytes) +
                                                      " bytes, the most that is read; split it");
}

std::string decoded(std::string_view json, const JsonValue& value) {
  std::string out;
  append_decoded(json, value, out);
  return out;
}

/// A scalar as text, a number as it was written; absent for null, lists and objects.
std::optional<std::string> scalar_text(std::string_view json, const JsonField* field) {
  if (field == nullptr) return std::nullopt;
  const JsonValue& value = field->value;
  switch (value.type) {
    case JsonType::String: return decoded(json, value);
    case JsonType::Number:
    case JsonType::True:
    case JsonType::False: return std::string(json.substr(value.begin, value.end - value.begin));
    default: return std::nullopt;
  }
}

std::vector<std::string> names_in(std::string_view json, const JsonObject& object) {
  std::vector<std::string> out;
  for (const JsonField& field : object.fields) {
    std::string name = decoded(json, field.key);
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  return out;
}

std::string shown_names(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < most_names_shown; ++i) {
    if (i > 0) out += ", ";
    std::string name = names[i].substr(0, longest_name_shown);
    repair_utf8(name);  // it may have been cut inside a character
    out += name;
  }
  if (names.size() > most_names_shown) out += " and " + std::to_string(names.size() - most_names_shown) + " more";
  return out;
}

/// The longest string is most likely the text; a list without any string beside it most likely holds the records.
std::string remedy_without_text(std::string_view json, const JsonObject& object) {
  const JsonField* string = nullptr;
  const JsonField* list = nullptr;
  const auto size = [](const JsonField* field) { return field == nullptr ? 0 : field->value.end - field->value.begin; };
  for (const JsonField& field : object.fields) {
    if (field.value.type == JsonType::String && size(&field) > size(string)) string = &field;
    if (field.value.type == JsonType::Array && size(&field) > size(list)) list = &field;
  }
  if (string == nullptr && list != nullptr)
    return "Make its list JSON Lines: jq -c '." + decoded(json, list->key) + "[]' FILE";
  return "Use --field text=" + (string == nullptr ? "NAME" : decoded(json, string->key));
}

Error no_text(std::string_view json, const JsonObject& object, const std::string& wanted) {
  if (object.fields.empty()) {
    return record_error(ErrorCode::MissingField, "no field \"" + wanted + "\": the object is empty; check the input");
  }
  return record_error(ErrorCode::MissingField, "no field \"" + wanted +
                                                   "\"; it has: " + shown_names(names_in(json, object)) + ". " +
                                                   remedy_without_text(json, object));
}

Error text_of_wrong_type(JsonType type, const std::string& wanted) {
  const std::string field = "field \"" + wanted + "\" is ";
  switch (type) {
    case JsonType::Array:
      return record_error(ErrorCode::NotText,
                          field + "a list, not a string; join it first: jq -c '." + wanted + " |= join(\"\\n\")' FILE");
    case JsonType::Object:
      return record_error(
          ErrorCode::NotText,
          field + "an object, not a string; name the field inside it: --field text=" + wanted + ".NAME");
    case JsonType::Null:
      return record_error(ErrorCode::MissingField, field + "null; leave such records out or give them a text");
    default:
      return record_error(
          ErrorCode::NotText,
          field + "a number or boolean, not a string; use --field text=NAME for the field with the text");
  }
}

/// The same for the same four fields, whatever the order of the input.
std::string made_id(const Document& document) {
  std::string parts;
  for (const std::string* part :
       {&document.url, &document.published, &document.title, document.html.empty() ? &document.text : &document.html}) {
    parts += to_hex(hash128(*part));
  }
  return to_hex(hash128(parts));
}

/// In sound JSON line breaks stand between values only; an element of an array may have some.
void make_one_line(std::string& json) {
  for (const char line_break : {'\n', '\r'}) {
    for (std::size_t at = json.find(line_break); at != std::string::npos; at = json.find(line_break, at))
      json[at] = ' ';
  }
}

/// The first folder of a relative path; empty when it has none.
std::string_view first_folder(std::string_view name) noexcept {
  const std::size_t slash = name.find('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
}

/// Decodes a text file in place; returns how much was replaced.
std::size_t decode_text(std::string& bytes) {
  const bool little = bytes.starts_with("\xFF\xFE");
  if (little || bytes.starts_with("\xFE\xFF")) {
    Utf16Decoder decoder(little ? Utf16Order::LittleEndian : Utf16Order::BigEndian, "\xEF\xBF\xBD");
    std::string out;
    decoder.append(std::string_view(bytes).substr(2), out);
    decoder.finish(out);
    bytes = std::move(out);
    return decoder.replaced();
  }
  if (bytes.starts_with(utf8_mark)) bytes.erase(0, utf8_mark.size());
  return repair_utf8(bytes);
}

}  // namespace

struct RecordParser::State {
  ReadOptions options;
  JsonObject object;
  JsonObject inner;

  Result<Document> parse_json(RawRecord& record);
  Status read_fields(Document& out);
  Result<Document> parse_text(const RawRecord& record) const;
  Document parse_page(const RawRecord& record) const;
  std::optional<std::string> field(std::string_view json, const std::string& name) {
    return scalar_text(json, find_field(json, object, name, inner));
  }
};

/// Takes the record's bytes over, and gives them back as they were when they make no document.
Result<Document> RecordParser::State::parse_json(RawRecord& record) {
  Document out;
  out.source = record.source;
  std::string& json = out.record;
  const bool marked = std::string_view(record.bytes).starts_with(utf8_mark);
  bool taken = !marked && is_utf8(record.bytes);
  if (taken) {
    json = std::move(record.bytes);
  } else {
    json = marked ? record.bytes.substr(utf8_mark.size()) : record.bytes;
    out.replaced = static_cast<std::uint32_t>(repair_utf8(json));
  }
  const auto give_back = [&] {
    if (taken) record.bytes = std::move(json);
  };
  if (const auto fault = scan_object(json, object)) {
    give_back();
    return fault_error(*fault);
  }
  if (taken && (object.has_line_breaks || !object.lone_surrogates.empty())) {
    record.bytes = json;
    taken = false;
  }
  for (const std::size_t at : object.lone_surrogates) json.replace(at, 6, "\\ufffd");
  out.replaced += static_cast<std::uint32_t>(object.lone_surrogates.size());
  if (object.has_line_breaks) make_one_line(json);
  if (Status read = read_fields(out); !read) {
    give_back();
    return std::move(read).error();
  }
  return out;
}

Status RecordParser::State::read_fields(Document& out) {
  std::string& json = out.record;
  const FieldNames& fields = options.fields;
  const JsonField* html = find_field(json, object, fields.html, inner);
  if (html != nullptr && html->value.type == JsonType::String) append_decoded(json, html->value, out.html);
  if (out.html.empty()) {
    const JsonField* text = find_field(json, object, fields.text, inner);
    if (text == nullptr) return no_text(json, object, fields.text);
    if (text->value.type != JsonType::String) return text_of_wrong_type(text->value.type, fields.text);
    append_decoded(json, text->value, out.text);
  }
  out.url = field(json, fields.url).value_or("");
  out.title = field(json, fields.title).value_or("");
  out.published = field(json, fields.published).value_or("");
  out.published_seconds = parse_published(out.published);
  out.site = site_of_name(field(json, fields.site).value_or(""));
  if (out.site.empty()) out.site = site_of_url(out.url);
  out.id = field(json, fields.id).value_or("");
  out.made_id = out.id.empty();
  if (out.made_id) out.id = made_id(out);
  // A page is most of its record, and is not asked for again.
  if (!out.html.empty() && !options.keep_html) json = record_without(json, object, fields.html);
  return Done{};
}

Result<Document> RecordParser::State::parse_text(const RawRecord& record) const {
  Document out;
  out.source = record.source;
  out.id = record.name;
  out.text = record.bytes;
  out.replaced = static_cast<std::uint32_t>(decode_text(out.text));
  repair_utf8(out.id);
  if (out.text.find('\0') != std::string::npos) {
    return record_error(ErrorCode::NotText,
                        "the file holds NUL bytes: it is binary, or UTF-16 without a byte order mark; convert it "
                        "(iconv -f UTF-16LE -t UTF-8) or leave it out");
  }
  if (options.site_from == SiteFrom::Folder) out.site = site_of_name(first_folder(record.name));
  return out;
}

Document RecordParser::State::parse_page(const RawRecord& record) const {
  Document out;
  out.source = record.source;
  out.id = record.name;
  repair_utf8(out.id);
  DecodedPage page = decode_page(record.bytes, record.charset);
  out.html = std::move(page.html);
  out.replaced = static_cast<std::uint32_t>(page.replaced);
  out.url = record.url;
  repair_utf8(out.url);
  out.published = record.date;
  out.published_seconds = parse_published(out.published);
  if (options.site_from == SiteFrom::Folder) out.site = site_of_name(first_folder(record.name));
  if (out.site.empty()) out.site = site_of_url(out.url);
  return out;
}

RecordParser::RecordParser(const ReadOptions& options)
    : state_(std::make_unique<State>(State{.options = options, .object = {}, .inner = {}})) {}
RecordParser::RecordParser(RecordParser&&) noexcept = default;
RecordParser& RecordParser::operator=(RecordParser&&) noexcept = default;
RecordParser::~RecordParser() = default;

Result<Document> RecordParser::parse(const RawRecord& record) {
  RawRecord copy = record;
  return parse(std::move(copy));
}

Result<Document> RecordParser::parse(RawRecord&& record) {
  Result<Document> out = record.fault       ? Result<Document>(*record.fault)
                         : record.oversized ? Result<Document>(too_large(state_->options.max_record_bytes))
                         : record.is_page   ? Result<Document>(state_->parse_page(record))
                         : record.is_file   ? state_->parse_text(record)
                                            : state_->parse_json(record);
  if (out) return out;
  Error error = std::move(out).error();
  error.record = record.source.record;
  return error;
}

std::vector<FieldSize> field_sizes_of(const RawRecord& record) {
  JsonObject object;
  std::vector<FieldSize> out;
  if (record.is_file || record.oversized || scan_object(record.bytes, object)) return out;
  for (const JsonField& field : object.fields) {
    std::string name = decoded(record.bytes, field.key);
    if (std::ranges::find(out, name, &FieldSize::name) != out.end()) continue;
    const bool is_string = field.value.type == JsonType::String;
    out.push_back(
        {.name = std::move(name), .text_bytes = is_string ? field.value.end - field.value.begin - 2 : std::size_t{0}});
  }
  return out;
}

}  // namespace presswash
