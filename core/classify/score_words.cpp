#include "classify/score_words.h"

#include <algorithm>
#include <span>

#include "base/hash.h"

namespace presswash {

void text_buckets(const Page& page, std::size_t block, std::vector<std::uint32_t>& out) {
  text_buckets(page.words(block), out);
}

void text_buckets(std::span<const TokenHash> tokens, std::vector<std::uint32_t>& out) {
  out.clear();
  const std::uint64_t length = tokens.size() <= 14 ? 0 : 1;  // a word says another thing in a short line
  const auto add = [&](std::uint64_t token) {
    out.push_back(static_cast<std::uint32_t>(mix64(token * 2 + length) % score_buckets));
  };
  const std::size_t head = tokens.size() <= 12 ? tokens.size() : 8;
  for (std::size_t k = 0; k < head; ++k) add(tokens[k]);
  for (std::size_t k = std::max(head, tokens.size() - std::min<std::size_t>(3, tokens.size())); k < tokens.size(); ++k)
    add(tokens[k]);
  if (tokens.size() >= 2) add(combine64(tokens[0], tokens[1]));
}

void name_buckets(const PageMarkup& markup, std::uint32_t element, std::vector<std::uint32_t>& out) {
  out.clear();
  for (std::uint32_t e = element; e != no_element; e = markup.elements[e].parent) {
    const MarkupElement& at = markup.elements[e];
    for (std::uint32_t k = 0; k < at.names_count; ++k) out.push_back(markup.names[at.names_begin + k] % score_buckets);
  }
}

}  // namespace presswash
