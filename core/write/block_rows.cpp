#include "read/json_text.h"
#include "write/json_row.h"
#include "write/rows.h"

namespace presswash {
namespace {

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

}  // namespace presswash
