#pragma once

#include <cstdint>
#include <string>

namespace presswash::corpus {

/// A second, taken apart; the calendar is the Gregorian one, the zone UTC.
struct Moment {
  int year = 1970;
  unsigned month = 1;    ///< from 1
  unsigned day = 1;      ///< from 1
  unsigned weekday = 0;  ///< 0 is Monday
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
};

[[nodiscard]] Moment moment_of(std::int64_t seconds);

/// How a site writes its machine-readable dates.
enum class DateForm : std::uint8_t { Zulu, Offset, DateOnly, Mail, Spaced };

void append_date(std::int64_t seconds, DateForm form, std::string& out);

/// Two digits.
void append_two(unsigned value, std::string& out);

}  // namespace presswash::corpus
