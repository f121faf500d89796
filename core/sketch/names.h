#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// A word that tells what a text is about.
struct NamedWord {
  TokenHash hash = 0;       ///< of the word as it is compared
  std::string text;         ///< as it is compared: lower case, figures without points and commas
  std::uint32_t times = 0;  ///< in the text
};

/// The names and figures of a text (valid UTF-8, a paragraph a line), sorted by hash: words that begin with a capital
/// where no sentence begins, and words with two digits or more. In scripts without capitals every word counts, and
/// in those without spaces every two characters; how rare they are tells them apart later.
[[nodiscard]] std::vector<NamedWord> names_of(std::string_view text);

}  // namespace presswash
