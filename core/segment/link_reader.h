#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "document/markup.h"
#include "segment/html_parser.h"

namespace presswash {

/// Gathers the links of a page while it is read.
class LinkReader {
 public:
  /// `out` must outlive the reader.
  explicit LinkReader(std::vector<MarkupLink>& out) : out_(out) {}

  [[nodiscard]] static bool wants(std::string_view tag, std::string_view attribute) noexcept {
    return tag == "a" && attribute == "href";
  }
  void open(std::span<const HtmlAttribute> attributes);
  /// A word of block `block`, in the link that was opened last. The number of that link and one more; 0: none was.
  std::uint32_t word(std::uint32_t block);
  /// `address`: the page's own, or empty; the site that is linked most often is then taken for its own.
  void finish(std::string_view address);

 private:
  std::vector<MarkupLink>& out_;
  std::vector<std::uint32_t> hosts_;  ///< by link, hashed; 0: none is named
};

}  // namespace presswash
