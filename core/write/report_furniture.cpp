#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "write/report_parts.h"
#include "write/wording.h"

namespace presswash {
namespace {

constexpr std::size_t listed_sites = 20;

/// Kinds of which anything was removed, the most bytes first.
std::vector<std::size_t> removed_kinds(const KindTable& kinds) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < kind_count; ++i) {
    if (kinds[i].removed > 0) out.push_back(i);
  }
  std::stable_sort(out.begin(), out.end(),
                   [&](std::size_t a, std::size_t b) { return kinds[a].removed_bytes > kinds[b].removed_bytes; });
  return out;
}

/// Removed blocks of a kind for each document of the site.
double a_document(const SiteFigures& site, std::size_t kind) {
  return static_cast<double>(site.kinds[kind].removed) /
         static_cast<double>(std::max<std::uint64_t>(1, site.documents()));
}

/// `deepest` is the number of blocks a document that has the deepest colour; 0 for a row without colour.
void append_site(Html& page, const SiteFigures& site, const std::vector<std::size_t>& kinds, std::string_view name,
                 double deepest) {
  page.markup(deepest > 0.0 ? "<tr>" : "<tr class=\"sum\">").scraped("td", name);
  page.element("td class=\"n\"", with_commas(site.documents()));
  page.element("td class=\"n\"", with_commas(site.copies));
  page.element("td class=\"n\"", percent(site.removed_bytes, site.text_bytes));
  for (const std::size_t kind : kinds) {
    if (site.kinds[kind].removed == 0) {
      page.markup("<td class=\"zero\">0</td>");
      continue;
    }
    const double heat = deepest > 0.0 ? 0.04 + 0.42 * std::sqrt(std::min(1.0, a_document(site, kind) / deepest)) : 0.0;
    page.markup("<td class=\"heat\" style=\"").markup(fmt::format("--h:{:.2f}", heat));
    page.markup("\">").text(with_commas(site.kinds[kind].removed)).markup("</td>");
  }
  page.markup("</tr>\n");
}

void append_reasons(Html& page, const Verdict& verdict, std::string_view site) {
  std::string signs;
  for (std::size_t i = 0; i < sign_count; ++i) {
    if (verdict.signs.has(static_cast<Sign>(i))) {
      signs += (signs.empty() ? "" : "; ") + std::string(in_words(static_cast<Sign>(i)));
    }
  }
  const std::vector<std::string> evidence = in_words(verdict.evidence, site);
  if (signs.empty() && evidence.empty()) return;
  page.markup("<ul>");
  if (!signs.empty()) page.markup("<li>").text("judged by " + signs).markup("</li>");
  for (const std::string& clause : evidence) page.scraped("li", excerpt_of(clause, 300));
  page.markup("</ul>");
}

void append_block(Html& page, const BoilerplateRow& row, std::string_view figure, bool names_kind) {
  page.markup("<").markup(figure).markup(">").scraped("blockquote", excerpt_of(row.text, 360)).markup("<figcaption>");
  page.markup("<b>").text(share_in_words(static_cast<double>(row.judged.verdict.score))).markup("</b>");
  if (names_kind) page.text(" \xC2\xB7 " + std::string(name_of(row.judged.verdict.kind)));
  page.text(" \xC2\xB7 ").scraped("span", excerpt_of(row.site.empty() ? row.id : row.site, 80));
  append_reasons(page, row.judged.verdict, row.site);
  page.markup("</figcaption></figure>\n");
}

}  // namespace

void append_kinds(Html& page, const ReportData& data) {
  const KindTable& kinds = data.summary.kinds;
  std::vector<std::size_t> order;
  std::uint64_t most = 0;
  for (std::size_t i = 1; i < kind_count; ++i) {
    if (kinds[i].blocks > 0) order.push_back(i);
    most = std::max(most, kinds[i].removed_bytes);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return kinds[a].removed_bytes > kinds[b].removed_bytes; });
  open_section(page, "kinds", "Boilerplate",
               "What was found around the stories, in documents kept and copies alike. Every block stands in "
               "boilerplate.jsonl with its reasons.");
  if (order.empty()) {
    page.markup("<p class=\"none\">No block was judged to be boilerplate.</p></section>\n");
    return;
  }
  page.markup(
      "<div class=\"scroll\"><table class=\"kinds\"><thead><tr><th>Kind</th><th class=\"n\">Blocks</th><th "
      "class=\"n\">Removed</th>"
      "<th class=\"n\">Text removed</th><th></th></tr></thead><tbody>\n");
  for (const std::size_t kind : order) {
    page.markup("<tr><td class=\"name\">").text(name_of(static_cast<Kind>(kind)));
    page.element("small", in_words(static_cast<Kind>(kind))).markup("</td>");
    page.element("td class=\"n\"", with_commas(kinds[kind].blocks));
    page.element("td class=\"n\"", with_commas(kinds[kind].removed));
    page.element("td class=\"n\"", bytes_in_words(kinds[kind].removed_bytes)).markup("<td class=\"meter\">");
    if (kinds[kind].removed_bytes > 0) {
      page.markup("<i style=\"").markup(width_of(kinds[kind].removed_bytes, most)).markup("\"></i>");
    }
    page.markup("</td></tr>\n");
  }
  page.markup("</tbody></table></div>\n</section>\n");
}

