#include <string>

#include "write/report_parts.h"
#include "write/wording.h"

namespace presswash {
namespace {

void append_story(Html& page, const std::string& id, const ReportData& data) {
  const auto found = data.labels.find(id);
  const StoryLabel label = found == data.labels.end() ? StoryLabel() : found->second;
  page.scraped("span class=\"t\"", label.title.empty() ? excerpt_of(id, 100) : label.title).markup("<small>");
  if (!label.site.empty()) page.scraped("span", excerpt_of(label.site, 80)).text(" \xC2\xB7 ");
  page.scraped("span class=\"id\"", excerpt_of(id, 100)).markup("</small>");
}

}  // namespace

void append_related_story(Html& page, const RelatedRow::Story& story, const ReportData& data) {
  page.markup("<li>").element("span class=\"fig\"", share_in_words(story.similarity)).markup("<div>");
  append_story(page, story.id, data);
  std::string names;
  for (const std::string& name : story.names) names += (names.empty() ? "both say " : ", ") + excerpt_of(name, 40);
  if (!names.empty()) page.markup("<small>").scraped("span", names).markup("</small>");
  page.markup("</div></li>\n");
}

void append_related(Html& page, const ReportData& data) {
  if (data.related.stories.empty()) return;
  open_section(page, "related", "Related stories",
               "Reports of one event in different words, by the names and figures that both say. They are no copies: "
               "nothing is removed for being related. The most similar ones, each with its similarity from 0 to 1.");
  for (const RelatedRow& row : data.related.stories) {
    if (page.size() > members_end_at) break;
    page.markup("<div class=\"story\">");
    append_story(page, row.id, data);
    page.markup("<ul class=\"alike\">\n");
    for (const RelatedRow::Story& other : row.related) append_related_story(page, other, data);
    page.markup("</ul></div>\n");
  }
  const std::uint64_t rows = data.summary.related ? data.summary.related->rows : 0;
  page.element("p class=\"note\"",
               counted(rows, "story") + (rows == 1 ? " has" : " have") + " related ones: all are in related.jsonl.");
  page.markup("</section>\n");
}

}  // namespace presswash
