#include "write/rows.h"

#include <optional>
#include <utility>

#include "base/utf8.h"
#include "read/json_fields.h"
#include "read/json_text.h"
#include "write/base64.h"
#include "write/json_row.h"
#include "write/wording.h"

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

void append_signs(std::string& out, SignSet signs) {
  out += '[';
  bool first = true;
  for (std::size_t i = 0; i < sign_count; ++i) {
    if (!signs.has(static_cast<Sign>(i))) continue;
    if (!first) out += ',';
    first = false;
    out += '"';
    out += name_of(static_cast<Sign>(i));
    out += '"';
  }
  out += ']';
}

/// The row of one block; `start` is what all rows of the document begin with. Built from whole pieces: there are some
/// ten of these rows for a document.
void append_boilerplate_row(std::string& out, std::string_view start, const Document& document,
                            const JudgedBlock& judged) {
  const Verdict& verdict = judged.verdict;
  const Evidence& evidence = verdict.evidence;
  const auto number = [&](std::string_view name, auto value) {
    out += name;
    append_number(out, value);
  };
  out += start;
  append_number(out, judged.block.offset);
  number(",\"length\":", judged.block.length);
  out += ",\"kind\":\"";
  out += name_of(verdict.kind);
  out += "\",\"score\":";
  append_share(out, static_cast<double>(verdict.score), 3);
  out += ",\"signs\":";
  append_signs(out, verdict.signs);
  out += ",\"evidence\":{";
  bool first = true;
  const auto counted = [&](std::string_view name, std::uint16_t value) {
    if (value == 0) return;
    out += first ? "\"" : ",\"";
    first = false;
    number(name, value);
  };
  counted("clusters\":", evidence.clusters);
  counted("masked_clusters\":", evidence.masked_clusters);
  counted("sites\":", evidence.sites);
  counted("variants\":", evidence.variants);
  counted("headlines\":", evidence.headlines);
  counted("stories\":", evidence.stories);
  counted("copies\":", evidence.copies);
  out += verdict.removed ? "},\"removed\":true,\"text\":" : "},\"removed\":false,\"text\":";
  append_json_string(out, std::string_view(document.text).substr(judged.block.offset, judged.block.length));
  out += "}\n";
}

/// [length, kind, score, removed, signs, seven counts of evidence]; what is zero at the end is left out.
void append_block(std::string& out, const JudgedBlock& judged) {
  const Verdict& verdict = judged.verdict;
  const Evidence& evidence = verdict.evidence;
  out += '[';
  append_number(out, judged.block.length);
  out += ",\"";
  out += name_of(verdict.kind);
  out += "\",";
  append_share(out, static_cast<double>(verdict.score), 3);
  const bool has_evidence = evidence != Evidence{};
  if (verdict.removed || verdict.signs.bits != 0 || has_evidence) {
    out += verdict.removed ? ",1," : ",0,";
    append_number(out, verdict.signs.bits);
  }
  if (has_evidence) {
    for (const std::uint16_t count : {evidence.clusters, evidence.masked_clusters, evidence.sites, evidence.variants,
                                      evidence.headlines, evidence.stories, evidence.copies}) {
      out += ',';
      append_number(out, count);
    }
  }
  out += ']';
}

}  // namespace

bool is_blank(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const char32_t c = point.code_point;
    if (!is_space(c) && c != 0x200B && c != 0xFEFF) return false;
    at += point.length;
  }
  return true;
}

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

std::string boilerplate_rows(const Document& document, const Outcome& outcome) {
  std::string start;
  JsonRow row(start);
  row.text("id", outcome.id).text_or_null("site", document.site);
  row.key("offset");
  std::size_t size = 0;
  for (const JudgedBlock& judged : outcome.blocks) {
    if (is_boilerplate(judged.verdict)) size += start.size() + 256 + judged.block.length;
  }
  std::string out;
  out.reserve(size);
  for (const JudgedBlock& judged : outcome.blocks) {
    if (is_boilerplate(judged.verdict)) append_boilerplate_row(out, start, document, judged);
  }
  return out;
}

std::string blocks_row(const Document& document, const Outcome& outcome) {
  std::string out;
  out.reserve(160 + outcome.id.size() + outcome.blocks.size() * 40);
  JsonRow row(out);
  row.text("id", outcome.id).source(document.source, document.record.empty());
  row.text_or_null("site", document.site);
  row.boolean("kept", outcome.membership.role != Role::Removed)
      .cluster("cluster", outcome.membership.cluster)
      .boolean("held_back", outcome.held_back);
  std::string& blocks = row.key("blocks");
  blocks += '[';
  for (const JudgedBlock& judged : outcome.blocks) {
    if (blocks.back() == ']') blocks += ',';
    append_block(blocks, judged);
  }
  blocks += ']';
  row.end_line();
  return out;
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
