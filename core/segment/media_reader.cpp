#include "segment/media_reader.h"

#include <charconv>

namespace presswash {
namespace {

constexpr std::size_t longest_alt = 2000;
constexpr int icon_pixels = 60;

bool is_small(std::string_view size) {
  int pixels = 0;
  const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), pixels);
  const bool is_share = end != size.data() + size.size() && *end == '%';
  return error == std::errc() && pixels > 0 && pixels <= icon_pixels && !is_share;
}

}  // namespace

bool is_of_media(std::string_view tag, std::string_view attribute) noexcept {
  if (tag != "img" && tag != "amp-img") return false;
  return attribute == "alt" || attribute == "title" || attribute == "width" || attribute == "height";
}

MarkupMedia read_media(MediaKind kind, std::span<const HtmlAttribute> attributes, std::string& alts) {
  MarkupMedia media{.kind = kind};
  media.alt_begin = static_cast<std::uint32_t>(alts.size());
  if (kind == MediaKind::Image) {
    std::string_view alt;
    for (const HtmlAttribute& attribute : attributes) {
      if (attribute.name == "alt" || (attribute.name == "title" && alt.empty())) alt = attribute.value;
      const bool is_size = attribute.name == "width" || attribute.name == "height";
      if (is_size && is_small(attribute.value)) media.kind = MediaKind::Icon;
    }
    alts.append(alt.substr(0, longest_alt));
  }
  media.alt_end = static_cast<std::uint32_t>(alts.size());
  return media;
}

}  // namespace presswash
