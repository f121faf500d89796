#include "write/row_parser_state.h"

namespace presswash {
namespace {

void get_member(RowFields& fields, ClusterMember& out) {
  fields.text("id", out.id);
  fields.text_or_null("site", out.site);
  fields.text_or_null("title", out.title);
  fields.text_or_null("published", out.published);
  fields.boolean("kept", out.kept);
  fields.text_or_null("survivor", out.survivor);
  fields.relation("relation", out.relation);
  fields.share("jaccard", out.jaccard);
  fields.share("containment", out.containment);
  fields.share("unique", out.unique);
  fields.later_text("credit", out.credit);
  fields.later_object("changes", [&](RowFields& changes) {
    Changes& counts = out.changes.emplace();
    changes.count("relead", counts.relead);
    changes.count("added", counts.added);
    changes.count("cut", counts.cut);
    changes.count("edited", counts.edited);
    changes.count("moved", counts.moved);
  });
}

}  // namespace

bool RowParser::parse(std::string_view row, ClusterRow& out) {
  out = {};
  const bool good = state_->objects.parse(row, true, [&](RowFields& fields) {
    fields.cluster("cluster", out.cluster);
    fields.text("canonical", out.canonical);
    fields.texts("survivors", out.survivors);
    fields.texts("sites", out.sites);
    fields.text_or_null("first_published", out.first_published);
    fields.later_text("first", out.first);
    fields.later_text("source", out.source);
    fields.later_text("source_by", out.source_by);
    fields.text_or_null("credit", out.credit);
    fields.objects("members", [&](RowFields& member) { get_member(member, out.members.emplace_back()); });
  });
  return good && !out.members.empty();
}

bool RowParser::parse(std::string_view row, EdgeRow& out) {
  out = {};
  return state_->objects.parse(row, true, [&](RowFields& fields) {
    if (fields.has("join")) {
      fields.text("join", out.join);
      return;
    }
    fields.text("a", out.a);
    fields.text("b", out.b);
    fields.relation("relation", out.relation);
    fields.share("jaccard", out.jaccard);
    fields.share("containment_a", out.containment_a);
    fields.share("containment_b", out.containment_b);
    fields.number("shared", out.shared);
  });
}

bool RowParser::parse(std::string_view row, RelatedRow& out) {
  out = {};
  return state_->objects.parse(row, true, [&](RowFields& fields) {
    fields.text("id", out.id);
    fields.cluster("cluster", out.cluster);
    fields.objects("related", [&](RowFields& story) {
      RelatedRow::Story& other = out.related.emplace_back();
      story.text("id", other.id);
      story.cluster("cluster", other.cluster);
      story.share("similarity", other.similarity);
      story.texts("names", other.names);
    });
  });
}

}  // namespace presswash
