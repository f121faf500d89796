#include "classify/block_facts.h"

#include <algorithm>
#include <array>
#include <bit>

#include <utf8proc.h>

#include "base/byte_masks.h"
#include "base/count_bits.h"
#include "base/find_in.h"

namespace presswash {
namespace {

constexpr std::uint32_t bit(Shape shape) { return static_cast<std::uint32_t>(shape); }

bool is_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0x85 ||
         c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}
bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) || (c >= 0x660 && c <= 0x669);
}
bool is_sentence_end(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x61F || c == 0x6D4 ||
         c == 0x964 || c == 0x2026;
}
bool is_closing(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x201C ||
         c == 0x300D || c == 0x300F || c == 0xFF09;
}
bool is_quote(char32_t c) {
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB || c == 0x300C ||
         c == 0x300E || c == 0x2018;
}
bool is_separator(char32_t c) {
  return c == '|' || c == '>' || c == 0xBB || c == 0x203A || c == 0x2022 || c == 0xB7 || c == 0x2192 || c == 0x25B6;
}
bool is_bullet(char32_t c) {
  return c == 0x2022 || c == 0xB7 || c == '*' || c == 0x25CF || c == 0x25AA || c == 0x25A0 || c == 0x2023 ||
         c == 0x25B6 || c == 0x2192 || c == '>' || c == 0xBB;
}
bool is_comma(char32_t c) { return c == ',' || c == ';' || c == 0x3001 || c == 0xFF0C || c == 0x60C; }
bool is_currency(char32_t c) { return c == '$' || c == 0x20AC || c == 0xA3 || c == 0xA5 || c == 0x20BA || c == 0x20B9; }
bool without_spaces(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x0E00 && c <= 0x0EFF) ||
         (c >= 0x1780 && c <= 0x17FF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x20000 && c <= 0x2FA1F);
}

/// Reads the next code point of valid UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  char32_t c = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size && at + i < text.size(); ++i)
    c = (c << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  at = std::min(at + size, text.size());
  return c;
}

enum class Letter : std::uint8_t { None, Lower, Upper, Other };

Letter letter_by_category(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return Letter::Upper;
    case UTF8PROC_CATEGORY_LL: return Letter::Lower;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC: return Letter::Other;
    default: return Letter::None;
  }
}

constexpr char32_t table_end = 0x3100;  // kana and all before them

Letter letter_of(char32_t c) {
  static const auto table = [] {
    std::array<Letter, table_end> letters{};
    for (char32_t at = 0; at < table_end; ++at) letters[at] = letter_by_category(at);
    return letters;
  }();
  if (c < table_end) return table[c];
  if (c >= 0x4E00 && c <= 0x9FEF) return Letter::Other;  // Han
  return letter_by_category(c);
}

/// Whether normalisation may make a decimal digit of a character that is no letter: digits of any script, fractions,
/// circled numbers and the like.
bool may_be_digits(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NO || category == UTF8PROC_CATEGORY_SO;
}

/// What an ASCII character is to the scan.
enum class Ascii : std::uint8_t { Mark, Space, Lower, Upper, Digit, Comma, Stop };
constexpr std::array<Ascii, 128> make_ascii() {
  std::array<Ascii, 128> kinds{};
  for (unsigned c = 9; c <= 13; ++c) kinds[c] = Ascii::Space;
  kinds[' '] = Ascii::Space;
  for (unsigned c = 'a'; c <= 'z'; ++c) kinds[c] = Ascii::Lower;
  for (unsigned c = 'A'; c <= 'Z'; ++c) kinds[c] = Ascii::Upper;
  for (unsigned c = '0'; c <= '9'; ++c) kinds[c] = Ascii::Digit;
  kinds[','] = kinds[';'] = Ascii::Comma;
  kinds['.'] = kinds['!'] = kinds['?'] = Ascii::Stop;
  return kinds;
}
constexpr std::array<Ascii, 128> ascii_kinds = make_ascii();

