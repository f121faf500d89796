#include "write/calibration_page.h"

#include "base/sha256.h"
#include "read/json_text.h"
#include "write/base64.h"
#include "write/html.h"
#include "write/report_parts.h"
#include "write/text_comparison.h"
#include "write/wording.h"

namespace presswash {
namespace {

constexpr std::size_t label_characters = 160;
// More is shown than in a report, for the judge has nothing else; equal stretches shorter than a shingle count as
// changed, for no threshold sees them.
constexpr ComparisonLimits judged_limits{
    .words = 1200, .least_same = 5, .context = 30, .change_start = 140, .change_end = 40, .changes = 24};

constexpr std::string_view bar =
    "<div id=\"bar\"><div><div class=\"go\"><span id=\"place\" aria-live=\"polite\"></span>"
    "<progress id=\"done\" value=\"0\" max=\"1\" aria-label=\"Judged\"></progress>"
    "<span id=\"note\" aria-live=\"polite\"></span></div>"
    "<button value=\"copy\">Copy of one story<kbd>1</kbd></button>"
    "<button value=\"other\">Different<kbd>2</kbd></button>"
    "<button value=\"unsure\">Unsure<kbd>3</kbd></button><span class=\"space\"></span>"
    "<button id=\"back\">Back<kbd>\xE2\x86\x90</kbd></button><button id=\"forth\">On<kbd>\xE2\x86\x92</kbd></button>"
    "<button id=\"save\">Save<kbd>s</kbd></button></div></div>\n";

/// "sha256-...", by which a browser knows the script that may run.
std::string source_of(std::string_view script) {
  const auto digest = sha256(script);
  return "sha256-" + base64_of({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

void append_head(Html& page, std::string_view version, std::size_t pairs) {
  page.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
      .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ")
      .markup("script-src '" + source_of(calibration_script()) + "'; base-uri 'none'; form-action 'none'\">\n")
      .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
      .markup("<meta name=\"robots\" content=\"noindex\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
  page.element("title", counted(pairs, "pair") + " to judge \xE2\x80\x93 presswash").markup("\n<style>");
  page.markup(report_style()).markup(calibration_style()).markup("</style>\n</head>\n<body>\n");
  page.markup("<header>\n<div class=\"mast\"><b>presswash</b><span>").text(version).markup("</span></div>\n");
  page.element("h1", "Copies of one story?").markup("\n");
  page.element(
      "p class=\"lead\"",
      "Copies: a reader of one needs not read the other. It is the same report, whole or in part, cut, updated, "
      "re-edited or under another headline. Two reports of one event in words of their own are different; so "
      "are two that only share a paragraph, or their form.");
  page.markup("\n");
  page.element("p class=\"lead\"",
               "The pairs come from the whole range of similarity, in no order; stop whenever you like. Struck through "
               "and underlined is what only one of the two has.");
  page.markup("\n</header>\n");
}

void append_document(Html& page, const PageDocument& document) {
  page.markup("<div>");
  page.scraped("span class=\"t\"", excerpt_of(document.title.empty() ? "Untitled" : document.title, label_characters));
  page.markup("<small>");
  if (!document.site.empty()) page.scraped("span", excerpt_of(document.site, label_characters)).markup(" ");
  if (!document.published.empty()) page.scraped("span", excerpt_of(document.published, label_characters)).markup(" ");
  page.scraped("span class=\"id\"", excerpt_of(document.id, label_characters)).markup("</small>");
  // What the script saves: JSON, so that no character of an id is lost on its way through the page.
  page.markup("<span class=\"json\" hidden>").text(json_string(document.id)).markup("</span></div>");
}

void append_pair(Html& page, const PagePair& pair) {
  page.markup("<article><h2 tabindex=\"-1\">Pair <span class=\"number\">").text(std::to_string(pair.pair));
  page.markup("</span></h2>\n<div class=\"cmp\"><div class=\"row head\">");
  append_document(page, *pair.a);
  append_document(page, *pair.b);
  page.markup("</div>\n");
  append_text_comparison(page, pair.a->text, pair.b->text, judged_limits);
  page.markup("</div>\n<details><summary>Figures, once you have judged</summary>");
  page.element("p", "Jaccard " + share_in_words(pair.jaccard) + ", containment " + share_in_words(pair.containment) +
                        " of the smaller one in the other.");
  page.markup("</details></article>\n");
}

}  // namespace

std::string calibration_page(std::span<const PagePair> pairs, std::string_view version, std::string_view key) {
  Html page;
  append_head(page, version, pairs.size());
  page.markup("<main id=\"pairs\">\n<span id=\"key\" hidden>").text(key).markup("</span>\n");
  page.markup("<noscript>")
      .element("p class=\"note\"", "Without scripts this page shows the pairs and keeps no judgement.");
  page.markup("</noscript>\n");
  if (pairs.empty()) page.element("p class=\"none\"", "No two documents share enough text to be compared.");
  for (const PagePair& pair : pairs) append_pair(page, pair);
  page.markup("</main>\n").markup(bar);
  page.markup("<script>").markup(calibration_script()).markup("</script>\n</body>\n</html>\n");
  return std::move(page).take();
}

}  // namespace presswash
