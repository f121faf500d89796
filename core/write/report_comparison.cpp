#include <string>

#include "write/report_parts.h"
#include "write/text_comparison.h"
#include "write/wording.h"

namespace presswash {
namespace {

void append_head(Html& page, const ClusterMember& member, std::string_view label) {
  page.markup("<div>").element("b", label);
  page.scraped("span", excerpt_of(member.site.empty() ? member.id : member.site, 80));
  if (!member.site.empty()) page.markup(" ").scraped("span class=\"id\"", excerpt_of(member.id, 80));
  if (member.changes) page.element("span class=\"diff\"", in_words(*member.changes));
  page.markup("</div>");
}

}  // namespace

void append_comparison(Html& page, const ReportCluster& cluster, const Comparison& comparison, const ReportData& data) {
  const ClusterMember& survivor = cluster.row.members[comparison.survivor];
  const ClusterMember& member = cluster.row.members[comparison.member];
  const auto a = data.texts.find(survivor.id);
  const auto b = data.texts.find(member.id);
  if (a == data.texts.end() || b == data.texts.end()) return;
  page.markup("<div class=\"cmp\"><div class=\"row head\">");
  append_head(page, survivor, "Survivor");
  append_head(page, member, member.kept ? "Kept as well" : "Removed copy");
  page.markup("</div>\n");
  append_text_comparison(page, a->second, b->second);
  page.markup("</div>\n");
}

}  // namespace presswash
