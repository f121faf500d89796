#include "classify/kinds.h"

namespace presswash {
namespace {

/// The kind that the block shows by itself; Article when it shows none.
Kind own_kind(const BlockRow& row, const Evidence& evidence) {
  if (row.cue != Kind::Article && (row.whole_cue || row.words <= 60)) return row.cue;
  if (evidence.headlines > 0 && row.words >= 3) return Kind::Related;
  if (row.caption) return Kind::Caption;
  if (row.framed) return Kind::Navigation;
  if (row.list != Kind::Article) return row.list;
  if (row.has(Shape::HasCopyright)) return Kind::Legal;
  if (row.has(Shape::HasEmail)) return Kind::Byline;
  if (row.place != Place::After && row.words <= 12 && (row.has(Shape::TimeOnly) || row.has(Shape::HasDate)))
    return Kind::Byline;
  return Kind::Article;
}

/// The kind of a block that shows none by itself, from the nearest named furniture and its place.
Kind kind_by_place(const BlockRow& row, const Evidence& evidence, Kind above, Kind below) {
  if (above != Kind::Article && above == below) return above;
  if (row.has(Shape::HasSeparator) && row.place == Place::Before) return Kind::Navigation;
  if (row.words <= 4 && (evidence.clusters > 0 || row.place == Place::Before)) return Kind::Navigation;
  if (row.place == Place::Within && row.words <= 40) return Kind::Caption;
  if (row.place == Place::After && row.words >= 4 && evidence.masked_clusters == 0) return Kind::Related;
  if (row.words <= 4) return Kind::Navigation;
  return Kind::Other;
}

}  // namespace

void assign_kinds(std::span<const BlockRow> rows, const std::vector<bool>& boilerplate, std::span<Verdict> verdicts) {
  const std::size_t n = rows.size();
  std::vector<Kind> named(n, Kind::Article);
  bool headline_seen = false;
  for (std::size_t i = 0; i < n; ++i) {
    if (rows[i].title == TitleRelation::Equal && !headline_seen) {
      named[i] = Kind::Headline;
      headline_seen = true;
    } else if (boilerplate[i]) {
      named[i] = rows[i].title == TitleRelation::Equal ? Kind::Headline : own_kind(rows[i], verdicts[i].evidence);
    }
  }
  std::vector<Kind> below(n, Kind::Article);
  for (std::size_t i = n; i-- > 1;) {
    if (!boilerplate[i]) continue;
    below[i - 1] = named[i] != Kind::Article ? named[i] : below[i];
  }
  Kind above = Kind::Article;
  for (std::size_t i = 0; i < n; ++i) {
    Kind kind = named[i];
    if (boilerplate[i] && kind == Kind::Article) kind = kind_by_place(rows[i], verdicts[i].evidence, above, below[i]);
    verdicts[i].kind = kind;
    above = boilerplate[i] && kind != Kind::Headline ? kind : Kind::Article;
  }
}

SignSet signs_of(const BlockRow& row) {
  SignSet signs;
  if (row.cues.bits != 0) signs.add(Sign::Cue);
  const bool fragment = row.words <= 25 && !row.has(Shape::EndsSentence) && !row.has(Shape::EndsColon);
  if (fragment || row.has(Shape::TimeOnly) || row.has(Shape::HasUrl) || row.has(Shape::HasEmail) ||
      row.has(Shape::HasCopyright) || row.has(Shape::NoLetters) || (row.has(Shape::HasSeparator) && row.words <= 20))
    signs.add(Sign::Shape);
  if (row.list != Kind::Article) signs.add(Sign::List);
  if (row.repeated) signs.add(Sign::Repetition);
  if (row.place != Place::Within && (!row.prose || row.list != Kind::Article)) signs.add(Sign::Place);
  if (row.apart) signs.add(Sign::Markup);
  return signs;
}

}  // namespace presswash
