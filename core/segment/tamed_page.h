#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "segment/html_parser.h"

namespace presswash {

/// A page as its parser reads it: without what nobody asks for, and without what would make the parser stop (control
/// characters) or take long (tags of very many attributes). White space outside `pre` is collapsed. Views into the page
/// hold as long as it does.
class TamedPage {
 public:
  /// Stands in a tag for its attributes: its value is told by `kept`. (A page that has it itself fools only itself.)
  static constexpr const char* marker = "kept:";

  TamedPage(std::string_view page, const HtmlEvents& events, const HtmlLimits& limits);

  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }
  /// The attributes that a marker's value stands for; none for another value.
  [[nodiscard]] std::span<const HtmlAttribute> kept(std::string_view value) const;

 private:
  /// An opening tag that every parser reads alike, its attributes that are asked for last in `kept_`.
  struct Tag {
    std::size_t name_end = 0;
    std::size_t end = 0;  ///< its '>'
    bool closed = false;  ///< by "/>"
    bool plain = true;    ///< the values that are asked for need no decoding
  };

  void tame();
  void tame_tag(std::size_t at);
  [[nodiscard]] std::optional<Tag> read_tag(std::size_t at);
  [[nodiscard]] bool read_attribute(std::size_t& at, std::string_view tag, Tag& out);
  [[nodiscard]] std::size_t end_of_body(std::size_t at, std::size_t end);
  void add_text(std::size_t end);
  void add_raw(std::size_t end);
  void add_tag(std::size_t at, const Tag& tag);

  std::string_view page_;
  const HtmlEvents& events_;
  const HtmlLimits& limits_;
  std::string bytes_;
  std::vector<HtmlAttribute> kept_;
  std::vector<std::uint32_t> ends_;  ///< in `kept_`, of the tags that a marker stands in
  std::size_t kept_before_ = 0;      ///< in `kept_`, in front of the tag that is read
  std::size_t done_ = 0;             ///< of the page
  std::size_t unreadable_ = 0;       ///< so far a tag was looked at in vain: none is read from before there
  bool keeps_space_ = false;
  bool noscript_left_open_ = false;
};

}  // namespace presswash
