#include "generator/page_writer.h"

#include <algorithm>

#include "generator/edits.h"

namespace presswash::corpus {
namespace {

[[nodiscard]] std::string& slot(std::array<std::string, field_count>& dates, Field field) {
  return dates[static_cast<std::size_t>(field)];
}

void append_slug(std::string_view title, std::string& out) {
  std::size_t words = 0;
  bool gap = false;
  for (const char c : title) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9')) {
      if (gap && ++words >= 8) return;
      if (gap && out.back() != '/') out += '-';
      gap = false;
      out += low;
    } else {
      gap = true;
    }
  }
}

}  // namespace

PageWriter::PageWriter(const World& world, const DocumentPlan& plan, GeneratedDocument& out)
    : world_(world),
      plan_(plan),
      site_(world.sites[plan.site]),
      language_(world.languages[site_.language]),
      out_(out),
      page_(out, site_.airy),
      seed_(part(plan.seed, 300)) {}

void PageWriter::set_dates() {
  const Moment m = moment_of(plan_.published);
  const auto& grammar = language_.grammar;
  slot(dates_, Field::Year) = std::to_string(m.year);
  slot(dates_, Field::Day) = std::to_string(m.day);
  append_two(m.month, slot(dates_, Field::MonthNumber));
  grammar.expand_entry(language_.months, m.month - 1, 0, {}, slot(dates_, Field::Month));
  grammar.expand_entry(language_.weekdays, m.weekday, 0, {}, slot(dates_, Field::Weekday));
  auto& time = slot(dates_, Field::Time);
  append_two(m.hour, time);
  time += ':';
  append_two(m.minute, time);
  auto& date = slot(dates_, Field::Date);
  ((date += slot(dates_, Field::Day)) += '.').append(slot(dates_, Field::MonthNumber)) += '.';
  date += slot(dates_, Field::Year);
  grammar.expand(language_.wire, part(plan_.story.seed, 810), {}, slot(dates_, Field::Wire));
  for (const auto field : {Field::Year, Field::Day, Field::MonthNumber, Field::Month, Field::Weekday, Field::Time,
                           Field::Date, Field::Wire}) {
    scope_[field] = slot(dates_, field);
  }
}

void PageWriter::write_address() {
  out_.site = site_.domain;
  out_.language = language_.code;
  out_.cluster = plan_.story.index;
  out_.edit = plan_.edit;
  out_.published.clear();
  if (!chance(draw(1), 15)) append_date(plan_.published, site_.dates, out_.published);
  out_.title = title_;
  if (chance(part(site_.seed, 31), 250))
    (out_.title += chance(part(site_.seed, 32), 500) ? " - " : " | ") += site_.name;

  auto& url = out_.url;
  ((url = "https://") += site_.host) += '/';
  const bool plain = plan_.story.form == Form::Plain || plan_.story.form == Form::Liveblog;
  const Writer writer(language_);
  if (plain) (url += writer.topic(plan_.story.seed).key) += '/';
  const auto number = std::to_string(1'000'000 + (plan_.seed >> 24U) % 9'000'000);
  if (site_.slugs && language_.spaced) {
    append_slug(title_, url);
    url += '-';
  }
  (url += number) += site_.slugs ? "" : ".html";
  if (chance(draw(2), 40)) url += "?utm_source=feed&utm_medium=rss";
}

void PageWriter::write() {
  scope_.story = plan_.story.seed;
  set_dates();
  language_.grammar.expand(language_.first, draw(3), {}, author_);
  author_ += language_.spaced ? " " : "";
  if (language_.spaced) {
    language_.grammar.expand(language_.last, draw(4), {}, author_);
  } else {  // family names come first where words are not parted
    std::string family;
    language_.grammar.expand(language_.last, draw(4), {}, family);
    author_.insert(0, family);
  }
  scope_[Field::Site] = site_.name;
  scope_[Field::Domain] = site_.domain;
  scope_[Field::Author] = author_;
  world_.write_article(plan_, scope_, article_, title_);
  if (site_.straight) straighten(title_);
  const Writer writer(language_);
  const bool table = plan_.story.form == Form::Template;
  const ListId section = table ? writer.form(plan_.story.seed).section : writer.topic(plan_.story.seed).section;
  language_.grammar.expand(section, 0, {}, section_);
  scope_[Field::Section] = section_;
  scope_[Field::Title] = title_;
  site_scope_ = scope_;
  site_scope_.story = site_.seed;

  write_address();
  head();
  body();
  below_article();
  tail();
  foot();
}

std::uint32_t PageWriter::wording(ListId list) const {
  return pick(part(site_.seed, 5000 + list.value), language_.grammar.size(list));
}

std::string_view PageWriter::say(ListId list, Seed seed) {
  phrase_.clear();
  language_.grammar.expand_entry(list, wording(list), seed, scope_, phrase_);
  return own_words(phrase_);
}

std::string_view PageWriter::say_still(ListId list) {
  phrase_.clear();
  language_.grammar.expand_entry(list, wording(list), part(site_.seed, 6000 + list.value), site_scope_, phrase_);
  return phrase_;
}

std::string_view PageWriter::say_any(ListId list, Seed seed) {
  phrase_.clear();
  language_.grammar.expand(list, seed, scope_, phrase_);
  return own_words(phrase_);
}

std::string_view PageWriter::own_words(std::string& text) const {
  if (site_.straight) straighten(text);
  return text;
}

bool PageWriter::another_story(Seed seed, bool with_summary) {
  std::uint64_t index = 0;
  if (!world_.plan.pick_story(site_.language, seed, index) || index == plan_.story.index) return false;
  const StoryPlan story = world_.plan.story(index);
  Scope scope = scope_;
  scope.story = story.seed;
  const Writer writer(language_);
  other_title_.clear();
  writer.title(scope, 0, other_title_);
  if (chance(part(seed, 7), 150)) shorten(other_title_);
  own_words(other_title_);
  scope_[Field::Title] = other_title_;
  if (with_summary) {
    other_summary_.clear();
    writer.lead(scope, 0, other_summary_);
    own_words(other_summary_);
    scope_[Field::Summary] = other_summary_;
  }
  return true;
}

/// Three dots in place of the end, cut between words or characters.
void PageWriter::shorten(std::string& title) const {
  std::size_t at = title.size() * 3 / 5;
  if (language_.spaced) {
    at = title.rfind(' ', at);
    if (at == std::string::npos) return;
  } else {
    while (at > 0 && (static_cast<unsigned char>(title[at]) & 0xC0U) == 0x80) --at;
  }
  title.resize(at);
  title += "…";
}

}  // namespace presswash::corpus
