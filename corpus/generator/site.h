#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "generator/calendar.h"
#include "generator/language.h"

namespace presswash::corpus {

/// What may stand after the article, in the order in which a site has it.
enum class Tail : std::uint8_t {
  Tags,
  Share,
  Bio,
  Subscribe,
  Newsletter,
  CommentForm,
  Comments,
  Related,
  ReadNext,
  Popular,
  Latest,
  Sponsored,
  Feedback,
  SignOff,
  Video,
};

/// A publisher: its name and its template. Words of its furniture are drawn from its seed when a page is written.
struct Site {
  std::uint32_t language = 0;
  Seed seed = 0;
  std::string name;
  std::string domain;  ///< under .example, without www.
  std::string host;    ///< as urls have it

  bool full = false;      ///< whole pages; else what an extractor leaves
  bool airy = false;      ///< blank lines between lines
  bool straight = false;  ///< typewriter quotes
  bool slugs = false;     ///< urls have words
  DateForm dates = DateForm::Zulu;
  std::uint32_t mid_per_mille = 0;  ///< chance of furniture after a paragraph of the article

  bool cookie_first = false, cookie_last = false, skip = false, topbar = false, service = false, ticker = false,
       breadcrumb = false, run_on = false, section = false, headline = false, standfirst = false, byline = false,
       date = false, readtime = false, share = false, caption = false, footer = false, legal = false, dateline = false,
       wire_credit = false, back = false, paywall = false, bulleted = false;
  std::uint32_t nav_items = 0;
  bool nav_in_one_line = false;
  std::uint32_t list_items = 5;  ///< of related and like lists
  std::vector<Tail> tail;
};

/// Site `index`; its domain may need a number to be unique.
[[nodiscard]] Site make_site(std::uint32_t index, Seed seed, std::uint32_t language_slot, const Language& language,
                             bool full, double scale);

}  // namespace presswash::corpus
