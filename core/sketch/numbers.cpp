#include "sketch/numbers.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"

namespace presswash {
namespace {

/// The hashes of all numbers, in a table twice as large as needed.
class NumberTable {
 public:
  NumberTable() {
    for (std::size_t digits = 1, end = 10; digits <= 4; ++digits, end *= 10) {
      for (std::size_t value = 0; value < end; ++value) {
        const std::string text = std::to_string(value);
        add(static_cast<TokenHash>(hash64(std::string(digits - text.size(), '0') + text)));
      }
    }
  }
  [[nodiscard]] bool has(TokenHash word) const noexcept {
    if ((filter_[(word % filter_bits) / 64] >> (word % 64) & 1U) == 0) return false;
    std::size_t at = word % places;
    while (slots_[at] != 0 && slots_[at] != word) at = (at + 1) % places;
    return slots_[at] == word && word != 0;
  }

 private:
  static constexpr std::size_t places = 32768;
  static constexpr std::size_t filter_bits = std::size_t{1} << 18U;  // most words are no numbers and end here
  void add(TokenHash word) noexcept {
    std::size_t at = word % places;
    while (slots_[at] != 0 && slots_[at] != word) at = (at + 1) % places;
    slots_[at] = word;
    filter_[(word % filter_bits) / 64] |= std::uint64_t{1} << (word % 64);
  }
  std::array<std::uint64_t, filter_bits / 64> filter_{};
  std::array<TokenHash, places> slots_{};
};

struct NumberWords {
  int value;
  std::string_view words;  // separated by spaces, normalised
};
constexpr NumberWords number_words[] = {
    {1, "one"},
    {2, "two zwei deux dois duas dwa dwie iki 二 两"},
    {3, "three drei trois tres três tre trzy üç 三"},
    {4, "four vier quatre cuatro quattro quatro cztery dört 四"},
    {5, "five fünf cinq cinco cinque pięć beş 五"},
    {6, "six sechs seis sześć altı 六"},
    {7, "seven sieben sept siete sette sete siedem yedi 七"},
    {8, "eight acht huit ocho otto oito osiem sekiz 八"},
    {9, "nine neun nueve nove dziewięć dokuz 九"},
    {10, "ten zehn dix diez dieci dez dziesięć 十"},
    {11, "eleven elf onze undici jedenaście"},
    {12, "twelve zwölf douze doce dodici doze dwanaście"},
};
constexpr std::string_view months =
    "january february march april june july august september october november december "
    "januar februar märz juni juli oktober dezember "
    "janvier février avril juin juillet août septembre octobre novembre décembre "
    "enero febrero abril junio julio agosto septiembre octubre noviembre diciembre "
    "gennaio febbraio aprile giugno luglio settembre ottobre dicembre "
    "janeiro fevereiro março junho julho setembro outubro novembro dezembro "
    "stycznia lutego marca kwietnia czerwca lipca sierpnia września października listopada grudnia "
    "ocak şubat nisan haziran temmuz ağustos eylül ekim kasım aralık";

/// The words that are figures without digits, by hash.
class FigureWords {
 public:
  FigureWords() {
    for (const NumberWords& number : number_words) {
      const auto digits = static_cast<TokenHash>(hash64(std::to_string(number.value)));
      for_each(number.words, [&](TokenHash word) { add(word, digits); });
    }
    for_each(months, [&](TokenHash word) { add(word, word); });
    std::sort(figures_.begin(), figures_.end());
  }
  [[nodiscard]] TokenHash find(TokenHash word) const noexcept {
    if (!filter_[word % filter_.size()]) return 0;
    const auto at = std::lower_bound(figures_.begin(), figures_.end(), std::pair<TokenHash, TokenHash>(word, 0));
    return at != figures_.end() && at->first == word ? at->second : TokenHash{0};
  }

 private:
  void add(TokenHash word, TokenHash figure) {
    figures_.emplace_back(word, figure);
    filter_[word % filter_.size()] = true;
  }
  template <typename Take>
  static void for_each(std::string_view words, Take take) {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      take(static_cast<TokenHash>(hash64(words.substr(0, end))));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
  std::vector<std::pair<TokenHash, TokenHash>> figures_;  // sorted
  std::bitset<std::size_t{1} << 14U> filter_;             // most words are none and end here
};

}  // namespace

TokenHash figure_of(TokenHash word) noexcept {
  if (is_number(word)) return word;
  static const FigureWords words;
  return words.find(word);
}

bool is_number(TokenHash word) noexcept {
  static const NumberTable table;
  return table.has(word);
}

}  // namespace presswash
