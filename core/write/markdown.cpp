#include "write/markdown.h"

#include <string_view>

#include "base/ascii.h"

namespace presswash {
namespace {

/// What would be taken for markup is escaped.
void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view special = "\\`*_[]<";
  const std::size_t digits = text.find_first_not_of("0123456789");
  const bool numbered =
      digits != std::string_view::npos && digits > 0 && digits < 10 && (text[digits] == '.' || text[digits] == ')');
  const std::string_view opening = "#>-+=~|";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = special.find(text[i]) != std::string_view::npos ||
                        (i == 0 && opening.find(text[i]) != std::string_view::npos) || (numbered && i == digits);
    if (escape) out += '\\';
    out += text[i];
  }
}

/// What stands in front of a block.
struct Mark {
  std::string_view text{};
  bool item = false;  ///< of a list: no blank line between two of them
};

Mark mark_of(const PageMarkup& markup, std::size_t block) {
  if (block >= markup.blocks.size()) return {};
  for (std::uint32_t at = markup.blocks[block].element; at != no_element; at = markup.elements[at].parent) {
    switch (markup.elements[at].tag) {
      case Tag::H1:
      case Tag::H2: return {.text = "## "};
      case Tag::H3: return {.text = "### "};
      case Tag::H4:
      case Tag::H5:
      case Tag::H6: return {.text = "#### "};
      case Tag::Li: return {.text = "- ", .item = true};
      case Tag::Blockquote: return {.text = "> "};
      case Tag::Article:
      case Tag::Main:
      case Tag::Body: return {};
      default: break;
    }
  }
  return {};
}

}  // namespace

std::string markdown_of(const Document& document, const Outcome& outcome) {
  std::string out;
  if (!document.title.empty()) {
    out = "# ";
    append_escaped(out, ascii_trimmed(document.title));
    out += '\n';
  }
  const bool with_markup = document.markup && document.markup->blocks.size() == outcome.blocks.size();
  bool after_item = false;
  for (std::size_t i = 0; i < outcome.blocks.size(); ++i) {
    if (outcome.blocks[i].verdict.removed) continue;
    const Block& block = outcome.blocks[i].block;
    const std::string_view text = ascii_trimmed(std::string_view(document.text).substr(block.offset, block.length));
    if (text.empty()) continue;
    const Mark mark = with_markup ? mark_of(*document.markup, i) : Mark{};
    if (!out.empty() && !(mark.item && after_item)) out += '\n';
    out += mark.text;
    append_escaped(out, text);
    out += '\n';
    after_item = mark.item;
  }
  return out;
}

}  // namespace presswash
