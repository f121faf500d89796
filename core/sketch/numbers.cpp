#include "sketch/numbers.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

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

}  // namespace

bool is_number(TokenHash word) noexcept {
  static const NumberTable table;
  return table.has(word);
}

}  // namespace presswash
