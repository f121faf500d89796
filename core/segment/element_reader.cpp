#include "segment/element_reader.h"

#include <algorithm>
#include <string>

#include "base/hash.h"

namespace presswash {
namespace {

constexpr std::size_t most_elements = std::size_t{1} << 20U;  ///< more are not told apart
constexpr std::size_t most_names = 24;                        ///< of one element

constexpr std::uint32_t bit(MarkupBit b) { return static_cast<std::uint32_t>(b); }

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }

std::uint32_t hash32(std::string_view text, std::uint64_t seed = 0) {
  return static_cast<std::uint32_t>(hash64(text, seed));
}

/// Calls sink(word) for the words of a class or id: "articleBody__text-2" has article, body and text.
template <typename Sink>
void split_names(std::string_view value, Sink&& sink) {
  std::string word;
  const auto flush = [&] {
    if (word.size() >= 2 && word.size() <= 24) sink(word);
    word.clear();
  };
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (!is_letter(c)) {
      flush();
      continue;
    }
    const bool hump = is_upper(c) && i > 0 && is_letter(value[i - 1]) && !is_upper(value[i - 1]);
    if (hump) flush();
    word += static_cast<char>(c | 0x20);
  }
  flush();
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool is_hidden_style(std::string_view style) {
  std::string squeezed;
  for (const char c : style.substr(0, 512)) {
    if (c != ' ') squeezed += static_cast<char>(is_upper(c) ? c | 0x20 : c);
  }
  return contains(squeezed, "display:none") || contains(squeezed, "visibility:hidden");
}

std::uint32_t bits_of(Tag tag) {
  switch (tag) {
    case Tag::A: return bit(MarkupBit::Link);
    case Tag::Address: return bit(MarkupBit::Address);
    case Tag::Article: return bit(MarkupBit::Article);
    case Tag::Aside: return bit(MarkupBit::Aside);
    case Tag::Blockquote: return bit(MarkupBit::Quote);
    case Tag::Button: return bit(MarkupBit::Button);
    case Tag::Caption:
    case Tag::Figcaption: return bit(MarkupBit::Caption);
    case Tag::Dialog: return bit(MarkupBit::Dialog);
    case Tag::Dl:
    case Tag::Ol:
    case Tag::Ul: return bit(MarkupBit::List);
    case Tag::Emphasis: return bit(MarkupBit::Emphasis);
    case Tag::Figure: return bit(MarkupBit::Figure);
    case Tag::Footer: return bit(MarkupBit::Footer);
    case Tag::Form: return bit(MarkupBit::Form);
    case Tag::H1:
    case Tag::H2:
    case Tag::H3:
    case Tag::H4:
    case Tag::H5:
    case Tag::H6: return bit(MarkupBit::Heading);
    case Tag::Header: return bit(MarkupBit::Header);
    case Tag::Main: return bit(MarkupBit::Main);
    case Tag::Nav: return bit(MarkupBit::Nav);
    case Tag::Small: return bit(MarkupBit::Small);
    case Tag::Strong: return bit(MarkupBit::Strong);
    case Tag::Table: return bit(MarkupBit::Table);
    case Tag::Time: return bit(MarkupBit::Time);
    default: return 0;
  }
}

std::uint32_t bits_of_role(std::string_view role) {
  if (role == "navigation") return bit(MarkupBit::Nav);
  if (role == "banner") return bit(MarkupBit::Header);
  if (role == "contentinfo") return bit(MarkupBit::Footer);
  if (role == "complementary") return bit(MarkupBit::Aside);
  if (role == "main") return bit(MarkupBit::Main);
  if (role == "article") return bit(MarkupBit::Article);
  if (role == "dialog" || role == "alertdialog") return bit(MarkupBit::Dialog);
  if (role == "button") return bit(MarkupBit::Button);
  return 0;
}

std::uint32_t bits_of_property(std::string_view property) {
  if (contains(property, "articleBody")) return bit(MarkupBit::BodyProperty);
  return bit(MarkupBit::Property) | (contains(property, "caption") ? bit(MarkupBit::Caption) : 0U);
}

}  // namespace

