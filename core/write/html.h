#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace presswash {

/// Builds a page. Text goes in escaped, always; only `markup` takes tags, and those come from string literals. No text
/// of the scrape is ever part of a tag.
class Html {
 public:
  /// A literal of this program; nothing that was read ever goes in here.
  Html& markup(std::string_view literal) {
    out_ += literal;
    return *this;
  }
  /// Any text, escaped.
  Html& text(std::string_view any);
  /// <tag>text</tag>; `tag` may hold attributes: `td class="n"`.
  Html& element(std::string_view tag, std::string_view text);
  /// The same for text of the scrape, whose direction is its own.
  Html& scraped(std::string_view tag, std::string_view text);

  [[nodiscard]] std::size_t size() const noexcept { return out_.size(); }
  [[nodiscard]] std::string take() && { return std::move(out_); }

 private:
  void close(std::string_view tag);
  std::string out_;
};

}  // namespace presswash
