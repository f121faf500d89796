#include "document/kind.h"

namespace presswash {
namespace {
constexpr std::array<std::string_view, kind_count> names = {
    "article",    "headline",      "byline", "caption", "related", "comments", "subscribe", "share",
    "navigation", "advertisement", "legal",  "cookie",  "paywall", "bio",      "other"};
}  // namespace

std::string_view name_of(Kind kind) noexcept { return names[static_cast<std::size_t>(kind)]; }

std::optional<Kind> kind_of(std::string_view name) noexcept {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

}  // namespace presswash
