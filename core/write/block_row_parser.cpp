#include <array>
#include <optional>

#include <simdjson.h>

#include "write/row_parser_state.h"
#include "write/rows.h"

namespace presswash {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;

std::optional<Sign> sign_of(std::string_view name) {
  for (std::size_t i = 0; i < sign_count; ++i) {
    if (name_of(static_cast<Sign>(i)) == name) return static_cast<Sign>(i);
  }
  return std::nullopt;
}

void get_verdict(RowFields& row, Verdict& out) {
  std::string kind_name;
  row.text("kind", kind_name);
  const std::optional<Kind> kind = kind_of(kind_name);
  double score = 0.0;
  row.share("score", score);
  std::vector<std::string> signs;
  row.texts("signs", signs);
  row.boolean("removed", out.removed);
  if (!kind) row.fail();
  row.object("evidence", [&](RowFields& evidence) {
    Evidence& counts = out.evidence;
    evidence.count("clusters", counts.clusters);
    evidence.count("masked_clusters", counts.masked_clusters, usual_masked_clusters(counts));
    evidence.count("sites", counts.sites);
    evidence.count("headlines", counts.headlines);
    evidence.count("stories", counts.stories);
    evidence.count("copies", counts.copies);
    evidence.count("variants", counts.variants, usual_variants(counts));
  });
  if (!row.good()) return;
  out.kind = *kind;
  out.score = static_cast<float>(score);
  for (const std::string& name : signs) {
    const std::optional<Sign> sign = sign_of(name);
    if (!sign) row.fail();
    if (sign) out.signs.add(*sign);
  }
}

/// [length, kind, removed] or [length, score, signs, seven counts of evidence]; see append_block.
bool get_block(const element& value, JudgedBlock& out) {
  array fields;
  if (value.get(fields) != simdjson::SUCCESS) return false;
  const std::size_t size = fields.size();
  std::uint64_t length = 0;
  if (fields.at(0).get(length) != simdjson::SUCCESS || length > 0xFFFFFFFFU) return false;
  out.block.length = static_cast<std::uint32_t>(length);
  std::string_view kind_name;
  if (fields.at(1).get(kind_name) == simdjson::SUCCESS) {
    const std::optional<Kind> kind = kind_of(kind_name);
    if (!kind || size != 3 || fields.at(2).get(out.verdict.removed) != simdjson::SUCCESS) return false;
    out.verdict.kind = *kind;
    return true;
  }
  double score = 0.0;
  if ((size != 2 && size != 3 && size != 10) || fields.at(1).get(score) != simdjson::SUCCESS) return false;
  out.verdict.score = static_cast<float>(score);
  std::array<std::uint64_t, 8> numbers{};
  for (std::size_t i = 2; i < size; ++i) {
    if (fields.at(i).get(numbers[i - 2]) != simdjson::SUCCESS || numbers[i - 2] > 0xFFFFU) return false;
  }
  out.verdict.signs.bits = static_cast<std::uint8_t>(numbers[0]);
  const auto count = [&](std::size_t i) { return static_cast<std::uint16_t>(numbers[i]); };
  out.verdict.evidence = {.clusters = count(1),
                          .masked_clusters = count(2),
                          .sites = count(3),
                          .variants = count(4),
                          .headlines = count(5),
                          .stories = count(6),
                          .copies = count(7)};
  return true;
}

}  // namespace

bool RowParser::parse(std::string_view row, BoilerplateRow& out) {
  out = {};
  const bool good = state_->objects.parse(row, true, [&](RowFields& fields) {
    fields.text("id", out.id);
    fields.text_or_null("site", out.site);
    fields.number("offset", out.judged.block.offset);
    fields.number("length", out.judged.block.length);
    fields.text("text", out.text);
    get_verdict(fields, out.judged.verdict);
  });
  return good && out.text.size() == out.judged.block.length;
}

bool RowParser::parse(std::string_view row, BlocksRow& out) {
  out = {};
  return state_->objects.parse(row, true, [&](RowFields& fields) {
    fields.text("id", out.id);
    fields.text_or_null("site", out.site);
    fields.boolean("kept", out.kept);
    fields.cluster("cluster", out.cluster);
    fields.boolean("held_back", out.held_back);
    fields.source(out.source, nullptr);
    std::uint64_t offset = 0;
    fields.values("blocks", [&](const element& value) {
      JudgedBlock judged;
      if (!get_block(value, judged)) return false;
      judged.block.offset = static_cast<std::uint32_t>(offset);
      offset += judged.block.length;
      out.blocks.push_back(judged);
      return offset <= 0xFFFFFFFFU;
    });
  });
}

}  // namespace presswash
