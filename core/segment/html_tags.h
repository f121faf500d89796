#pragma once

#include <optional>
#include <string_view>

#include "document/markup.h"

namespace presswash {

/// How an element shows.
enum class Shown : unsigned char {
  Inline,  ///< in the line
  Block,   ///< begins and ends a line
  Not,     ///< neither it nor what is in it
  Void,    ///< nothing by itself, and nothing belongs in it
};

struct TagInfo {
  Tag tag = Tag::Other;
  Shown shown = Shown::Inline;
  std::optional<MediaKind> media{};  ///< what it shows besides text; its attributes may make an image an icon
};

/// `name` in lower case; an element that is not known shows in the line.
[[nodiscard]] TagInfo tag_info(std::string_view name);

}  // namespace presswash
