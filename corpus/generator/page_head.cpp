#include <algorithm>

#include "generator/page_writer.h"

namespace presswash::corpus {

void PageWriter::navigation() {
  const auto& grammar = language_.grammar;
  if (site_.service) {
    const auto count = 3 + pick(part(site_.seed, 41), 5);
    const auto size = grammar.size(language_.service);
    const auto from = pick(part(site_.seed, 42), size);
    for (std::uint32_t i = 0; i < count; ++i) {
      phrase_.clear();
      grammar.expand_entry(language_.service, (from + i * 3) % size, part(site_.seed, 43), site_scope_, phrase_);
      page_.furniture(Kind::Navigation, phrase_);
    }
  }
  if (site_.nav_items == 0) return;
  std::string row;
  const auto size = grammar.size(language_.nav);
  const auto from = pick(part(site_.seed, 44), 8);
  const auto count = std::min(site_.nav_items, size);
  const auto stride = count * 2 < size ? 1 + pick(part(site_.seed, 45), 2) : 1U;
  for (std::uint32_t i = 0; i < count; ++i) {
    phrase_.clear();
    grammar.expand_entry(language_.nav, (from + i * stride) % size, part(site_.seed, 46 + i), site_scope_, phrase_);
    if (!site_.nav_in_one_line) {
      page_.furniture(Kind::Navigation, phrase_);
    } else {
      if (!row.empty()) row += site_.run_on ? "" : " ";
      row += phrase_;
    }
  }
  if (site_.nav_in_one_line) page_.furniture(Kind::Navigation, row);
}

void PageWriter::head() {
  if (site_.cookie_first) page_.block(Kind::Cookie, say_still(language_.cookie));
  if (site_.skip) page_.furniture(Kind::Navigation, say_still(language_.skip));
  if (site_.topbar) page_.furniture(Kind::Navigation, say(language_.topbar, draw(10)));
  navigation();
  if (site_.ticker && !chance(draw(11), 150)) {
    page_.furniture(Kind::Related, say_still(language_.live));
    // The ticker is the same on all pages of an hour.
    const Seed hour = part(site_.seed, static_cast<std::uint64_t>(plan_.published / 10'800));
    for (std::uint64_t i = 0; i < 2 + pick(part(site_.seed, 47), 3); ++i) {
      if (another_story(part(hour, i), false)) page_.furniture(Kind::Related, other_title_);
    }
  }
  above_article();
}

void PageWriter::above_article() {
  if (site_.breadcrumb) {
    std::string crumbs(say_still(language_.home));
    const std::string_view between = site_.run_on ? "" : chance(part(site_.seed, 48), 500) ? " > " : " / ";
    (crumbs += between) += section_;
    if (chance(part(site_.seed, 49), 550)) (crumbs += between) += title_;
    page_.furniture(Kind::Navigation, crumbs);
  }
  if (site_.section) page_.furniture(Kind::Navigation, section_);
  if (site_.headline) page_.add(Kind::Headline, Letter::Optional, title_);
  if (site_.standfirst && plan_.story.form == Form::Plain && chance(draw(12), 700)) {
    phrase_.clear();
    Writer(language_).another(scope_, draw(13), phrase_);
    page_.add(Kind::Article, Letter::Optional, own_words(phrase_));
  }
  if (site_.byline && !chance(draw(14), 80)) page_.furniture(Kind::Byline, say(language_.byline, draw(15)));
  if (site_.date) page_.furniture(Kind::Byline, say(language_.date, draw(16)));
  if (site_.readtime) page_.furniture(Kind::Byline, say(language_.readtime, draw(17)));
  if (site_.share) {
    const auto size = language_.grammar.size(language_.share);
    const auto from = pick(part(site_.seed, 50), size);
    if (chance(part(site_.seed, 51), 500)) page_.furniture(Kind::Share, say_still(language_.share_cue));
    for (std::uint32_t i = 0; i < 2 + pick(part(site_.seed, 52), 4); ++i) {
      phrase_.clear();
      language_.grammar.expand_entry(language_.share, (from + i) % size, 0, site_scope_, phrase_);
      page_.furniture(Kind::Share, phrase_);
    }
  }
  if (site_.caption && chance(draw(18), 700)) {
    // Some pages repeat the headline as the caption, and credit the picture below.
    if (chance(draw(19), 80)) page_.add(Kind::Headline, Letter::Optional, title_);
    page_.furniture(Kind::Caption,
                    chance(draw(20), 600) ? say(language_.caption, draw(21)) : say_any(language_.caption, draw(21)));
  }
}

}  // namespace presswash::corpus
