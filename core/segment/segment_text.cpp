#include "segment/segment_text.h"

#include <array>
#include <cstddef>
#include <utility>

#include "segment/line_breaks.h"
#include "segment/lines.h"

namespace presswash {
namespace {

/// A line is long from here on: no paragraph of 120,000 lines of news is.
constexpr std::size_t long_line = 1500;
/// A text that is one line is taken for more than a paragraph from here on.
constexpr std::size_t long_text = 1000;

/// Room that a line takes on a page: a character of the scripts written without spaces says as much as two others.
std::size_t room_of(std::string_view line) {
  std::size_t room = 0;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 || byte >= 0xC0) ++room;
    if (byte >= 0xE3) ++room;  // U+3000 and beyond
  }
  return room;
}

/// By line, whether it is one whose breaks were lost; empty when the text as a whole still has them.
std::vector<bool> lines_to_cut(std::string_view text, const std::vector<Block>& lines) {
  const std::size_t bound = lines.size() == 1 ? long_text : long_line;
  std::vector<bool> out(lines.size());
  std::size_t all = 0;
  std::size_t in_long = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (text.size() < bound) return {};
    const std::size_t room =
        lines[i].length >= bound / 2 ? room_of(text.substr(lines[i].offset, lines[i].length)) : lines[i].length;
    out[i] = room >= bound;
    all += room;
    if (out[i]) in_long += room;
  }
  if (in_long * 2 < all || in_long == 0) return {};
  return out;
}

}  // namespace

std::string_view name_of(Segmentation how) noexcept {
  constexpr std::array<std::string_view, 3> names{"auto", "line", "sentence"};
  const auto which = static_cast<std::size_t>(how);
  return which < names.size() ? names[which] : "another way";
}

SegmentedText segment_text(std::string_view text, Segmentation how) {
  SegmentedText out{.blocks = segment_lines(text)};
  if (how == Segmentation::Lines) return out;
  const std::vector<bool> wanted =
      how == Segmentation::Sentences ? std::vector<bool>(out.blocks.size(), true) : lines_to_cut(text, out.blocks);
  if (wanted.empty()) return out;
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < out.blocks.size(); ++i) {
    const Block line = out.blocks[i];
    std::uint32_t begin = 0;
    if (wanted[i]) {
      for (const std::uint32_t cut : likely_line_breaks(text.substr(line.offset, line.length))) {
        blocks.push_back({.offset = line.offset + begin, .length = cut - begin});
        begin = cut;
      }
    }
    blocks.push_back({.offset = line.offset + begin, .length = line.length - begin});
  }
  out.by_sentence = blocks.size() > out.blocks.size();
  out.blocks = std::move(blocks);
  return out;
}

}  // namespace presswash
