#include <string>

#include <fmt/format.h>

#include "write/report.h"
#include "write/report_parts.h"
#include "write/wording.h"

namespace presswash {
namespace {

// Nothing may be fetched or run; the one style sheet and the widths of bars are inline.
constexpr std::string_view head =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"robots\" content=\"noindex\">\n<meta name=\"referrer\" content=\"no-referrer\">\n";

std::string title_of(const Summary& summary) {
  if (summary.records() == 0) return "An empty scrape";
  return counted(summary.records(), "record") + " read, " + with_commas(summary.kept) + " kept";
}

void append_masthead(Html& page, const ReportData& data) {
  const Summary& summary = data.summary;
  page.markup("<header>\n<div class=\"mast\"><b>presswash</b><span>").text(summary.version).markup("</span></div>\n");
  page.element("h1", title_of(summary)).markup("\n<p class=\"lead\">Read from ");
  for (std::size_t i = 0; i < summary.inputs.size() && i < 3; ++i) {
    page.markup(i == 0 ? "" : ", ").scraped("code", excerpt_of(summary.inputs[i], 80));
  }
  if (summary.inputs.size() > 3) page.text(" and " + counted(summary.inputs.size() - 3, "more input"));
  page.text(summary.inputs.empty() ? "no input." : ".");
  if (summary.records() > 0) {
    page.text(
        fmt::format(" Of {} of text, {} stay: {} of boilerplate were cut out of the documents kept, and {} went "
                    "with the copies.",
                    bytes_in_words(summary.text.read), bytes_in_words(summary.text.kept),
                    bytes_in_words(summary.text.boilerplate), bytes_in_words(summary.text.copies)));
  }
  page.markup("</p>\n");
}

void append_contents(Html& page, const ReportData& data) {
  page.markup("<nav aria-label=\"Contents\">");
  page.markup("<a href=\"#kinds\">Boilerplate</a><a href=\"#sites\">Sites</a>");
  if (!data.clusters.empty()) page.markup("<a href=\"#clusters\">Copies</a>");
  if (!data.related.stories.empty()) page.markup("<a href=\"#related\">Related stories</a>");
  page.markup("<a href=\"#examples\">Examples</a>");
  if (data.summary.held_back > 0) page.markup("<a href=\"#held\">Held back</a>");
  if (data.summary.rejected > 0) page.markup("<a href=\"#rejected\">Rejected</a>");
  page.markup("<a href=\"#run\">The run</a></nav>\n</header>\n");
}

}  // namespace

void open_section(Html& page, std::string_view anchor, std::string_view heading, std::string_view lead) {
  page.markup("<section id=\"").markup(anchor).markup("\">\n").element("h2", heading).markup("\n");
  page.element("p", lead).markup("\n");
}

std::string width_of(std::uint64_t part, std::uint64_t whole) {
  const double share = whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  return fmt::format("--w:{:.2f}%", share);
}

Result<std::string> report_html(const std::filesystem::path& run, const KeptRows* kept) {
  const Result<ReportData> data = collect_report(run, kept);
  if (!data) return data.error();
  Html page;
  page.markup(head).element("title", title_of(data->summary) + " \xE2\x80\x93 presswash").markup("\n<style>");
  page.markup(report_style()).markup("</style>\n</head>\n<body>\n");
  append_masthead(page, *data);
  append_figures(page, *data);
  append_contents(page, *data);
  page.markup("<main>\n");
  append_kinds(page, *data);
  append_sites(page, *data);
  append_clusters(page, *data);
  append_related(page, *data);
  append_examples(page, *data);
  append_held_back(page, *data);
  append_rejects(page, *data);
  append_run(page, *data);
  page.markup(
      "</main>\n<footer><p>Drawn by presswash from the files beside it. This page runs no script and loads "
      "nothing; everything on it that came from the scrape is shown as text.</p></footer>\n</body>\n</html>\n");
  return std::move(page).take();
}

}  // namespace presswash
