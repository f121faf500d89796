#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "generator/grammar.h"

namespace presswash::corpus {

/// The lists that a topic's stories are written from.
struct Topic {
  std::string key;  ///< ASCII, for urls
  ListId section, title, lead, body;
};

/// The lists that a table, a forecast or a market report is written from.
struct Template {
  std::string key;
  ListId section, title, lines;
};

/// A compiled grammar and where the lists stand in it that every language has. docs/corpus.md says what each holds.
struct Language {
  std::string code;
  bool spaced = true;  ///< words are parted by spaces
  std::uint32_t weight = 1;
  Grammar grammar;
  std::vector<Topic> topics;
  std::vector<Template> templates;

  ListId gen_body, gen_quote, gen_cross, gen_list, faq_q, faq_a, insert_body;
  ListId digest_title, digest_intro, digest_outro;
  ListId first, last, weekdays, months, site, wire;
  ListId dateline, nav, service, skip, topbar, live, home, byline, date, readtime, share_cue, share, caption, ad,
      inline_link, inline_cue, alsoread, related_cue, next_cue, popular_cue, latest_cue, ago, subscribe, newsletter,
      signoff, paywall, continue_at, cookie, legal, footer, footer_legal, tags_cue, tag, bio, first_published,
      correction, wire_credit, wire_legal, comments_cue, comments_form, comment_meta, comment_act, comment,
      sponsored_cue, sponsored, feedback, video, back;
};

/// Codes of the languages that the corpus has, the weightiest first.
[[nodiscard]] std::span<const std::string_view> language_codes();

/// Errors: InvalidArgument (no such language; a list that the language lacks).
[[nodiscard]] Result<Language> load_language(std::string_view code);

}  // namespace presswash::corpus
