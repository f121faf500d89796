#include "document/page_metadata.h"

#include <array>
#include <cstddef>

namespace presswash {

std::string_view name_of(StatedBy by) noexcept {
  constexpr std::array<std::string_view, 10> names = {"",     "json-ld", "opengraph", "meta",  "itemprop",
                                                      "time", "link",    "html",      "title", "h1"};
  return names[static_cast<std::size_t>(by)];
}

}  // namespace presswash