/// One pass over the code points, counting what the facts are made of.
struct Scan {
  std::uint32_t characters = 0, letters = 0, upper = 0, digits = 0, commas = 0, words = 0, capital_words = 0,
                unspaced = 0, digit_groups = 0;
  std::uint32_t shape = 0;
  char32_t first = 0, last = 0, last_open = 0;  // last_open: the last character that is no closing quote or bracket
  Letter first_letter = Letter::None;
  bool in_word = false, stop_pending = false, may_mask = false, may_be_address = false;
  char32_t before = ' ';  // the character before the current one
  char32_t before2 = ' ';

  void take(char32_t c) {
    if (c < 0x80) {
      take_ascii(static_cast<unsigned char>(c));
    } else {
      take_other(c);
    }
  }

  /// As `take_other`, told from a table.
  void take_ascii(unsigned char c) {
    const Ascii kind = ascii_kinds[c];
    if (kind == Ascii::Space) {
      take_space();
      return;
    }
    ++characters;
    if (first == 0) first = c;
    last = c;
    if (kind != Ascii::Mark || !is_closing(c)) last_open = c;
    switch (kind) {
      case Ascii::Lower: take_letter(c, Letter::Lower); break;
      case Ascii::Upper: take_letter(c, Letter::Upper); break;
      case Ascii::Digit:
        may_mask = true;
        take_digit();
        break;
      case Ascii::Comma:
        ++commas;
        shape |= bit(Shape::HasComma);
        stop_pending = in_word = false;
        break;
      case Ascii::Stop:
        may_be_address = may_be_address || (before == 'w' && before2 == 'w');
        stop_pending = before != ' ';
        in_word = false;
        break;
      default:
        take_mark(c);
        if (c != '\'' && c != '-') in_word = false;
    }
    before2 = before;
    before = c;
  }

  void take_space() {
    in_word = false;
    before2 = before;
    before = ' ';
  }

  void take_other(char32_t c) {
    if (is_space(c)) {
      take_space();
      return;
    }
    ++characters;
    if (first == 0) first = c;
    if (!is_closing(c)) last_open = c;
    last = c;
    const Letter letter = letter_of(c);
    const bool digit = is_digit(c);
    if (letter != Letter::None)
      take_letter(c, letter);
    else
      may_mask = may_mask || may_be_digits(c);
    if (digit) take_digit();
    if (letter == Letter::None && !digit) take_mark(c);
    if (letter == Letter::None && !digit && c != '\'' && c != 0x2019 && c != '-') in_word = false;
    before2 = before;
    before = c;
  }

  /// Bytes [begin, end) of 64: ASCII letters and spaces alone.
  void take_letters_and_spaces(const char* bytes, const ByteMasks& is, unsigned begin, unsigned end) {
    const std::uint64_t range = bit_range(begin, end);
    const std::uint64_t upper_here = is.upper & range;
    const std::uint64_t letters_here = upper_here | (is.lower & range);
    const auto byte = [bytes](unsigned at) { return static_cast<unsigned char>(bytes[at]); };
    if (letters_here != 0) {
      const auto first_at = static_cast<unsigned>(std::countr_zero(letters_here));
      const auto last_at = 63U - static_cast<unsigned>(std::countl_zero(letters_here));
      const Letter opening = ((upper_here >> first_at) & 1U) != 0 ? Letter::Upper : Letter::Lower;
      if (first == 0) first = byte(first_at);
      if (characters == 0 || first_letter == Letter::None) first_letter = opening;
      if (stop_pending && (first_at > begin || before == ' ')) shape |= bit(Shape::HasInnerStop);
      stop_pending = false;
      const std::uint32_t count = count_bits(letters_here);
      characters += count;
      letters += count;
      const std::uint64_t inside = (letters_here << 1U) | (in_word ? std::uint64_t{1} << begin : 0U);
      const std::uint64_t starts = letters_here & ~inside;
      words += count_bits(starts);
      if (upper_here != 0) {
        upper += count_bits(upper_here);
        capital_words += count_bits(starts & upper_here);
      }
      last = last_open = byte(last_at);
    }
    in_word = ((letters_here >> (end - 1)) & 1U) != 0;
    before2 = end - begin > 1 ? byte(end - 2) : before;
    before = byte(end - 1);
  }

