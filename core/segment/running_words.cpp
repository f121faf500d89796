#include "segment/running_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include <utf8proc.h>

#include "base/utf8.h"
#include "segment/abbreviations.h"
#include "segment/lines.h"

namespace presswash {
namespace {

constexpr std::u32string_view opening = U"\"'([{“„‘«‚「『（";
constexpr std::u32string_view closing = U"\"')]}”’»“」』）";
constexpr std::u32string_view bullets = U"-–—*•·#@";
constexpr std::u32string_view stops = U".!?…。！？؟۔।";
constexpr std::u32string_view unspaced_stops = U"。！？";
constexpr std::u32string_view commas = U",;、，；،";
constexpr std::u32string_view colons = U":：";
constexpr std::u32string_view dashes = U"-–—";
constexpr std::u32string_view bars = U"|/>»›•·→";
constexpr std::u32string_view quotes = U"\"“„«‚「『‘";

bool in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

bool is_unspaced(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x0E00 && c <= 0x0EFF) ||
         (c >= 0x1780 && c <= 0x17FF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x20000 && c <= 0x2FA1F);
}

enum class Letter : std::uint8_t { No, Upper, Lower, Other, Digit };

Letter letter_of(char32_t c) {
  if (c < 0x80) {
    if (c >= 'a' && c <= 'z') return Letter::Lower;
    if (c >= 'A' && c <= 'Z') return Letter::Upper;
    return c >= '0' && c <= '9' ? Letter::Digit : Letter::No;
  }
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return Letter::Upper;
    case UTF8PROC_CATEGORY_LL: return Letter::Lower;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return Letter::Other;
    case UTF8PROC_CATEGORY_ND: return Letter::Digit;
    default: return Letter::No;
  }
}

/// A word's code points.
class Points {
 public:
  void assign(std::string_view word) {
    points_.clear();
    for (std::size_t at = 0; at < word.size();) {
      const CodePoint here = code_point_at(word, at);
      points_.push_back(here.code_point);
      at += here.length;
    }
  }
  [[nodiscard]] std::u32string_view all() const { return points_; }

 private:
  std::u32string points_;
};

std::u32string_view without_closing(std::u32string_view word) {
  while (!word.empty() && in(closing, word.back())) word.remove_suffix(1);
  return word;
}

WordKind kind_of(std::u32string_view word) {
  std::u32string_view bare = word;
  while (!bare.empty() && (in(opening, bare.front()) || in(bullets, bare.front()))) bare.remove_prefix(1);
  if (bare.empty()) return WordKind::Mark;
  switch (letter_of(bare.front())) {
    case Letter::Lower: return WordKind::Lower;
    case Letter::Digit: return WordKind::Digit;
    case Letter::Other: return is_unspaced(bare.front()) ? WordKind::Unspaced : WordKind::Uncased;
    case Letter::No: return WordKind::Mark;
    case Letter::Upper: break;
  }
  std::size_t capitals = 0;
  for (const char32_t c : word) {
    const Letter letter = letter_of(c);
    if (letter == Letter::Lower || letter == Letter::Other) return WordKind::Upper;
    capitals += letter == Letter::Upper ? 1U : 0U;
  }
  return capitals > 1 ? WordKind::Capitals : WordKind::Upper;
}

