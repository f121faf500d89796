#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "document/page_metadata.h"
#include "segment/html_parser.h"

namespace presswash {

/// Gathers what a page states of itself while it is read, then weighs it: JSON-LD (schema.org), OpenGraph, meta
/// elements, itemprop, <time>, links, the title. Of one kind the first statement counts.
class MetadataReader {
 public:
  /// Whether `element` reads an attribute.
  [[nodiscard]] static bool wants(std::string_view tag, std::string_view attribute) noexcept;
  /// Every element that starts, its attributes with it.
  void element(std::string_view tag, std::span<const HtmlAttribute> attributes);
  /// The whole text of a script of type application/ld+json.
  void json_ld(std::string_view script);
  /// The text of an element that states something: a title, a heading, an itemprop.
  enum class Text { Title, Heading, ItempropTitle, ItempropAuthor, RelAuthor };
  void text(Text what, std::string_view text);

  [[nodiscard]] PageMetadata finish() &&;

 private:
  enum Field { Title, Byline, Published, SiteName, Language, Canonical };
  void state(Field field, StatedBy by, std::string_view value);
  void meta(std::string_view name, std::string_view content);

  static constexpr std::size_t fields = 6;
  static constexpr std::size_t kinds = 10;
  std::array<std::array<std::string, kinds>, fields> stated_;
};

}  // namespace presswash
