#include "generator/page_writer.h"

namespace presswash::corpus {

void PageWriter::tail() {
  for (const Tail block : site_.tail) {
    // Now and then a page lacks what the others of its site have.
    if (!chance(draw(40 + static_cast<std::uint64_t>(block)), 80)) tail_block(block);
  }
}

void PageWriter::tail_block(Tail block) {
  const Seed seed = draw(60 + static_cast<std::uint64_t>(block));
  const auto& grammar = language_.grammar;
  // Lists of what is most read are the same on all pages of a day.
  const Seed day = part(site_.seed, static_cast<std::uint64_t>(plan_.published / 86'400));
  switch (block) {
    case Tail::Tags: {
      const bool one_line = chance(part(site_.seed, 62), 400);
      std::string row(say_still(language_.tags_cue));
      if (!one_line) page_.furniture(Kind::Navigation, row);
      for (std::uint64_t i = 0; i < 2 + pick(seed, 4); ++i) {
        const auto tag = say_any(language_.tag, part(seed, i));
        if (one_line) {
          (row += i == 0 ? " " : ", ") += tag;
        } else {
          page_.furniture(Kind::Navigation, tag);
        }
      }
      if (one_line) page_.furniture(Kind::Navigation, row);
      break;
    }
    case Tail::Share: {
      page_.furniture(Kind::Share, say_still(language_.share_cue));
      const auto size = grammar.size(language_.share);
      for (std::uint32_t i = 0; i < 1 + pick(part(site_.seed, 63), 5); ++i) {
        phrase_.clear();
        grammar.expand_entry(language_.share, (pick(part(site_.seed, 64), size) + i) % size, 0, site_scope_, phrase_);
        page_.furniture(Kind::Share, phrase_);
      }
      break;
    }
    case Tail::Bio: page_.furniture(Kind::Bio, say(language_.bio, part(part(site_.seed, 65), plan_.seed % 6))); break;
    case Tail::Subscribe: page_.furniture(Kind::Subscribe, say(language_.subscribe, part(site_.seed, 66))); break;
    case Tail::Newsletter: page_.block(Kind::Subscribe, say_still(language_.newsletter)); break;
    case Tail::CommentForm: page_.block(Kind::Comments, say_still(language_.comments_form)); break;
    case Tail::Comments: comments(); break;
    case Tail::Related: list(language_.related_cue, seed, false, false, false); break;
    case Tail::ReadNext: list(language_.next_cue, seed, true, true, false); break;
    case Tail::Popular: list(language_.popular_cue, part(day, 1), false, false, true); break;
    case Tail::Latest: list(language_.latest_cue, part(day, 2), chance(part(site_.seed, 67), 300), true, false); break;
    case Tail::Sponsored:
      page_.furniture(Kind::Advertisement, say_still(language_.sponsored_cue));
      for (std::uint64_t i = 0; i < 2 + pick(part(site_.seed, 68), 4); ++i) {
        page_.furniture(Kind::Advertisement,
                        say_any(language_.sponsored, part(part(site_.seed, 69), pick(part(seed, i), 12))));
      }
      break;
    case Tail::Feedback: page_.furniture(Kind::Other, say_still(language_.feedback)); break;
    case Tail::SignOff: page_.furniture(Kind::Subscribe, say_still(language_.signoff)); break;
    case Tail::Video:
      for (std::uint64_t i = 0; i < 1 + pick(part(site_.seed, 70), 2); ++i) {
        if (another_story(part(seed, i), false))
          page_.furniture(Kind::Related, say(language_.video, part(seed, 10 + i)));
      }
      break;
  }
}

void PageWriter::list(ListId cue, Seed seed, bool summaries, bool times, bool numbered) {
  page_.furniture(Kind::Related, say_still(cue));
  // A site has one form for each list: times before or behind, numbers on lines of their own or not, sections above.
  const Seed form = part(site_.seed, 700 + cue.value);
  times = times ? chance(part(form, 1), 700) : chance(part(form, 1), 200);
  summaries = summaries && chance(part(form, 2), 800);
  numbered = numbered && chance(part(form, 3), 600);
  const bool number_alone = chance(part(form, 4), 500);
  const bool time_first = chance(part(form, 5), 600);
  const bool headlines = !summaries || chance(part(form, 6), 400);
  const bool sections = chance(part(form, 7), 200);
  for (std::uint32_t i = 0; i < site_.list_items; ++i) {
    if (!another_story(part(seed, 20 + i), summaries)) continue;
    if (times && time_first) page_.furniture(Kind::Related, say(language_.ago, part(seed, 40 + i)));
    if (sections) {
      phrase_.clear();
      const auto topics = static_cast<std::uint32_t>(language_.topics.size());
      language_.grammar.expand(language_.topics[pick(part(seed, 60 + i), topics)].section, 0, {}, phrase_);
      page_.furniture(Kind::Related, phrase_);
    }
    if (numbered && number_alone) page_.furniture(Kind::Related, std::to_string(i + 1));
    if (headlines) {
      std::string line = numbered && !number_alone ? std::to_string(i + 1) + ". " : std::string();
      line += other_title_;
      page_.furniture(Kind::Related, line);
    }
    if (summaries) page_.furniture(Kind::Related, other_summary_);
    if (times && !time_first) page_.furniture(Kind::Related, say(language_.ago, part(seed, 40 + i)));
  }
}

void PageWriter::comments() {
  const Seed seed = draw(80);
  page_.furniture(Kind::Comments, say(language_.comments_cue, seed));
  const auto count = pick(part(seed, 1), 4);
  for (std::uint64_t i = 0; i < count; ++i) {
    page_.furniture(Kind::Comments, say(language_.comment_meta, part(seed, 10 + i)));
    page_.furniture(Kind::Comments, say_any(language_.comment, part(seed, 20 + i)));
    if (chance(part(site_.seed, 71), 500))
      page_.furniture(Kind::Comments, say(language_.comment_act, part(seed, 30 + i)));
  }
}

void PageWriter::foot() {
  if (site_.back) page_.furniture(Kind::Navigation, say_still(language_.back));
  const auto& grammar = language_.grammar;
  if (site_.footer) {
    const auto run = [&](ListId from_list, Kind kind, std::uint32_t count, std::uint64_t salt) {
      const auto size = grammar.size(from_list);
      const auto from = pick(part(site_.seed, salt), size);
      std::string row;
      for (std::uint32_t i = 0; i < count; ++i) {
        phrase_.clear();
        grammar.expand_entry(from_list, (from + i) % size, 0, site_scope_, phrase_);
        if (chance(part(site_.seed, 72), 300)) {
          (row += row.empty() ? "" : " | ") += phrase_;
        } else {
          page_.furniture(kind, phrase_);
        }
      }
      page_.furniture(kind, row);
    };
    run(language_.footer, Kind::Navigation, 4 + pick(part(site_.seed, 73), 8), 74);
    run(language_.footer_legal, Kind::Legal, 1 + pick(part(site_.seed, 75), 3), 76);
  }
  if (site_.legal) page_.furniture(Kind::Legal, say_still(language_.legal));
  if (site_.cookie_last) page_.block(Kind::Cookie, say_still(language_.cookie));
}

}  // namespace presswash::corpus
