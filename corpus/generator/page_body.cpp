#include <algorithm>

#include "generator/edits.h"
#include "generator/page_writer.h"

namespace presswash::corpus {

void PageWriter::dateline() {
  // Wire stories carry the line of where they were filed; a site prints it always or never.
  if (!site_.dateline || plan_.story.form != Form::Plain || article_.paragraphs.empty()) return;
  if (!chance(part(plan_.story.seed, 811), 650) || plan_.edit == Edit::Relead) return;
  std::string line(say(language_.dateline, draw(30)));
  if (language_.spaced) line += ' ';
  auto& first = article_.paragraphs.front().text;
  first.insert(0, line);
}

void PageWriter::running(const Paragraph& paragraph) {
  std::string& text = phrase_;
  text.clear();
  if (site_.bulleted && paragraph.role == Role::Crosshead) text += "# ";
  if (language_.spaced) {
    text += paragraph.text;
    std::replace(text.begin(), text.end(), sentence_end, ' ');
  } else {
    for (const char c : paragraph.text) {
      if (c != sentence_end) text += c;
    }
  }
  page_.add(Kind::Article, Letter::Article, own_words(text));
}

void PageWriter::body() {
  dateline();
  bool asked = false;
  for (std::size_t i = 0; i < article_.paragraphs.size(); ++i) {
    const auto& paragraph = article_.paragraphs[i];
    if (paragraph.role == Role::Question && !asked) {
      asked = true;
      // A cue that no list follows: what comes is the article.
      if (chance(part(site_.seed, 53), 400)) page_.add(Kind::Related, Letter::Optional, say_still(language_.alsoread));
    }
    running(paragraph);
    const bool last = i + 1 == article_.paragraphs.size();
    const bool heads = paragraph.role == Role::Crosshead || paragraph.role == Role::Question;
    if (!last && !heads && plan_.story.form != Form::Template && chance(draw(100 + i), site_.mid_per_mille)) between();
  }
}

void PageWriter::between() {
  const Seed seed = draw(2000 + out_.lines.size());
  // What a site sets between paragraphs is mostly of one or two sorts.
  const auto habit = part(site_.seed, 54 + pick(seed, 2));
  switch (pick(chance(part(seed, 1), 800) ? habit : part(seed, 2), 9)) {
    case 0:
    case 1: page_.furniture(Kind::Advertisement, say_still(language_.ad)); break;
    case 2:
    case 3:
      if (another_story(part(seed, 3), false))
        page_.furniture(Kind::Related, say(language_.inline_link, part(seed, 4)));
      break;
    case 4:
      page_.furniture(Kind::Related, say_still(language_.inline_cue));
      for (std::uint32_t i = 0; i < 1 + pick(part(seed, 5), 2); ++i) {
        if (another_story(part(seed, 6 + i), false)) page_.furniture(Kind::Related, other_title_);
      }
      break;
    case 5: page_.furniture(Kind::Subscribe, say_still(language_.subscribe)); break;
    case 6:
    case 7: page_.furniture(Kind::Caption, say_any(language_.caption, part(seed, 8))); break;
    default: page_.block(Kind::Subscribe, say_still(language_.newsletter)); break;
  }
}

void PageWriter::below_article() {
  if (plan_.edit == Edit::Correction) {
    page_.add(Kind::Other, Letter::Optional, say_any(language_.correction, draw(31)));
  }
  if (plan_.edit == Edit::Teaser && chance(draw(32), 600)) {
    page_.furniture(Kind::Navigation, say(language_.continue_at, draw(33)));
  } else if (site_.paywall && chance(draw(34), 600)) {
    page_.block(Kind::Paywall, say(language_.paywall, draw(35)));
  }
  if (site_.wire_credit) page_.furniture(Kind::Byline, say(language_.wire_credit, draw(36)));
  if (site_.wire_credit && chance(part(site_.seed, 60), 300))
    page_.furniture(Kind::Legal, say(language_.wire_legal, draw(37)));
  const bool tells_first_print = plan_.edit == Edit::Rerun && chance(draw(38), 500);
  if (tells_first_print || chance(part(site_.seed, 61), 80))
    page_.furniture(Kind::Other, say(language_.first_published, draw(39)));
}

}  // namespace presswash::corpus
