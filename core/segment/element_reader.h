#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "document/markup.h"
#include "segment/html_parser.h"
#include "segment/html_tags.h"

namespace presswash {

/// Adds the elements of a page to its markup, with what their attributes say.
class ElementReader {
 public:
  /// Adds the root, too. `out` must outlive the reader.
  explicit ElementReader(PageMarkup& out);

  [[nodiscard]] static bool wants(std::string_view attribute) noexcept;
  /// Its number; that of the one around it, when the page has too many to be told apart.
  std::uint32_t add(std::uint32_t around, const TagInfo& info, std::string_view tag,
                    std::span<const HtmlAttribute> attributes);

 private:
  /// What a value of a class or id was split into, in the page's names; a page says the same again and again.
  struct KnownNames {
    std::uint64_t hash = 0;
    std::size_t begin = 0;
    std::size_t count = 0;
  };

  /// `hash`: of the value.
  void add_names(MarkupElement& element, std::string_view value, std::uint64_t hash);
  void split_into_names(MarkupElement& element, std::string_view value);

  PageMarkup& out_;
  std::array<KnownNames, 256> known_{};
};

}  // namespace presswash
