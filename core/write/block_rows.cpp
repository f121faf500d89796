#include <array>
#include <charconv>
#include <concepts>

#include "read/json_text.h"
#include "write/json_row.h"
#include "write/rows.h"

namespace presswash {
namespace {

/// What a row of a block says beside its text is short: it is put together here and appended at once; there is room for
/// the longest.
class Line {
 public:
  Line& operator<<(std::string_view text) noexcept {
    end_ += text.copy(end_, room());
    return *this;
  }
  template <std::unsigned_integral Value>
  Line& operator<<(Value value) noexcept {
    end_ = std::to_chars(end_, end_ + room(), value).ptr;
    return *this;
  }
  [[nodiscard]] std::string_view text() const noexcept {
    return {bytes_.data(), static_cast<std::size_t>(end_ - bytes_.data())};
  }

 private:
  [[nodiscard]] std::size_t room() const noexcept {
    return static_cast<std::size_t>(bytes_.data() + bytes_.size() - end_);
  }
  std::array<char, 640> bytes_;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
  char* end_ = bytes_.data();
};

void append_signs(Line& out, SignSet signs) {
  std::string_view before = "[\"";
  for (std::size_t i = 0; i < sign_count; ++i) {
    if (!signs.has(static_cast<Sign>(i))) continue;
    out << before << name_of(static_cast<Sign>(i));
    before = "\",\"";
  }
  out << (signs.bits == 0 ? "[]" : "\"]");
}

/// The row of one block; `start` is what all rows of the document begin with. There are some forty of these rows for a
/// document.
void append_boilerplate_row(std::string& out, std::string_view start, const Document& document,
                            const JudgedBlock& judged) {
  const Verdict& verdict = judged.verdict;
  const Evidence& evidence = verdict.evidence;
  Line line;
  line << judged.block.offset << ",\"length\":" << judged.block.length << ",\"kind\":\"" << name_of(verdict.kind)
       << "\",\"score\":" << ShareText(static_cast<double>(verdict.score), 3).text() << ",\"signs\":";
  append_signs(line, verdict.signs);
  line << ",\"evidence\":{";
  std::string_view before = "\"";
  const auto counted = [&](std::string_view name, std::uint16_t value, std::uint16_t left_out = 0) {
    if (value == left_out) return;
    line << before << name << value;
    before = ",\"";
  };
  counted("clusters\":", evidence.clusters);
  counted("masked_clusters\":", evidence.masked_clusters, usual_masked_clusters(evidence));
  counted("sites\":", evidence.sites);
  counted("variants\":", evidence.variants, usual_variants(evidence));
  counted("headlines\":", evidence.headlines);
  counted("stories\":", evidence.stories);
  counted("copies\":", evidence.copies);
  line << (verdict.removed ? "},\"removed\":true,\"text\":" : "},\"removed\":false,\"text\":");
  out += start;
  out += line.text();
  append_json_string(out, std::string_view(document.text).substr(judged.block.offset, judged.block.length));
  out += "}\n";
}

/// Of a block that has a row in boilerplate.jsonl, which tells the rest: [length, kind, removed]. Of any other, which
/// is article text: [length, score, signs, seven counts of evidence]; what is zero at the end is left out.
void append_block(std::string& out, const JudgedBlock& judged) {
  const Verdict& verdict = judged.verdict;
  const Evidence& evidence = verdict.evidence;
  Line line;
  line << "[" << judged.block.length << ",";
  if (is_boilerplate(verdict)) {
    line << "\"" << name_of(verdict.kind) << (verdict.removed ? "\",true]" : "\",false]");
    out += line.text();
    return;
  }
  line << ShareText(static_cast<double>(verdict.score), 3).text();
  const bool has_evidence = evidence != Evidence{};
  if (verdict.signs.bits != 0 || has_evidence) line << "," << verdict.signs.bits;
  if (has_evidence) {
    for (const std::uint16_t count : {evidence.clusters, evidence.masked_clusters, evidence.sites, evidence.variants,
                                      evidence.headlines, evidence.stories, evidence.copies})
      line << "," << count;
  }
  line << "]";
  out += line.text();
}

}  // namespace

void append_boilerplate_rows(std::string& out, const Document& document, const Outcome& outcome) {
  std::string start;
  JsonRow row(start);
  row.text("id", outcome.id).text_or_null("site", document.site);
  row.key("offset");
  for (const JudgedBlock& judged : outcome.blocks) {
    if (is_boilerplate(judged.verdict)) append_boilerplate_row(out, start, document, judged);
  }
}

void append_blocks_row(std::string& out, const Document& document, const Outcome& outcome) {
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
}

}  // namespace presswash
