#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace presswash {

/// What part of a page states something of it.
enum class StatedBy : std::uint8_t { Nothing, JsonLd, OpenGraph, Meta, Itemprop, Time, Link, Html, Title, Heading };
/// "json-ld", "opengraph", "meta", "itemprop", "time", "link", "html", "title", "h1"; empty for Nothing.
[[nodiscard]] std::string_view name_of(StatedBy by) noexcept;

struct Stated {
  std::string value;
  StatedBy by = StatedBy::Nothing;
  [[nodiscard]] bool known() const noexcept { return by != StatedBy::Nothing; }
};

/// What a page says of itself; text as it stands there, white space collapsed.
struct PageMetadata {
  Stated title;
  Stated byline;
  Stated published;
  Stated site_name;
  Stated language;
  Stated canonical;
};

}  // namespace presswash
