#include <optional>
#include <utility>

#include "base/utf8.h"
#include "read/json_fields.h"
#include "read/json_text.h"
#include "write/json_row.h"
#include "write/rows.h"

namespace presswash {
namespace {

/// The record of a document that came as a text file.
std::string file_record(const Document& document, std::string_view id, std::string_view text,
                        const FieldNames& fields) {
  std::string out;
  out.reserve(text.size() + text.size() / 16 + 256);
  const auto append = [&](std::string_view name, std::string_view value) {
    out += out.empty() ? '{' : ',';
    append_json_string(out, name);
    out += ':';
    append_json_string(out, value);
  };
  append(fields.id, id);
  if (!document.url.empty()) append(fields.url, document.url);
  if (!document.site.empty()) append(fields.site, document.site);
  if (!document.title.empty()) append(fields.title, document.title);
  if (!document.published.empty()) append(fields.published, document.published);
  append(fields.text, text);
  out += '}';
  return out;
}

/// The value of a field of the record that is called as ours is: an earlier run's, kept so that restore gives it back.
std::string earlier_value(std::string_view record) {
  if (record.find("\"presswash\"") == std::string_view::npos) return {};
  JsonObject object;
  if (scan_object(record, object)) return {};
  for (const JsonField& field : object.fields) {
    if (!is_named(record, field, added_field)) continue;
    return std::string(record.substr(field.value.begin, field.value.end - field.value.begin));
  }
  return {};
}

/// The document's record in valid UTF-8; `storage` holds it when it had to be repaired.
std::string_view valid_record(const Document& document, std::string& storage) {
  if (is_utf8(document.record)) return document.record;
  storage = document.record;
  repair_utf8(storage);
  return storage;
}

/// The document's record with its decoded text in it.
std::string whole_record(const Document& document, const FieldNames& fields) {
  std::string repaired;
  const std::string_view record = valid_record(document, repaired);
  if (document.replaced == 0) return std::string(record);
  Result<std::string> edited = edited_record(record, {.field = fields.text, .text = document.text});
  return edited ? std::move(*edited) : std::string(record);
}

/// What the page states of itself, each with where it says so; nothing for a text.
void append_page(JsonRow& row, const PageMetadata& page) {
  std::string object;
  const auto append = [&](std::string_view name, const Stated& stated) {
    if (!stated.known()) return;
    object += object.empty() ? '{' : ',';
    append_json_string(object, name);
    object += ":{\"value\":";
    append_json_string(object, stated.value);
    object += ",\"from\":";
    append_json_string(object, name_of(stated.by));
    object += '}';
  };
  append("title", page.title);
  append("byline", page.byline);
  append("published", page.published);
  append("site_name", page.site_name);
  append("language", page.language);
  append("canonical", page.canonical);
  if (!object.empty()) row.json("page", object + '}');
}

std::string run_object(const Document& document, const Outcome& outcome, std::uint64_t removed_bytes, bool empty,
                       std::string_view earlier) {
  std::string out;
  out.reserve(192 + outcome.id.size() + earlier.size());
  JsonRow row(out);
  row.text("id", outcome.id)
      .cluster("cluster", outcome.membership.cluster)
      .number("copies", outcome.copies)
      .number("removed_bytes", removed_bytes)
      .boolean("held_back", outcome.held_back)
      .boolean("empty", empty)
      .source(document.source, document.record.empty());
  if (outcome.by_sentence) row.boolean("by_sentence", true);
  append_page(row, document.page);
  if (!earlier.empty()) row.json("earlier", earlier);
  row.end();
  return out;
}

}  // namespace

std::string clean_row(const Document& document, const Outcome& outcome, const FieldNames& fields, bool& empty) {
  const std::string text = cleaned_text(document.text, outcome.blocks);
  const std::uint64_t removed_bytes = document.text.size() - text.size();
  empty = is_blank(text);
  std::string out;
  if (document.record.empty()) {
    out = file_record(document, outcome.id, text, fields);
    out.back() = ',';
    append_json_string(out, added_field);
    out += ':';
    out += run_object(document, outcome, removed_bytes, empty, {});
    out += "}\n";
    return out;
  }
  std::string repaired;
  const std::string_view record = valid_record(document, repaired);
  const std::string added = run_object(document, outcome, removed_bytes, empty, earlier_value(record));
  const bool changed = removed_bytes > 0 || document.replaced > 0;
  Result<std::string> edited =
      edited_record(record, {.field = fields.text,
                             .text = changed ? std::optional<std::string_view>(text) : std::nullopt,
                             .added = added_field,
                             .added_json = added});
  // A document whose record cannot be edited was not read from it; its fields are written as those of a file are.
  if (!edited) {
    Document bare = document;
    bare.record.clear();
    return clean_row(bare, outcome, fields, empty);
  }
  out = std::move(*edited);
  out += '\n';
  return out;
}

std::string duplicate_row(const Document& document, const Outcome& outcome, std::string_view survivor_id,
                          const FieldNames& fields) {
  std::string out;
  out.reserve(document.record.size() + (document.record.empty() ? document.text.size() : 0) + 512);
  const Membership& membership = outcome.membership;
  JsonRow row(out);
  row.text("id", outcome.id)
      .cluster("cluster", membership.cluster)
      .text("survivor", survivor_id)
      .text("relation", name_of(membership.relation))
      .share("jaccard", static_cast<double>(membership.jaccard))
      .share("containment", static_cast<double>(membership.containment))
      .share("unique", static_cast<double>(membership.unique))
      .boolean("held_back", outcome.held_back)
      .source(document.source, document.record.empty());
  if (document.record.empty()) {
    row.json("record", file_record(document, outcome.id, document.text, fields));
  } else {
    row.json("record", whole_record(document, fields));
  }
  row.end_line();
  return out;
}

}  // namespace presswash