void append_sites(Html& page, const ReportData& data) {
  if (data.sites.empty()) return;
  const std::vector<std::size_t> kinds = removed_kinds(data.summary.kinds);
  open_section(page, "sites", "Sites",
               "Blocks removed on each site, by kind; the deeper the colour, the more of them a document.");
  page.markup(
      "<div class=\"scroll\"><table class=\"sites\"><thead><tr><th>Site</th><th class=\"n\">Documents</th>"
      "<th class=\"n\">Copies</th><th class=\"n\">Text cut</th>");
  for (const std::size_t kind : kinds) {
    page.markup("<th class=\"v\">").element("span", name_of(static_cast<Kind>(kind))).markup("</th>");
  }
  page.markup("</tr></thead><tbody>\n");
  SiteFigures all;
  SiteFigures rest;
  double deepest = 0.001;
  for (std::size_t i = 0; i < data.sites.size() && i < listed_sites; ++i) {
    for (const std::size_t kind : kinds) deepest = std::max(deepest, a_document(data.sites[i], kind));
  }
  for (std::size_t i = 0; i < data.sites.size(); ++i) {
    all.add(data.sites[i]);
    if (i >= listed_sites) rest.add(data.sites[i]);
    if (i < listed_sites) {
      const std::string& name = data.sites[i].site;
      append_site(page, data.sites[i], kinds, name.empty() ? "unknown" : excerpt_of(name, 60), deepest);
    }
  }
  if (data.sites.size() > listed_sites) {
    append_site(page, rest, kinds, with_commas(data.sites.size() - listed_sites) + " more sites", deepest);
  }
  if (data.sites.size() > 1) append_site(page, all, kinds, "All", 0.0);
  page.markup("</tbody></table></div>\n");
  if (data.sites.size() > listed_sites) page.markup("<p class=\"note\">All of them are in sites.jsonl.</p>\n");
  page.markup("</section>\n");
}

void append_examples(Html& page, const ReportData& data) {
  open_section(page, "examples", "Examples of what was removed",
               "The figure is the probability that the block is not part of the story.");
  bool any = false;
  for (const std::size_t kind : removed_kinds(data.summary.kinds)) {
    if (data.examples[kind].empty()) continue;
    any = true;
    const std::string name(name_of(static_cast<Kind>(kind)));
    page.element("h3 class=\"kind\"", static_cast<char>(name[0] - 'a' + 'A') + name.substr(1));
    page.element("p", in_words(static_cast<Kind>(kind))).markup("\n<div class=\"examples\">\n");
    for (const BoilerplateRow& row : data.examples[kind]) append_block(page, row, "figure", false);
    page.markup("</div>\n");
  }
  if (!any) page.markup("<p class=\"none\">Nothing was removed.</p>\n");
  page.markup("</section>\n");
}

void append_held_back(Html& page, const ReportData& data) {
  if (data.summary.held_back == 0) return;
  open_section(page, "held", "Held back",
               fmt::format("In {} the verdicts would have taken too much of the running text without strong evidence, "
                           "so that text stayed. These blocks are worth a look.",
                           counted(data.summary.held_back, "document")));
  for (const HeldBackDocument& document : data.held_back) {
    page.markup("<div class=\"held-doc\"><p><span class=\"tag h\">held back</span> ");
    page.scraped("span", excerpt_of(document.site.empty() ? "site unknown" : document.site, 80)).markup(" ");
    page.scraped("span class=\"id\"", excerpt_of(document.id, 100)).markup("</p>\n<div class=\"examples\">\n");
    for (std::size_t i = 0; i < document.blocks.size() && i < 4; ++i) {
      append_block(page, document.blocks[i], "figure class=\"held\"", true);
    }
    page.markup("</div></div>\n");
  }
  if (data.summary.held_back > data.held_back.size()) {
    page.element("p class=\"note\"", with_commas(data.summary.held_back - data.held_back.size()) +
                                         " more are marked \"held_back\": true in clean.jsonl and duplicates.jsonl.");
  }
  page.markup("</section>\n");
}

}  // namespace presswash
