#include "write/row_parser.h"

#include <array>
#include <cstdlib>
#include <optional>

#include <simdjson.h>

#include "read/json_fields.h"
#include "read/json_text.h"
#include "write/base64.h"
#include "write/rows.h"

namespace presswash {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;

/// Fetches fields of one object; `good` turns false at the first that is missing or of the wrong type.
struct Fields {
  element object;
  bool good = true;

  template <typename Value>
  bool get(std::string_view name, Value& out) {
    if (good && object[name].get(out) != simdjson::SUCCESS) good = false;
    return good;
  }
  void text(std::string_view name, std::string& out) {
    std::string_view value;
    if (get(name, value)) out = value;
  }
  /// A string or null.
  void text_or_null(std::string_view name, std::string& out) {
    element value;
    out.clear();
    if (!get(name, value) || value.is_null()) return;
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) {
      out = text;
    } else {
      good = false;
    }
  }
  void cluster(std::string_view name, ClusterId& out) {
    std::string hex;
    text_or_null(name, hex);
    out.value = hex.empty() ? 0 : std::strtoull(hex.c_str(), nullptr, 16);
    if (!hex.empty() && (hex.size() != 16 || out.value == 0)) good = false;
  }
  void relation(std::string_view name, Relation& out) {
    std::string_view value;
    if (!get(name, value)) return;
    for (const Relation relation : {Relation::None, Relation::Identical, Relation::Near, Relation::Excerpt}) {
      if (name_of(relation) == value) {
        out = relation;
        return;
      }
    }
    good = false;
  }
  void share(std::string_view name, double& out) { (void)get(name, out); }
  template <typename Unsigned>
  void number(std::string_view name, Unsigned& out) {
    std::uint64_t value = 0;
    if (!get(name, value)) return;
    out = static_cast<Unsigned>(value);
    if (out != value) good = false;
  }
  /// A count that is left out when it is zero.
  template <typename Unsigned>
  void count(std::string_view name, Unsigned& out) {
    out = 0;
    element value;
    if (object[name].get(value) == simdjson::SUCCESS) number(name, out);
  }
  void texts(std::string_view name, std::vector<std::string>& out) {
    array values;
    out.clear();
    if (!get(name, values)) return;
    for (const element value : values) {
      std::string_view text;
      if (value.get(text) != simdjson::SUCCESS) {
        good = false;
        return;
      }
      out.emplace_back(text);
    }
  }
  void source(Source& out, bool* is_file) {
    Fields inner;
    if (!get("source", inner.object)) return;
    inner.number("input", out.input);
    inner.number("record", out.record);
    if (is_file != nullptr) {
      *is_file = false;
      if (inner.object["file"].get(*is_file) != simdjson::SUCCESS) *is_file = false;
    }
    good = inner.good;
  }
};

std::optional<Sign> sign_of(std::string_view name) {
  for (std::size_t i = 0; i < sign_count; ++i) {
    if (name_of(static_cast<Sign>(i)) == name) return static_cast<Sign>(i);
  }
  return std::nullopt;
}

void get_verdict(Fields& row, Verdict& out) {
  std::string_view kind_name;
  if (!row.get("kind", kind_name)) return;
  const std::optional<Kind> kind = kind_of(kind_name);
  double score = 0.0;
  row.share("score", score);
  std::vector<std::string> signs;
  row.texts("signs", signs);
  row.get("removed", out.removed);
  Fields evidence;
  if (!row.get("evidence", evidence.object) || !kind) {
    row.good = false;
    return;
  }
  out.kind = *kind;
  out.score = static_cast<float>(score);
  for (const std::string& name : signs) {
    const std::optional<Sign> sign = sign_of(name);
    if (!sign) row.good = false;
    if (sign) out.signs.add(*sign);
  }
  evidence.count("clusters", out.evidence.clusters);
  evidence.count("masked_clusters", out.evidence.masked_clusters);
  evidence.count("sites", out.evidence.sites);
  evidence.count("variants", out.evidence.variants);
  evidence.count("headlines", out.evidence.headlines);
  evidence.count("stories", out.evidence.stories);
  evidence.count("copies", out.evidence.copies);
  row.good = row.good && evidence.good;
}

/// [length, kind, score, removed, signs, seven counts of evidence]; see append_block.
bool get_block(array fields, JudgedBlock& out) {
  const std::size_t size = fields.size();
  std::string_view kind_name;
  double score = 0.0;
  std::uint64_t length = 0;
  if ((size != 3 && size != 5 && size != 12) || fields.at(0).get(length) != simdjson::SUCCESS ||
      fields.at(1).get(kind_name) != simdjson::SUCCESS || fields.at(2).get(score) != simdjson::SUCCESS) {
    return false;
  }
  const std::optional<Kind> kind = kind_of(kind_name);
  if (!kind || length > 0xFFFFFFFFU) return false;
  out.block.length = static_cast<std::uint32_t>(length);
  out.verdict.kind = *kind;
  out.verdict.score = static_cast<float>(score);
  if (size == 3) return true;
  std::array<std::uint64_t, 9> numbers{};
  for (std::size_t i = 3; i < size; ++i) {
    if (fields.at(i).get(numbers[i - 3]) != simdjson::SUCCESS || numbers[i - 3] > 0xFFFFU) return false;
  }
  out.verdict.removed = numbers[0] != 0;
  out.verdict.signs.bits = static_cast<std::uint8_t>(numbers[1]);
  const auto count = [&](std::size_t i) { return static_cast<std::uint16_t>(numbers[i]); };
  out.verdict.evidence = {.clusters = count(2),
                          .masked_clusters = count(3),
                          .sites = count(4),
                          .variants = count(5),
                          .headlines = count(6),
                          .stories = count(7),
                          .copies = count(8)};
  return true;
}

