#include "read/json_text.h"

#include <cstddef>

#include "read/json_fields.h"
#include "read/json_special.h"

namespace presswash {
namespace {

/// A range of the record that gets other bytes. Edits are kept in the order of the record and do not overlap.
struct Splice {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string bytes;
};

std::string spliced(std::string_view record, const std::vector<Splice>& splices) {
  std::size_t size = record.size();
  for (const Splice& splice : splices) size += splice.bytes.size();
  std::string out;
  out.reserve(size);
  std::size_t at = 0;
  for (const Splice& splice : splices) {
    out += record.substr(at, splice.begin - at);
    out += splice.bytes;
    at = splice.end;
  }
  out += record.substr(at);
  return out;
}

Result<JsonValue> string_field(std::string_view record, const JsonObject& object, std::string_view name) {
  JsonObject inner;
  const JsonField* field = find_field(record, object, name, inner);
  if (field == nullptr) {
    return Error{.code = ErrorCode::MissingField, .message = "the record has no field \"" + std::string(name) + '"'};
  }
  if (field->value.type != JsonType::String) {
    return Error{.code = ErrorCode::NotText, .message = "field \"" + std::string(name) + "\" is not a string"};
  }
  return field->value;
}

/// The fields called `name`, as places in `object.fields`.
std::vector<std::size_t> places_of(std::string_view record, const JsonObject& object, std::string_view name) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < object.fields.size(); ++i) {
    if (is_named(record, object.fields[i], name)) out.push_back(i);
  }
  return out;
}

/// Takes out the field and the comma and space in front of it.
Splice without_later_field(const JsonObject& object, std::size_t place) {
  return {.begin = object.fields[place - 1].value.end, .end = object.fields[place].value.end, .bytes = {}};
}

/// Appends what gives the object a field `name`: in place of the first one of that name, else at the end.
void splice_added(std::string_view record, const JsonObject& object, const RecordEdit& edit, std::vector<Splice>& out) {
  const std::vector<std::size_t> places = places_of(record, object, edit.added);
  if (!places.empty()) {
    const JsonValue& value = object.fields[places.front()].value;
    out.push_back({.begin = value.begin, .end = value.end, .bytes = std::string(edit.added_json)});
    for (std::size_t i = 1; i < places.size(); ++i) out.push_back(without_later_field(object, places[i]));
    return;
  }
  const std::size_t at = object.fields.empty() ? object.begin + 1 : object.fields.back().value.end;
  Splice splice{.begin = at, .end = at, .bytes = object.fields.empty() ? "" : ","};
  append_json_string(splice.bytes, edit.added);
  splice.bytes += ':';
  splice.bytes += edit.added_json;
  out.push_back(std::move(splice));
}

/// Puts `splice` among ordered ones; false when it overlaps one of them.
bool insert_in_order(std::vector<Splice>& splices, Splice splice) {
  auto place = splices.begin();
  while (place != splices.end() && place->begin < splice.begin) ++place;
  if (place != splices.end() && splice.end > place->begin) return false;
  if (place != splices.begin() && (place - 1)->end > splice.begin) return false;
  splices.insert(place, std::move(splice));
  return true;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  static constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t plain_end = find_json_special(text, at);
    out += text.substr(at, plain_end - at);
    at = plain_end;
    if (at == text.size()) break;
    const char c = text[at];
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        out += "\\u00";
        out += digits[static_cast<unsigned char>(c) >> 4U];
        out += digits[static_cast<unsigned char>(c) & 15U];
    }
  }
  out += '"';
}

std::string json_string(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  append_json_string(out, text);
  return out;
}

Result<std::string> edited_record(std::string_view record, const RecordEdit& edit) {
  JsonObject object;
  if (const auto fault = scan_object(record, object)) return fault_error(*fault);
  std::vector<Splice> splices;
  if (!edit.added.empty()) splice_added(record, object, edit, splices);
  if (edit.text) {
    const Result<JsonValue> value = string_field(record, object, edit.field);
    if (!value) return value.error();
    if (!insert_in_order(splices, {.begin = value->begin, .end = value->end, .bytes = json_string(*edit.text)})) {
      return Error{.code = ErrorCode::InvalidArgument,
                   .message = "field \"" + std::string(edit.field) + "\" lies inside \"" + std::string(edit.added) +
                              "\", which is replaced; take the text from another field"};
    }
  }
  return spliced(record, splices);
}

Result<std::string> record_without(std::string_view record, std::string_view name) {
  JsonObject object;
  if (const auto fault = scan_object(record, object)) return fault_error(*fault);
  return record_without(record, object, name);
}

std::string record_without(std::string_view record, const JsonObject& object, std::string_view name) {
  const std::vector<std::size_t> places = places_of(record, object, name);
  if (places.empty()) return std::string(record);
  std::size_t leading = 0;  // fields of that name before any other
  while (leading < places.size() && places[leading] == leading) ++leading;
  std::vector<Splice> splices;
  if (leading > 0) {
    const bool all = leading == object.fields.size();
    const std::size_t end = all ? object.fields.back().value.end : object.fields[leading].key.begin;
    splices.push_back({.begin = object.fields.front().key.begin, .end = end, .bytes = {}});
  }
  for (std::size_t i = leading; i < places.size(); ++i) splices.push_back(without_later_field(object, places[i]));
  return spliced(record, splices);
}

Result<std::string> string_in_record(std::string_view record, std::string_view field) {
  JsonObject object;
  if (const auto fault = scan_object(record, object)) return fault_error(*fault);
  const Result<JsonValue> value = string_field(record, object, field);
  if (!value) return value.error();
  std::string out;
  append_decoded(record, *value, out);
  return out;
}

}  // namespace presswash
