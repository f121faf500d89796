#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace presswash {

struct HtmlAttribute {
  std::string_view name;   ///< lower case
  std::string_view value;  ///< entities decoded
};

/// What a page's markup is told to, in document order. Views hold during the call only.
class HtmlEvents {
 public:
  HtmlEvents() = default;
  HtmlEvents(const HtmlEvents&) = delete;
  HtmlEvents& operator=(const HtmlEvents&) = delete;
  virtual ~HtmlEvents() = default;

  /// Whether `start` is to be told an attribute (names are lower case). May be asked for elements that do not start.
  [[nodiscard]] virtual bool wants(std::string_view /*tag*/, std::string_view /*attribute*/) const { return true; }
  /// `tag` is lower case. Attributes that are not wanted may be among them.
  virtual void start(std::string_view tag, std::span<const HtmlAttribute> attributes) = 0;
  /// Of the innermost element that is open. Elements that the page did not close are closed.
  virtual void end() = 0;
  /// A piece of text, entities decoded; also of scripts that hold JSON. White space outside `pre` may be collapsed.
  virtual void text(std::string_view piece) = 0;
};

struct HtmlLimits {
  std::size_t bytes = std::size_t{32} << 20U;  ///< what follows is not read
  std::size_t depth = 600;                     ///< at an element nested deeper the reading ends
  std::size_t attributes = 512;                ///< of one element; the others are dropped
  bool tags_as_written = false;                ///< tell everything, though nobody asks for it: slower
};

/// Reads a page (valid UTF-8, whatever its own charset declarations say) as browsers do: every page can be read, a
/// damaged one as far as it makes sense. Time grows with the page's size, not with its square. False when a limit cut
/// the page.
bool parse_html(std::string_view page, HtmlEvents& events, const HtmlLimits& limits = {});

}  // namespace presswash