void get_member(element object, ClusterMember& out, bool& good) {
  Fields member{.object = object};
  member.text("id", out.id);
  member.text_or_null("site", out.site);
  member.text_or_null("title", out.title);
  member.text_or_null("published", out.published);
  member.get("kept", out.kept);
  member.text_or_null("survivor", out.survivor);
  member.relation("relation", out.relation);
  member.share("jaccard", out.jaccard);
  member.share("containment", out.containment);
  member.share("unique", out.unique);
  good = good && member.good;
}

}  // namespace

struct RowParser::State {
  FieldNames fields;
  simdjson::dom::parser parser;
  JsonObject object;

  bool start(std::string_view json, bool is_padded, Fields& out) {
    if (json.empty()) return false;
    return parser.parse(json.data(), json.size(), !is_padded).get(out.object) == simdjson::SUCCESS;
  }

  /// The text field of a record as it was read.
  [[nodiscard]] bool text_of(std::string_view record, std::string& out) const {
    Result<std::string> text = string_in_record(record, fields.text);
    if (!text) return false;
    out = std::move(*text);
    return true;
  }

  /// The record with what the run added taken out, and an earlier run's object of that name put back.
  [[nodiscard]] static Result<std::string> without_added(std::string_view row, std::string_view added) {
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
};

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
  Fields fields;
  if (!state_->start(added, false, fields)) return false;
  fields.text("id", out.id);
  fields.cluster("cluster", out.cluster);
  fields.number("removed_bytes", out.removed_bytes);
  fields.source(out.source, &out.is_file);
  if (!fields.good || !state_->text_of(row, out.text)) return false;
  Result<std::string> record = State::without_added(row, added);
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
  Fields fields;
  if (!state_->start(head, false, fields)) return false;
  fields.text("id", out.id);
  fields.cluster("cluster", out.cluster);
  fields.text("survivor", out.survivor);
  fields.relation("relation", out.relation);
  fields.share("jaccard", out.jaccard);
  fields.share("containment", out.containment);
  fields.share("unique", out.unique);
  fields.source(out.source, &out.is_file);
  if (!fields.good || !state_->text_of(record, out.text)) return false;
  out.record = record;
  return true;
}

bool RowParser::parse(std::string_view row, BoilerplateRow& out) {
  out = {};
  Fields fields;
  if (!state_->start(row, true, fields)) return false;
  fields.text("id", out.id);
  fields.text_or_null("site", out.site);
  fields.number("offset", out.judged.block.offset);
  fields.number("length", out.judged.block.length);
  fields.text("text", out.text);
  get_verdict(fields, out.judged.verdict);
  return fields.good && out.text.size() == out.judged.block.length;
}

bool RowParser::parse(std::string_view row, BlocksRow& out) {
  out = {};
  Fields fields;
  if (!state_->start(row, true, fields)) return false;
  fields.text("id", out.id);
  fields.text_or_null("site", out.site);
  fields.get("kept", out.kept);
  fields.cluster("cluster", out.cluster);
  fields.get("held_back", out.held_back);
  fields.source(out.source, nullptr);
  array blocks;
  if (!fields.get("blocks", blocks)) return false;
  std::uint64_t offset = 0;
  for (const element block : blocks) {
    array values;
    JudgedBlock judged;
    if (block.get(values) != simdjson::SUCCESS || !get_block(values, judged)) return false;
    judged.block.offset = static_cast<std::uint32_t>(offset);
    offset += judged.block.length;
    if (offset > 0xFFFFFFFFU) return false;
    out.blocks.push_back(judged);
  }
  return true;
}

bool RowParser::parse(std::string_view row, ClusterRow& out) {
  out = {};
  Fields fields;
  if (!state_->start(row, true, fields)) return false;
  fields.cluster("cluster", out.cluster);
  fields.text("canonical", out.canonical);
  fields.texts("survivors", out.survivors);
  fields.texts("sites", out.sites);
  fields.text_or_null("first_published", out.first_published);
  fields.text_or_null("credit", out.credit);
  array members;
  if (!fields.get("members", members)) return false;
  for (const element object : members) {
    ClusterMember& member = out.members.emplace_back();
    get_member(object, member, fields.good);
  }
  return fields.good && !out.members.empty();
}

bool RowParser::parse(std::string_view row, EdgeRow& out) {
  out = {};
  Fields fields;
  if (!state_->start(row, true, fields)) return false;
  std::string_view join;
  if (fields.object["join"].get(join) == simdjson::SUCCESS) {
    out.join = join;
    return true;
  }
  fields.text("a", out.a);
  fields.text("b", out.b);
  fields.relation("relation", out.relation);
  fields.share("jaccard", out.jaccard);
  fields.share("containment_a", out.containment_a);
  fields.share("containment_b", out.containment_b);
  fields.number("shared", out.shared);
  return fields.good;
}

bool RowParser::parse(std::string_view row, RejectRow& out) {
  out = {};
  Fields fields;
  if (!state_->start(row, true, fields)) return false;
  fields.number("input", out.source.input);
  fields.number("record", out.source.record);
  fields.text("code", out.code);
  fields.text("reason", out.reason);
  fields.get("cut", out.cut);
  std::string_view raw;
  if (fields.good && fields.object["raw"].get(raw) == simdjson::SUCCESS) {
    out.raw = raw;
    return true;
  }
  std::string encoded;
  fields.text("raw_base64", encoded);
  std::optional<std::string> decoded = decoded_base64(encoded);
  if (!fields.good || !decoded) return false;
  out.raw = std::move(*decoded);
  return true;
}

}  // namespace presswash
