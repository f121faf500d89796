#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace presswash {

/// What a word of running text begins with, marks in front aside.
enum class WordKind : std::uint8_t { Upper, Capitals, Lower, Digit, Uncased, Unspaced, Mark, None };
inline constexpr std::uint32_t word_kind_count = 8;

/// What a word ends with, closing marks aside (Closing: with those and nothing that says more). Point: that of an
/// abbreviation, an initial, an ordinal; Stop: any other stop.
enum class WordEnd : std::uint8_t { Plain, Comma, Colon, Point, Stop, Dash, Bar, Closing };
/// What a word begins with.
enum class WordStart : std::uint8_t { Plain, Quote, Bracket, Dash, Bar };

/// A run of characters between white space, or between there and the end of a sentence that no space follows: after the
/// stops of scripts written without spaces, and where two sentences are glued ("end.Next").
struct RunningWord {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  WordKind kind = WordKind::None;
  WordStart start = WordStart::Plain;
  WordEnd last = WordEnd::Plain;
  std::uint8_t length = 0;  ///< code points, at most 4
  bool may_stop = false;    ///< ends with a stop that is no abbreviation's, initial's or ordinal's
};

/// The words of a text in valid UTF-8.
[[nodiscard]] std::vector<RunningWord> running_words(std::string_view text);

}  // namespace presswash