ElementReader::ElementReader(PageMarkup& out) : out_(out) {
  MarkupElement root;
  root.path = hash32("");
  out_.elements.push_back(root);
}

bool ElementReader::wants(std::string_view attribute) noexcept {
  switch (attribute.size()) {
    case 2: return attribute == "id";
    case 4: return attribute == "role";
    case 5: return attribute == "class" || attribute == "style";
    case 6: return attribute == "hidden";
    case 8: return attribute == "itemprop" || attribute == "property";
    case 11: return attribute == "aria-hidden" || attribute == "data-testid";
    case 14: return attribute == "data-component";
    default: return false;
  }
}

std::uint32_t ElementReader::add(std::uint32_t around, const TagInfo& info, std::string_view tag,
                                 std::span<const HtmlAttribute> attributes) {
  auto& elements = out_.elements;
  if (elements.size() >= most_elements) return around;
  const MarkupElement& parent = elements[around];
  MarkupElement element;
  element.parent = around;
  element.tag = info.tag;
  element.depth = static_cast<std::uint16_t>(parent.depth + 1);
  element.path = hash32(tag, parent.path);
  element.bits = parent.bits | bits_of(info.tag);
  element.names_begin = static_cast<std::uint32_t>(out_.names.size());
  std::uint64_t look = hash64(tag);
  for (const HtmlAttribute& attribute : attributes) {
    const std::string_view value = attribute.value;
    if (attribute.name == "class") {
      const std::uint64_t hash = hash64(value);
      look = combine64(look, hash);
      add_names(element, value, hash);
    } else if (attribute.name == "id" || attribute.name == "data-testid" || attribute.name == "data-component") {
      add_names(element, value, hash64(value));
    } else if (attribute.name == "itemprop" || (attribute.name == "property" && contains(value, "articleBody"))) {
      look = combine64(look, hash64(value));
      element.bits |= bits_of_property(value);
    } else if (attribute.name == "role") {
      element.bits |= bits_of_role(value);
    } else if (attribute.name == "hidden" || (attribute.name == "aria-hidden" && value == "true") ||
               (attribute.name == "style" && is_hidden_style(value))) {
      element.bits |= bit(MarkupBit::Hidden);
    }
  }
  element.look = static_cast<std::uint32_t>(look);
  elements.push_back(element);
  return static_cast<std::uint32_t>(elements.size() - 1);
}

void ElementReader::add_names(MarkupElement& element, std::string_view value, std::uint64_t hash) {
  if (element.tag == Tag::Body || element.tag == Tag::Html) return;  // what they say is said of the whole page
  if (value.empty()) return;
  auto& names = out_.names;
  KnownNames& known = known_[hash % known_.size()];
  if (known.hash == hash && element.names_count + known.count <= most_names) {
    for (std::size_t k = 0; k < known.count; ++k) names.push_back(std::uint32_t{names[known.begin + k]});
    element.names_count = static_cast<decltype(element.names_count)>(element.names_count + known.count);
    return;
  }
  const std::size_t begin = names.size();
  split_into_names(element, value);
  if (element.names_count < most_names) known = {.hash = hash, .begin = begin, .count = names.size() - begin};
}

void ElementReader::split_into_names(MarkupElement& element, std::string_view value) {
  const auto add = [&](std::string_view word, std::uint64_t seed) {
    if (element.names_count >= most_names) return;
    out_.names.push_back(hash32(word, seed));
    ++element.names_count;
  };
  value = value.substr(0, 256);
  while (!value.empty()) {
    const std::size_t end = std::min(value.find_first_of(" \t\r\n"), value.size());
    std::string whole;
    std::size_t words = 0;
    split_names(value.substr(0, end), [&](std::string_view word) {
      add(word, 0);
      whole += word;
      whole += '-';
      ++words;
    });
    if (words > 1) add(whole, 1);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
}

}  // namespace presswash
