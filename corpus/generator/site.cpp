#include "generator/site.h"

#include <algorithm>
#include <array>

namespace presswash::corpus {
namespace {

/// Lower case, letters and digits only; the rest becomes one hyphen.
std::string slug_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9')) {
      out += low;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

struct Likelihood {
  Tail tail;
  std::uint32_t full;
  std::uint32_t light;
};
constexpr std::array likelihoods = {Likelihood{Tail::Tags, 600, 150},      Likelihood{Tail::Share, 600, 80},
                                    Likelihood{Tail::Bio, 550, 160},       Likelihood{Tail::Subscribe, 450, 160},
                                    Likelihood{Tail::Newsletter, 450, 50}, Likelihood{Tail::CommentForm, 500, 170},
                                    Likelihood{Tail::Comments, 300, 60},   Likelihood{Tail::Related, 750, 200},
                                    Likelihood{Tail::ReadNext, 450, 180},  Likelihood{Tail::Popular, 550, 70},
                                    Likelihood{Tail::Latest, 450, 40},     Likelihood{Tail::Sponsored, 350, 30},
                                    Likelihood{Tail::Feedback, 350, 90},   Likelihood{Tail::SignOff, 80, 90},
                                    Likelihood{Tail::Video, 150, 30}};

void choose_head(Random& random, double scale, Site& site) {
  const bool full = site.full;
  const auto odds = [&](std::uint32_t whole, std::uint32_t light) { return random.chance(full ? whole : light); };
  site.cookie_first = odds(180, 20);
  site.cookie_last = !site.cookie_first && odds(350, 30);
  site.skip = odds(450, 0);
  site.topbar = odds(450, 30);
  site.service = odds(800, 0);
  site.ticker = odds(250, 0);
  site.breadcrumb = odds(550, 90);
  site.run_on = random.chance(300);
  site.section = odds(500, 60);
  site.headline = odds(950, 550);
  site.standfirst = odds(350, 90);
  site.byline = odds(850, 350);
  site.date = odds(850, 350);
  site.readtime = odds(300, 50);
  site.share = odds(500, 60);
  site.caption = odds(750, 350);
  site.footer = odds(930, 40);
  site.legal = odds(950, 120);
  site.dateline = random.chance(330);
  site.wire_credit = random.chance(300);
  site.back = odds(300, 0);
  site.paywall = odds(120, 40);
  site.bulleted = random.chance(200);
  site.nav_items = full ? static_cast<std::uint32_t>(scale * random.between(12, 44))
                        : (random.chance(80) ? random.between(4, 9) : 0);
  site.nav_in_one_line = random.chance(200);
  site.list_items = static_cast<std::uint32_t>(std::max(2.0, scale * random.between(3, 7)));
}

}  // namespace

Site make_site(std::uint32_t index, Seed seed, std::uint32_t language_slot, const Language& language, bool full,
               double scale) {
  Site site;
  site.language = language_slot;
  site.seed = part(seed, index);
  site.full = full;

  Scope scope;
  scope.story = site.seed;
  std::string both;
  language.grammar.expand(language.site, part(site.seed, 1), scope, both);
  const auto bar = both.find(" // ");
  site.name = both.substr(0, bar);
  site.domain = slug_of(bar == std::string::npos ? both : both.substr(bar + 4)) + ".example";

  Random random(part(site.seed, 2));
  site.airy = random.chance(200);
  site.straight = random.chance(330);
  site.slugs = random.chance(600);
  site.dates = std::array{DateForm::Zulu, DateForm::Zulu,     DateForm::Zulu,  DateForm::Offset,
                          DateForm::Mail, DateForm::DateOnly, DateForm::Spaced}[random.below(7)];
  const auto host = random.below(20);
  site.host = (host < 9 ? "www." : host == 9 ? "m." : host == 10 ? "amp." : "");
  site.mid_per_mille = full ? random.between(60, 240) : random.between(0, 130);
  choose_head(random, scale, site);
  const auto pages = static_cast<std::uint32_t>(std::min(1000.0, 400 + 700 * scale));  // short pages have fewer blocks
  for (const auto& l : likelihoods) {
    if (random.chance(full ? l.full : l.light) && random.chance(pages)) site.tail.push_back(l.tail);
  }
  for (auto i = static_cast<std::uint32_t>(site.tail.size()); i > 1; --i)
    std::swap(site.tail[i - 1], site.tail[random.below(i)]);
  return site;
}

}  // namespace presswash::corpus
