#include <string>

#include "write/report_parts.h"
#include "write/wording.h"

namespace presswash {
namespace {

void append_tile(Html& page, std::string_view look, std::string_view figure, std::string_view label) {
  page.markup("<div class=\"tile ").markup(look).markup("\">");
  page.element("b", figure).element("span", label).markup("</div>\n");
}

struct Stretch {
  std::string_view look;
  std::string_view label;
  std::uint64_t amount = 0;
  std::string shown;
};

void append_flow(Html& page, std::string_view heading, const std::vector<Stretch>& stretches) {
  std::uint64_t whole = 0;
  for (const Stretch& stretch : stretches) whole += stretch.amount;
  if (whole == 0) return;
  page.markup("<div class=\"flow\">").element("h3", heading).markup("<div class=\"bar\" aria-hidden=\"true\">");
  for (const Stretch& stretch : stretches) {
    if (stretch.amount == 0) continue;
    page.markup("<i class=\"").markup(stretch.look).markup("\" style=\"");
    page.markup(width_of(stretch.amount, whole)).markup("\"></i>");
  }
  page.markup("</div><ul class=\"key\">");
  for (const Stretch& stretch : stretches) {
    if (stretch.amount == 0) continue;
    page.markup("<li><i class=\"").markup(stretch.look).markup("\"></i>").text(std::string(stretch.label) + ' ');
    page.element("b", stretch.shown).text(' ' + percent(stretch.amount, whole)).markup("</li>");
  }
  page.markup("</ul></div>\n");
}

std::string relations_in_words(const NamedCounts& counts) {
  std::string out;
  for (const auto& [name, count] : counts) {
    if (count > 0) out += (out.empty() ? "" : ", ") + with_commas(count) + ' ' + name;
  }
  return out;
}

}  // namespace

void append_figures(Html& page, const ReportData& data) {
  const Summary& summary = data.summary;
  const std::string relations = relations_in_words(summary.copies_by_relation);
  page.markup("<div class=\"tiles\">\n");
  append_tile(page, "", with_commas(summary.documents()), "documents on " + counted(summary.sites, "site"));
  append_tile(page, "k", with_commas(summary.kept),
              summary.empty == 0 ? "kept" : "kept; " + with_commas(summary.empty) + " of them left empty");
  append_tile(page, "c", with_commas(summary.copies),
              relations.empty() ? "removed as copies" : "removed as copies: " + relations);
  append_tile(page, "", with_commas(summary.clusters),
              summary.clusters == 0
                  ? "clusters of copies"
                  : "clusters of copies; the largest has " + counted(summary.largest_cluster, "document"));
  append_tile(page, "f", bytes_in_words(summary.text.boilerplate), "of boilerplate cut out of documents kept");
  append_tile(page, "", with_commas(summary.rejected), "records rejected");
  page.markup("</div>\n");
  append_flow(page, "Where the records went",
              {{"k", "kept", summary.kept, with_commas(summary.kept)},
               {"c", "removed as copies", summary.copies, with_commas(summary.copies)},
               {"r", "rejected", summary.rejected, with_commas(summary.rejected)}});
  append_flow(page, "Where the text went",
              {{"k", "kept", summary.text.kept, bytes_in_words(summary.text.kept)},
               {"f", "boilerplate", summary.text.boilerplate, bytes_in_words(summary.text.boilerplate)},
               {"c", "copies", summary.text.copies, bytes_in_words(summary.text.copies)}});
}

void append_rejects(Html& page, const ReportData& data) {
  const Summary& summary = data.summary;
  if (summary.rejected == 0) return;
  std::string reasons;
  for (const auto& [reason, count] : summary.rejects_by_reason) {
    reasons += (reasons.empty() ? "" : ", ") + with_commas(count) + ' ' + reason;
  }
  open_section(page, "rejected", "Rejected",
               "Records that could not be read, by reason: " + reasons + ". They stand whole in rejected.jsonl.");
  page.markup(
      "<div class=\"scroll\"><table><thead><tr><th>Input</th><th class=\"n\">Record</th><th>Reason and start "
      "of the record</th></tr></thead><tbody>\n");
  for (const RejectRow& row : data.rejects) {
    const std::string input =
        row.source.input < summary.inputs.size() ? summary.inputs[row.source.input] : std::to_string(row.source.input);
    page.markup("<tr>").scraped("td", excerpt_of(input, 80)).element("td class=\"n\"", with_commas(row.source.record));
    page.markup("<td>").scraped("span", excerpt_of(row.reason, 300));
    page.scraped("span class=\"raw\"", excerpt_of(row.raw, 160)).markup("</td></tr>\n");
  }
  page.markup("</tbody></table></div>\n");
  if (summary.rejected > data.rejects.size()) {
    page.element("p class=\"note\"",
                 with_commas(summary.rejected - data.rejects.size()) + " more are in rejected.jsonl.");
  }
  page.markup("</section>\n");
}

void append_run(Html& page, const ReportData& data) {
  const Summary& summary = data.summary;
  open_section(page, "run", "The run", "What it was asked to do. All figures of this page stand in summary.json.");
  page.markup("<dl>\n");
  for (const auto& [name, value] : summary.settings) {
    page.element("dt", excerpt_of(name, 80)).scraped("dd", excerpt_of(value, 300)).markup("\n");
  }
  for (const auto& [name, value] : summary.counts) {
    page.element("dt", excerpt_of(name, 80)).element("dd", with_commas(value)).markup("\n");
  }
  page.markup(
      "</dl>\n<p class=\"note\">To ask about one document: <code>presswash why OUT ID</code>; about two: "
      "<code>presswash why OUT ID ID</code>. To undo everything: <code>presswash restore OUT</code>.</p>\n"
      "</section>\n");
}

}  // namespace presswash
