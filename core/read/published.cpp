#include <array>
#include <chrono>
#include <string>

#include "read/parse_record.h"

namespace presswash {
namespace {

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};

struct NamedZone {
  std::string_view name;
  int hours;
};
constexpr std::array zones = {NamedZone{"z", 0},    NamedZone{"ut", 0},   NamedZone{"utc", 0},  NamedZone{"gmt", 0},
                              NamedZone{"est", -5}, NamedZone{"edt", -4}, NamedZone{"cst", -6}, NamedZone{"cdt", -5},
                              NamedZone{"mst", -7}, NamedZone{"mdt", -6}, NamedZone{"pst", -8}, NamedZone{"pdt", -7}};

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) noexcept { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

struct Date {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
};

struct Time {
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
};

std::optional<std::int64_t> seconds_of(const Date& date, const Time& time, int offset_seconds) {
  using namespace std::chrono;
  const year_month_day day{year{date.year}, month{date.month}, std::chrono::day{date.day}};
  // A second of 60 is a leap second.
  if (!day.ok() || time.hour > 23 || time.minute > 59 || time.second > 60) return std::nullopt;
  const std::int64_t days = sys_days{day}.time_since_epoch().count();
  return days * 86400 + std::int64_t{time.hour} * 3600 + time.minute * 60 + time.second - offset_seconds;
}

/// Reads a date piece by piece; every piece says whether it was there.
class DateCursor {
 public:
  explicit DateCursor(std::string_view text) : left_(text) {}

  [[nodiscard]] bool done() const noexcept { return left_.empty(); }
  [[nodiscard]] bool skip_spaces() noexcept {
    const std::size_t before = left_.size();
    while (!left_.empty() && (left_.front() == ' ' || left_.front() == '\t')) left_.remove_prefix(1);
    return left_.size() < before;
  }
  [[nodiscard]] bool take(char c) noexcept {
    if (left_.empty() || left_.front() != c) return false;
    left_.remove_prefix(1);
    return true;
  }
  /// Between `fewest` and `most` digits.
  [[nodiscard]] bool number(std::size_t fewest, std::size_t most, unsigned& out) noexcept {
    std::size_t count = 0;
    unsigned value = 0;
    while (count < most && count < left_.size() && is_digit(left_[count])) {
      value = value * 10 + static_cast<unsigned>(left_[count++] - '0');
    }
    if (count < fewest) return false;
    left_.remove_prefix(count);
    out = value;
    return true;
  }
  /// Letters, in lower case.
  std::string word() {
    std::string out;
    while (!left_.empty() && is_letter(left_.front())) {
      out += static_cast<char>(left_.front() | 0x20);
      left_.remove_prefix(1);
    }
    return out;
  }
  void skip_digits() noexcept {
    while (!left_.empty() && is_digit(left_.front())) left_.remove_prefix(1);
  }

 private:
  std::string_view left_;
};

/// `Z`, `+02:00`, `-0500`, `+02`, `GMT`, `EST`; nothing is UTC.
bool zone(DateCursor& cursor, int& offset_seconds) {
  (void)cursor.skip_spaces();
  offset_seconds = 0;
  if (cursor.done()) return true;
  const bool minus = cursor.take('-');
  if (minus || cursor.take('+')) {
    unsigned hours = 0;
    unsigned minutes = 0;
    if (!cursor.number(2, 2, hours)) return false;
    if (cursor.take(':') || !cursor.done()) {
      if (!cursor.number(2, 2, minutes)) return false;
    }
    if (hours > 23 || minutes > 59) return false;
    offset_seconds = static_cast<int>(hours * 3600 + minutes * 60) * (minus ? -1 : 1);
    return true;
  }
  const std::string name = cursor.word();
  for (const NamedZone& known : zones) {
    if (known.name != name) continue;
    offset_seconds = known.hours * 3600;
    return true;
  }
  return false;
}

/// `HH:MM`, `HH:MM:SS`, with a fraction of a second that is dropped.
bool clock_time(DateCursor& cursor, Time& time) {
  if (!cursor.number(1, 2, time.hour) || !cursor.take(':') || !cursor.number(2, 2, time.minute)) return false;
  if (!cursor.take(':')) return true;
  if (!cursor.number(2, 2, time.second)) return false;
  if (cursor.take('.') || cursor.take(',')) cursor.skip_digits();
  return true;
}

std::optional<std::int64_t> finished(DateCursor& cursor, const Date& date, const Time& time) {
  int offset = 0;
  if (!zone(cursor, offset) || !cursor.done()) return std::nullopt;
  return seconds_of(date, time, offset);
}

/// `2024-05-01`, `2024-05-01T12:30:00Z`, `2024-05-01 12:30:00 +0200`, `2024/05/01`.
std::optional<std::int64_t> iso(std::string_view text) {
  DateCursor cursor(text);
  Date date;
  Time time;
  unsigned year = 0;
  if (!cursor.number(4, 4, year)) return std::nullopt;
  date.year = static_cast<int>(year);
  const char separator = cursor.take('/') ? '/' : '-';
  if (separator == '-' && !cursor.take('-')) return std::nullopt;
  if (!cursor.number(1, 2, date.month) || !cursor.take(separator) || !cursor.number(1, 2, date.day))
    return std::nullopt;
  if (cursor.done()) return seconds_of(date, time, 0);
  if (!cursor.take('T') && !cursor.take('t') && !cursor.skip_spaces()) return std::nullopt;
  if (!clock_time(cursor, time)) return std::nullopt;
  return finished(cursor, date, time);
}

/// `20240501T123000Z` and, without anything in between, `20240501123000` and `20240501`.
std::optional<std::int64_t> compact(std::string_view text) {
  DateCursor cursor(text);
  Date date;
  Time time;
  unsigned year = 0;
  if (!cursor.number(4, 4, year) || !cursor.number(2, 2, date.month) || !cursor.number(2, 2, date.day)) {
    return std::nullopt;
  }
  date.year = static_cast<int>(year);
  if (cursor.done()) return seconds_of(date, time, 0);
  if (!cursor.take('T')) (void)cursor.take('t');
  if (!cursor.number(2, 2, time.hour) || !cursor.number(2, 2, time.minute)) return std::nullopt;
  (void)cursor.number(2, 2, time.second);
  return finished(cursor, date, time);
}

/// RFC 2822: `Wed, 01 May 2024 12:30:00 +0200`; the day's name, the time and the zone may be missing.
std::optional<std::int64_t> mail(std::string_view text) {
  DateCursor cursor(text);
  Date date;
  Time time;
  if (!cursor.word().empty()) {
    (void)cursor.take(',');
    if (!cursor.skip_spaces()) return std::nullopt;
  }
  if (!cursor.number(1, 2, date.day)) return std::nullopt;
  if (!cursor.skip_spaces() && !cursor.take('-')) return std::nullopt;
  const std::string name = cursor.word();
  for (unsigned i = 0; i < months.size(); ++i) {
    if (name.size() >= 3 && name.starts_with(months[i])) date.month = i + 1;
  }
  if (date.month == 0 || (!cursor.skip_spaces() && !cursor.take('-'))) return std::nullopt;
  unsigned year = 0;
  if (!cursor.number(2, 4, year)) return std::nullopt;
  if (year < 100) year += year < 50 ? 2000 : 1900;
  date.year = static_cast<int>(year);
  if (cursor.skip_spaces() && !cursor.done() && !clock_time(cursor, time)) return std::nullopt;
  return finished(cursor, date, time);
}

/// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their number of digits.
std::optional<std::int64_t> epoch(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find('.'));
  if (whole.size() < 9 || whole.size() > 19) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : whole) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  for (std::size_t digits = whole.size(); digits > 11; digits -= 3) value /= 1000;
  return static_cast<std::int64_t>(value);
}

bool is_number(std::string_view text) noexcept {
  std::size_t dots = 0;
  for (const char c : text) {
    if (c == '.') ++dots;
    if (!is_digit(c) && c != '.') return false;
  }
  return dots <= 1;
}

}  // namespace

std::optional<std::int64_t> parse_published(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return std::nullopt;
  text = text.substr(first, text.find_last_not_of(white) - first + 1);
  if (is_number(text)) {
    const bool digits_only = text.find('.') == std::string_view::npos;
    return digits_only && (text.size() == 8 || text.size() == 14) ? compact(text) : epoch(text);
  }
  if (const auto seconds = iso(text)) return seconds;
  if (const auto seconds = compact(text)) return seconds;
  return mail(text);
}

}  // namespace presswash