bool is_abbreviation(std::u32string_view stem) {
  constexpr std::size_t longest = 8;
  if (stem.size() > longest) return false;
  std::string name = " ";
  for (const char32_t c : stem)
    append_utf8(name, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
  name += ' ';
  return abbreviations.find(name) != std::string_view::npos;
}

/// Whether the point after the stem is that of an initial, an ordinal, a roman number, an abbreviation.
bool point_is_its_own(std::u32string_view stem) {
  while (!stem.empty() && in(opening, stem.front())) stem.remove_prefix(1);
  if (stem.size() <= 1) return true;
  if (stem.size() <= 2 && std::ranges::all_of(stem, [](char32_t c) { return letter_of(c) == Letter::Digit; }))
    return true;
  if (stem.size() <= 5 && std::ranges::all_of(stem, [](char32_t c) { return c == 'I' || c == 'V' || c == 'X'; }))
    return true;
  bool initials = stem.size() % 2 == 1;  // U.S.A
  for (std::size_t i = 0; i < stem.size() && initials; ++i) initials = (stem[i] == '.') == (i % 2 == 1);
  return initials || is_abbreviation(stem);
}

bool may_stop(std::u32string_view word) {
  const std::u32string_view bare = without_closing(word);
  if (bare.empty() || !in(stops, bare.back())) return false;
  return bare.back() != '.' || !point_is_its_own(bare.substr(0, bare.size() - 1));
}

WordEnd end_of(std::u32string_view word, bool stopped) {
  const std::u32string_view bare = without_closing(word);
  const char32_t last = bare.empty() ? word.back() : bare.back();
  if (in(commas, last)) return WordEnd::Comma;
  if (in(colons, last)) return WordEnd::Colon;
  if (last == '.' && !stopped) return WordEnd::Point;
  if (in(stops, last)) return WordEnd::Stop;
  if (in(dashes, last)) return WordEnd::Dash;
  if (in(bars, last)) return WordEnd::Bar;
  return in(closing, word.back()) ? WordEnd::Closing : WordEnd::Plain;
}

WordStart start_of(char32_t first) {
  if (in(quotes, first)) return WordStart::Quote;
  if (first == '(' || first == '[') return WordStart::Bracket;
  if (in(dashes, first)) return WordStart::Dash;
  return in(bars, first) || first == 0xA9 || first == '@' || first == '#' ? WordStart::Bar : WordStart::Plain;
}

/// Places within a word at which a sentence ends although no space follows: after the stops of scripts written without
/// spaces, and where "end.Next" was glued.
void append_inner_stops(std::string_view text, std::size_t begin, std::size_t end, std::vector<std::size_t>& cuts) {
  constexpr std::string_view of_addresses = "/@&=";
  if (text.substr(begin, end - begin).find_first_of(of_addresses) != std::string_view::npos) return;
  std::size_t lower = 0;  // lower-case letters in front of here
  bool stopped = false;   // a stop was read, and nothing since but more of them and what closes
  bool unspaced = false;  // it was one of a script without spaces
  bool closed = false;    // something closed after it: what follows may say who spoke
  for (std::size_t at = begin; at < end;) {
    const CodePoint here = code_point_at(text, at);
    const char32_t c = here.code_point;
    const Letter letter = letter_of(c);
    if (in(stops, c)) {
      unspaced = unspaced || in(unspaced_stops, c);
      stopped = stopped || unspaced || lower >= 2;
    } else if (stopped && in(closing, c) && !(unspaced && in(opening, c))) {
      closed = true;
    } else if (stopped) {
      if (in(opening, c) || (unspaced ? !closed : letter == Letter::Upper)) cuts.push_back(at);
      stopped = unspaced = closed = false;
    }
    lower = letter == Letter::Lower ? lower + 1 : 0;
    at += here.length;
  }
}

RunningWord word_of(std::string_view text, std::size_t begin, std::size_t end, Points& points) {
  points.assign(text.substr(begin, end - begin));
  const std::u32string_view all = points.all();
  const bool stopped = may_stop(all);
  return {.begin = static_cast<std::uint32_t>(begin),
          .end = static_cast<std::uint32_t>(end),
          .kind = kind_of(all),
          .start = start_of(all.front()),
          .last = end_of(all, stopped),
          .length = static_cast<std::uint8_t>(std::min<std::size_t>(all.size(), 4)),
          .may_stop = stopped};
}

}  // namespace

std::vector<RunningWord> running_words(std::string_view text) {
  std::vector<RunningWord> words;
  words.reserve(text.size() / 6);
  Points points;
  std::vector<std::size_t> cuts;
  const auto add = [&](std::size_t from, std::size_t to) {
    cuts.clear();
    append_inner_stops(text, from, to, cuts);
    for (const std::size_t cut : cuts) {
      words.push_back(word_of(text, from, cut, points));
      from = cut;
    }
    words.push_back(word_of(text, from, to, points));
  };
  std::size_t begin = text.size();  // of the word that is open
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint here = code_point_at(text, at);
    if (is_white_space(here.code_point)) {
      if (begin < at) add(begin, at);
      begin = text.size();
    } else {
      begin = std::min(begin, at);
    }
    at += here.length;
  }
  if (begin < text.size()) add(begin, text.size());
  return words;
}

}  // namespace presswash
