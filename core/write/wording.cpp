#include "write/wording.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/utf8.h"

namespace presswash {

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  std::string out = with_commas(number) + ' ' + std::string(noun);
  if (number == 1) return out;
  if (noun.ends_with('y')) return out.substr(0, out.size() - 1) + "ies";
  return out + 's';
}

std::string bytes_in_words(std::uint64_t bytes) {
  static constexpr std::array<std::string_view, 5> units = {"kB", "MB", "GB", "TB", "PB"};
  if (bytes < 1000) return counted(bytes, "byte");
  double value = static_cast<double>(bytes) / 1000.0;
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < units.size()) {
    value /= 1000.0;
    ++unit;
  }
  return value < 9.95 ? fmt::format("{:.1f} {}", value, units[unit]) : fmt::format("{:.0f} {}", value, units[unit]);
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0 || part == 0) return "0%";
  if (part == whole) return "100%";
  const double value = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  return fmt::format("{:.1f}%", std::clamp(value, 0.1, part < whole ? 99.9 : value));
}

std::string share_in_words(double share) {
  const double distance = std::min(std::abs(share), std::abs(1.0 - share));
  return distance > 0.0 && distance < 0.01 ? fmt::format("{:.3f}", share) : fmt::format("{:.2f}", share);
}

std::string_view in_words(Sign sign) noexcept {
  switch (sign) {
    case Sign::Cue: return "its wording";
    case Sign::Shape: return "its shape";
    case Sign::List: return "its place in a list that such wording opened";
    case Sign::Repetition: return "its repetition on the page";
    case Sign::Place: return "its place on the page";
    case Sign::Markup: return "its markup";
    case Sign::Evidence: return "what the rest of the scrape shows";
    case Sign::Rule: return "a rule for its site";
  }
  return "";
}

std::string_view in_words(Kind kind) noexcept {
  switch (kind) {
    case Kind::Article: return "the story itself";
    case Kind::Headline: return "the story's headline, repeated in the text";
    case Kind::Byline: return "author and date lines";
    case Kind::Caption: return "picture captions and credits";
    case Kind::Related: return "lists of other stories";
    case Kind::Comments: return "comment prompts and comments";
    case Kind::Subscribe: return "subscription and newsletter prompts";
    case Kind::Share: return "share buttons and follow-us lines";
    case Kind::Navigation: return "menus, breadcrumbs, section names";
    case Kind::Advertisement: return "advertising";
    case Kind::Legal: return "copyright and legal lines";
    case Kind::Cookie: return "cookie and consent notices";
    case Kind::Paywall: return "paywall notices";
    case Kind::Bio: return "about the author";
    case Kind::Other: return "other furniture of the page";
  }
  return "";
}

std::vector<std::string> in_words(const Evidence& evidence, std::string_view site) {
  const std::string where = site.empty() ? "its site" : std::string(site);
  const auto others = [](std::uint64_t number) {
    const std::string many = number >= 65535 ? "at least " : "";
    return number == 1 ? std::string("1 other story") : many + with_commas(number) + " other stories";
  };
  std::vector<std::string> out;
  if (evidence.clusters > 0) out.push_back("stands under " + others(evidence.clusters) + " of " + where);
  if (evidence.masked_clusters > evidence.clusters) {
    out.push_back((evidence.clusters > 0 ? "with other digits under " : "stands with other digits under ") +
                  others(evidence.masked_clusters) + (evidence.clusters > 0 ? "" : " of " + where));
  }
  if (evidence.sites > 1) out.push_back("stands on " + counted(evidence.sites, "site"));
  if (evidence.variants > 1)
    out.push_back("comes in " + counted(evidence.variants, "variant") + " that differ in digits");
  if (evidence.headlines > 0) {
    out.push_back(evidence.headlines == 1
                      ? "is the headline of another story"
                      : "is the headline of " + with_commas(evidence.headlines) + " other documents");
  }
  if (evidence.stories > evidence.clusters)
    out.push_back("stands under " + others(evidence.stories) + " of the whole scrape");
  if (evidence.copies > 0) {
    out.push_back((evidence.copies == 1 ? std::string("1 other site prints it")
                                        : with_commas(evidence.copies) + " other sites print it") +
                  " in a copy of this story, which speaks for keeping it");
  }
  return out;
}

std::string in_words(const Changes& changes) {
  std::string out;
  const auto append = [&](std::uint32_t words, std::string_view what) {
    if (words == 0) return;
    out += out.empty() ? counted(words, "word") : ", " + with_commas(words);
    out += what;
  };
  append(changes.cut, " cut");
  append(changes.relead, " of a new lead");
  append(changes.added, " added");
  append(changes.edited, " edited");
  append(changes.moved, " moved");
  return out.empty() ? "the same words" : out;
}

bool is_line_break(char32_t c) noexcept { return (c >= 10 && c <= 13) || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool is_space(char32_t c) noexcept {
  return c == ' ' || c == '\t' || is_line_break(c) || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_hidden_character(char32_t c) noexcept {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x2028 || c == 0x2029 || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

std::string excerpt_of(std::string_view text, std::size_t max_characters) {
  std::string out;
  std::size_t characters = 0;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const char32_t c = point.code_point;
    at += point.length;
    if (is_space(c)) {
      space = !out.empty();
      continue;
    }
    if (characters == max_characters) return out + "…";
    if (space) out += ' ';
    characters += space ? 2 : 1;
    space = false;
    if (is_hidden_character(c)) {
      out += fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
    } else {
      append_utf8(out, c);
    }
    if (characters > max_characters) characters = max_characters;
  }
  return out;
}

}  // namespace presswash
