#include "generator/calendar.h"

#include <array>
#include <chrono>
#include <string_view>

namespace presswash::corpus {

Moment moment_of(std::int64_t seconds) {
  using namespace std::chrono;
  const sys_seconds at{std::chrono::seconds{seconds}};
  const auto midnight = floor<days>(at);
  const year_month_day date{midnight};
  const hh_mm_ss clock{at - midnight};
  return {static_cast<int>(date.year()),
          static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()),
          weekday{midnight}.iso_encoding() - 1,
          static_cast<unsigned>(clock.hours().count()),
          static_cast<unsigned>(clock.minutes().count()),
          static_cast<unsigned>(clock.seconds().count())};
}

void append_two(unsigned value, std::string& out) {
  out += static_cast<char>('0' + value / 10 % 10);
  out += static_cast<char>('0' + value % 10);
}

void append_date(std::int64_t seconds, DateForm form, std::string& out) {
  static constexpr std::array<std::string_view, 7> weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Moment m = moment_of(form == DateForm::Offset ? seconds + 7200 : seconds);
  const auto clock = [&] {
    append_two(m.hour, out);
    out += ':';
    append_two(m.minute, out);
    out += ':';
    append_two(m.second, out);
  };
  if (form == DateForm::Mail) {
    (out += weekdays[m.weekday]) += ", ";
    append_two(m.day, out);
    ((((out += ' ') += months[m.month - 1]) += ' ') += std::to_string(m.year)) += ' ';
    clock();
    out += " GMT";
    return;
  }
  (out += std::to_string(m.year)) += '-';
  append_two(m.month, out);
  out += '-';
  append_two(m.day, out);
  if (form == DateForm::DateOnly) return;
  out += form == DateForm::Spaced ? ' ' : 'T';
  clock();
  if (form == DateForm::Zulu) out += 'Z';
  if (form == DateForm::Offset) out += "+02:00";
}

}  // namespace presswash::corpus