  void take_letter(char32_t c, Letter letter) {
    ++letters;
    if (letter == Letter::Upper) ++upper;
    if (characters == 1 || first_letter == Letter::None) first_letter = letter;
    if (without_spaces(c)) ++unspaced;
    if (stop_pending && before == ' ') shape |= bit(Shape::HasInnerStop);
    stop_pending = false;
    if (!in_word) {
      in_word = true;
      ++words;
      if (letter == Letter::Upper) ++capital_words;
    }
  }

  void take_digit() {
    ++digits;
    if (before != ' ') stop_pending = false;  // the point of a number
    if (!is_digit(before)) {
      ++digit_groups;
      if ((before == ':' || before == '.' || before == '/' || before == '-') && is_digit(before2))
        shape |= bit(Shape::HasDate);
    }
    if (!in_word) {
      in_word = true;
      ++words;
    }
  }

  void take_mark(char32_t c) {
    if (is_comma(c)) {
      ++commas;
      shape |= bit(Shape::HasComma);
    }
    if (is_sentence_end(c)) {
      stop_pending = before != ' ';
      if (c == 0x3002) shape |= bit(Shape::HasInnerStop);
    } else if (!is_closing(c)) {
      stop_pending = false;
    }
    if (is_quote(c)) shape |= bit(Shape::HasQuote);
    if (is_separator(c) || (c == '/' && before == ' ')) shape |= bit(Shape::HasSeparator);
    if (c == 0xA9) shape |= bit(Shape::HasCopyright);
    if (is_currency(c)) shape |= bit(Shape::HasCurrency);
    if ((c == '@' || c == '#') && before == ' ') shape |= bit(Shape::HasHandle);
    if (c == '@' && (letter_of(before) != Letter::None || is_digit(before))) shape |= bit(Shape::HasEmail);
  }
};

/// Everything but letters and spaces is taken one by one.
void scan_text(std::string_view text, Scan& scan) {
  constexpr std::size_t step = 64;
  std::array<char, step> padded;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
  std::size_t at = 0;
  for (std::size_t base = 0; base < text.size(); base += step) {
    const std::size_t size = std::min(step, text.size() - base);
    const char* bytes = text.data() + base;
    if (size < step) {
      std::copy_n(bytes, size, padded.begin());
      std::fill(padded.begin() + static_cast<std::ptrdiff_t>(size), padded.end(), '\0');
      bytes = padded.data();
    }
    const ByteMasks is = byte_masks(bytes);
    const std::uint64_t others = ~(is.lower | is.upper | is.space);
    while (at < base + size) {
      const auto begin = static_cast<unsigned>(at - base);
      const std::uint64_t next = others & bit_range(begin, step);
      const unsigned end = next == 0 ? step : static_cast<unsigned>(std::countr_zero(next));
      if (end > begin) scan.take_letters_and_spaces(bytes, is, begin, end);
      at = base + end;
      if (end < size) scan.take(next_code_point(text, at));
    }
  }
}

std::uint8_t tenths(std::uint32_t part, std::uint32_t whole) {
  return whole == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>((part * 10U + whole / 2U) / whole);
}

bool has_url(std::string_view text, const Scan& scan) {
  constexpr std::size_t none = std::string_view::npos;
  if (scan.may_be_address && find_in(text, "www.") != none) return true;
  if (text.find('/') == none) return false;  // most often
  return find_in(text, "http://") != none || find_in(text, "https://") != none || find_in(text, ".com/") != none;
}

