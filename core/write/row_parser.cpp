#include "write/row_parser.h"

#include <optional>
#include <utility>

#include "read/json_fields.h"
#include "read/json_text.h"
#include "write/base64.h"
#include "write/row_parser_state.h"
#include "write/rows.h"

namespace presswash {
namespace {

/// The text field of a record as it was read.
bool text_of(std::string_view record, const FieldNames& fields, std::string& out) {
  Result<std::string> text = string_in_record(record, fields.text);
  if (!text) return false;
  out = std::move(*text);
  return true;
}

/// The record with what the run added taken out, and an earlier run's object of that name put back.
Result<std::string> without_added(std::string_view row, std::string_view added) {
  JsonObject inner;
  if (!scan_object(added, inner)) {
    for (const JsonField& field : inner.fields) {
      if (!is_named(added, field, "earlier")) continue;
      const std::string_view value = added.substr(field.value.begin, field.value.end - field.value.begin);
      return edited_record(row, {.text = std::nullopt, .added = added_field, .added_json = value});
    }
  }
  return record_without(row, added_field);
}

}  // namespace

RowParser::RowParser(const FieldNames& fields) : state_(std::make_unique<State>()) { state_->fields = fields; }
RowParser::RowParser(RowParser&&) noexcept = default;
RowParser& RowParser::operator=(RowParser&&) noexcept = default;
RowParser::~RowParser() = default;

bool RowParser::parse(std::string_view row, CleanRow& out) {
  out = {};
  JsonObject& object = state_->object;
  if (scan_object(row, object)) return false;
  std::string_view added;
  for (const JsonField& field : object.fields) {
    if (is_named(row, field, added_field)) added = row.substr(field.value.begin, field.value.end - field.value.begin);
  }
  const bool good = state_->objects.parse(added, false, [&](RowFields& fields) {
    fields.text("id", out.id);
    fields.cluster("cluster", out.cluster);
    fields.number("removed_bytes", out.removed_bytes);
    fields.source(out.source, &out.is_file);
  });
  if (!good || !text_of(row, state_->fields, out.text)) return false;
  Result<std::string> record = without_added(row, added);
  if (!record) return false;
  out.record = std::move(*record);
  return true;
}

bool RowParser::parse(std::string_view row, DuplicateRow& out) {
  out = {};
  // The record is the last field. What stands before it holds no such bytes: a quote in a string is escaped.
  static constexpr std::string_view before_record = ",\"record\":{";
  const std::size_t at = row.find(before_record);
  if (at == std::string_view::npos || row.back() != '}') return false;
  const std::string head = std::string(row.substr(0, at)) + '}';
  const std::size_t begin = at + before_record.size() - 1;
  const std::string_view record = row.substr(begin, row.size() - 1 - begin);
  const bool good = state_->objects.parse(head, false, [&](RowFields& fields) {
    fields.text("id", out.id);
    fields.cluster("cluster", out.cluster);
    fields.text("survivor", out.survivor);
    fields.relation("relation", out.relation);
    fields.share("jaccard", out.jaccard);
    fields.share("containment", out.containment);
    fields.share("unique", out.unique);
    fields.source(out.source, &out.is_file);
  });
  if (!good || !text_of(record, state_->fields, out.text)) return false;
  out.record = record;
  return true;
}

bool RowParser::parse(std::string_view row, RejectRow& out) {
  out = {};
  std::string encoded;
  const bool good = state_->objects.parse(row, true, [&](RowFields& fields) {
    fields.number("input", out.source.input);
    fields.number("record", out.source.record);
    fields.text("code", out.code);
    fields.text("reason", out.reason);
    fields.boolean("cut", out.cut);
    if (fields.has("raw")) {
      fields.text("raw", out.raw);
    } else {
      fields.text("raw_base64", encoded);
    }
  });
  if (!good || encoded.empty()) return good;
  std::optional<std::string> decoded = decoded_base64(encoded);
  if (decoded) out.raw = std::move(*decoded);
  return decoded.has_value();
}

}  // namespace presswash
