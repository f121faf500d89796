#pragma once

#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "test_seeds.h"

namespace presswash::testing {

[[nodiscard]] inline std::size_t below(Random& random, std::size_t bound) { return bound == 0 ? 0 : random() % bound; }

template <typename Items>
[[nodiscard]] const auto& one_of(Random& random, const Items& items) {
  return items[below(random, std::size(items))];
}

/// What sentences of one language are put together from.
struct Language {
  std::vector<std::string_view> subjects, verbs, objects, places, reasons;
  std::string_view space, stop;
};

/// English first; one is written from right to left, one without spaces.
[[nodiscard]] const std::array<Language, 4>& languages();
[[nodiscard]] std::string sentence(Random& random, const Language& language);

/// Nasty strings: script tags, quotes, control characters, U+2028, overrides, emoji, lone backslashes.
[[nodiscard]] const std::vector<std::string>& hostile_strings();

}  // namespace presswash::testing
