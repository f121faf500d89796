#include "document/verdict.h"

#include <array>

namespace presswash {

std::string_view name_of(Sign sign) noexcept {
  static constexpr std::array<std::string_view, sign_count> names = {"cue",   "shape",  "list",     "repetition",
                                                                     "place", "markup", "evidence", "rule"};
  return names[static_cast<std::size_t>(sign)];
}

}  // namespace presswash