bool has_copyright_letter(std::string_view text) {
  constexpr std::size_t none = std::string_view::npos;
  if (text.find('(') == none) return false;  // most often
  return find_in(text, "(c)") != none || find_in(text, "(C)") != none;
}

std::uint32_t end_shape(const Scan& scan) {
  std::uint32_t shape = 0;
  if (is_sentence_end(scan.last_open)) shape |= bit(Shape::EndsSentence);
  if (scan.last == ':' || scan.last == 0xFF1A) shape |= bit(Shape::EndsColon);
  if (scan.last_open == '?' || scan.last_open == 0xFF1F || scan.last_open == 0x61F) shape |= bit(Shape::EndsQuestion);
  if (scan.last == 0x2026) shape |= bit(Shape::EndsEllipsis);
  return shape;
}

std::uint32_t start_shape(const Scan& scan, std::string_view trimmed) {
  std::uint32_t shape = 0;
  if (is_bullet(scan.first)) shape |= bit(Shape::StartsBullet);
  if (scan.first == '-' || scan.first == 0x2013 || scan.first == 0x2014) shape |= bit(Shape::StartsDash);
  if (is_quote(scan.first)) shape |= bit(Shape::StartsQuote);
  if (is_digit(scan.first)) shape |= bit(Shape::StartsDigit);
  if (scan.first_letter == Letter::Lower) shape |= bit(Shape::StartsLower);
  if ((scan.first == '(' && scan.last == ')') || (scan.first == '[' && scan.last == ']'))
    shape |= bit(Shape::Bracketed);
  if (trimmed.size() > 2 && scan.first >= '0' && scan.first <= '9') {
    const std::size_t end = trimmed.find_first_not_of("0123456789");
    if (end <= 2 && (trimmed[end] == '.' || trimmed[end] == ')') && end + 1 < trimmed.size() && trimmed[end + 1] == ' ')
      shape |= bit(Shape::Numbered);
  }
  return shape;
}

}  // namespace

BlockFacts facts_of(std::string_view text, std::span<const TokenHash> tokens) {
  Scan scan;
  scan_text(text, scan);

  constexpr std::string_view white = " \t\r\n\v\f";
  std::string_view trimmed = text.substr(std::min(text.find_first_not_of(white), text.size()));
  trimmed = trimmed.substr(0, trimmed.find_last_not_of(white) + 1);

  BlockFacts facts;
  facts.characters = scan.characters;
  const bool unspaced = scan.unspaced * 2 > scan.letters && scan.letters > 0;
  facts.words =
      unspaced ? std::max<std::uint32_t>(scan.words, scan.unspaced / 2) : static_cast<std::uint32_t>(tokens.size());
  facts.commas = static_cast<std::uint16_t>(std::min<std::uint32_t>(scan.commas, 0xFFFF));
  facts.capital_share = tenths(scan.capital_words, scan.words);
  facts.digit_share = tenths(scan.digits, scan.letters + scan.digits);
  facts.digits = scan.may_mask;
  facts.shape = scan.shape | end_shape(scan) | start_shape(scan, trimmed);
  if (unspaced) facts.shape |= bit(Shape::NoSpaceScript);
  if (trimmed.ends_with("...")) facts.shape |= bit(Shape::EndsEllipsis);
  if (has_url(text, scan)) facts.shape |= bit(Shape::HasUrl);
  if (has_copyright_letter(text)) facts.shape |= bit(Shape::HasCopyright);
  if (scan.letters == 0) facts.shape |= bit(Shape::NoLetters);
  if (scan.digits > 0 && scan.words <= 3 + scan.digit_groups && scan.letters <= 12 && facts.words <= 6)
    facts.shape |= bit(Shape::TimeOnly);
  if (scan.upper >= 4 && scan.upper * 10 >= scan.letters * 9) facts.shape |= bit(Shape::AllCaps);
  if (scan.words >= 4 && scan.capital_words * 3 >= scan.words * 2) facts.shape |= bit(Shape::TitleCase);
  return facts;
}

}  // namespace presswash
