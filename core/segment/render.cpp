#include "segment/render.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/hash.h"
#include "segment/html_tags.h"
#include "segment/metadata_reader.h"

namespace presswash {
namespace {

constexpr std::size_t most_elements = std::size_t{1} << 20U;  ///< more are not told apart
constexpr std::size_t most_names = 24;                        ///< of one element
constexpr std::size_t longest_capture = std::size_t{1} << 20U;

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

/// The attributes that add_element reads.
bool is_read(std::string_view attribute) noexcept {
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

class Renderer final : public HtmlEvents {
 public:
  explicit Renderer(RenderedPage& out) : out_(out) {
    MarkupElement root;
    root.path = hash32("");
    out_.markup.elements.push_back(root);
  }

  [[nodiscard]] bool wants(std::string_view tag, std::string_view attribute) const override {
    return is_read(attribute) || MetadataReader::wants(tag, attribute);
  }

  void start(std::string_view tag, std::span<const HtmlAttribute> attributes) override {
    const TagInfo info = tag_info(tag);
    metadata_.element(tag, attributes);
    Open open{.element = current_, .tag = info.tag, .shown = info.shown, .capture = capture_of(tag, attributes)};
    if (open.capture && capturing_) open.capture.reset();
    if (open.capture) {
      capturing_ = true;
      captured_.clear();
    }
    if (info.shown == Shown::Not) {
      ++hiding_;
    } else if (hiding_ == 0) {
      if (info.shown == Shown::Block) break_line(false);
      if (info.tag == Tag::Br) break_line(true);
      if (info.shown != Shown::Void) {
        current_ = add_element(info, tag, attributes);
        links_ += info.tag == Tag::A ? 1U : 0U;
        strong_ += info.tag == Tag::Strong ? 1U : 0U;
      }
    }
    open_.push_back(open);
  }

  void end() override {
    if (open_.empty()) return;
    const Open open = open_.back();
    open_.pop_back();
    if (open.shown == Shown::Not) {
      --hiding_;
    } else if (hiding_ == 0) {
      if (open.shown == Shown::Block) break_line(false);
      links_ -= open.tag == Tag::A && links_ > 0 ? 1U : 0U;
      strong_ -= open.tag == Tag::Strong && strong_ > 0 ? 1U : 0U;
      current_ = open.element;
    }
    if (open.capture) {
      capturing_ = false;
      release(*open.capture);
    }
  }

  void text(std::string_view piece) override {
    if (capturing_ && captured_.size() < longest_capture) captured_.append(piece);
    if (hiding_ > 0) return;
    const bool keep_lines = out_.markup.elements[current_].tag == Tag::Pre;
    for (std::size_t at = 0; at < piece.size();) {
      const std::size_t white = white_at(piece, at);
      if (white > 0) {
        if (keep_lines && piece[at] == '\n') break_line(true);
        space_ = space_ || !line_.empty();
        at += white;
        continue;
      }
      std::size_t end = at + 1;
      while (end < piece.size() && white_at(piece, end) == 0) ++end;
      append(piece.substr(at, end - at));
      at = end;
    }
  }

  void finish() {
    break_line(false);
    out_.metadata = std::move(metadata_).finish();
  }

 private:
  enum class Capture { JsonLd, Title, ItempropTitle, ItempropAuthor, RelAuthor, Heading };
  struct Open {
    std::uint32_t element = 0;  ///< the current one before it
    Tag tag = Tag::Other;
    Shown shown = Shown::Inline;
    std::optional<Capture> capture{};
  };

  static std::optional<Capture> capture_of(std::string_view tag, std::span<const HtmlAttribute> attributes) {
    if (tag == "title") return Capture::Title;
    for (const HtmlAttribute& attribute : attributes) {
      if (tag == "script" && attribute.name == "type" && contains(attribute.value, "ld+json")) return Capture::JsonLd;
      if (attribute.name == "itemprop" && attribute.value == "headline") return Capture::ItempropTitle;
      if (attribute.name == "itemprop" && attribute.value == "author") return Capture::ItempropAuthor;
      if (tag == "a" && attribute.name == "rel" && attribute.value == "author") return Capture::RelAuthor;
    }
    if (tag == "h1") return Capture::Heading;
    return std::nullopt;
  }

  void release(Capture what) {
    using Text = MetadataReader::Text;
    switch (what) {
      case Capture::JsonLd: metadata_.json_ld(captured_); break;
      case Capture::Title: metadata_.text(Text::Title, captured_); break;
      case Capture::Heading: metadata_.text(Text::Heading, captured_); break;
      case Capture::ItempropTitle: metadata_.text(Text::ItempropTitle, captured_); break;
      case Capture::ItempropAuthor: metadata_.text(Text::ItempropAuthor, captured_); break;
      case Capture::RelAuthor: metadata_.text(Text::RelAuthor, captured_); break;
    }
  }

  /// Bytes of the white space at a place; line and paragraph separators count, no-break spaces do not.
  static std::size_t white_at(std::string_view text, std::size_t at) noexcept {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c <= 0x20) return 1;
    if (c == 0xC2 && at + 1 < text.size() && text[at + 1] == '\x85') return 2;
    if (c == 0xE2 && at + 2 < text.size() && text[at + 1] == '\x80' &&
        (text[at + 2] == '\xA8' || text[at + 2] == '\xA9'))
      return 3;
    return 0;
  }

  std::uint32_t add_element(const TagInfo& info, std::string_view tag, std::span<const HtmlAttribute> attributes) {
    auto& elements = out_.markup.elements;
    if (elements.size() >= most_elements) return current_;
    const MarkupElement& parent = elements[current_];
    MarkupElement element;
    element.parent = current_;
    element.tag = info.tag;
    element.depth = static_cast<std::uint16_t>(parent.depth + 1);
    element.path = hash32(tag, parent.path);
    element.bits = parent.bits | bits_of(info.tag);
    element.names_begin = static_cast<std::uint32_t>(out_.markup.names.size());
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

  /// `hash`: of the value.
  void add_names(MarkupElement& element, std::string_view value, std::uint64_t hash) {
    if (element.tag == Tag::Body || element.tag == Tag::Html) return;  // what they say is said of the whole page
    if (value.empty()) return;
    auto& names = out_.markup.names;
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

  void split_into_names(MarkupElement& element, std::string_view value) {
    const auto add = [&](std::string_view word, std::uint64_t seed) {
      if (element.names_count >= most_names) return;
      out_.markup.names.push_back(hash32(word, seed));
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

  void append(std::string_view word) {
    if (line_.empty()) {
      line_element_ = current_;
    } else {
      const auto& elements = out_.markup.elements;
      std::uint32_t other = current_;
      while (line_element_ != other) {
        std::uint32_t& deeper = elements[line_element_].depth >= elements[other].depth ? line_element_ : other;
        deeper = elements[deeper].parent;
      }
    }
    if (space_) line_ += ' ';
    space_ = false;
    line_ += word;
    if (links_ > 0) link_bytes_ += word.size();
    if (strong_ > 0) strong_bytes_ += word.size();
    ink_bytes_ += word.size();
    has_ink_ = has_ink_ || shows(word);
  }

  /// Whether anything of a word can be seen: no-break and zero-width spaces cannot.
  static bool shows(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
      const auto c = static_cast<unsigned char>(word[at]);
      const bool no_break = c == 0xC2 && at + 1 < word.size() && word[at + 1] == '\xA0';
      const std::string_view three = word.substr(at, 3);
      const bool zero_width =
          three == "\xE2\x80\x8B" || three == "\xE2\x80\x8C" || three == "\xE2\x80\x8D" || three == "\xE2\x80\x8E" ||
          three == "\xE2\x80\x8F" || three == "\xE2\x81\xA0" || three == "\xEF\xBB\xBF" || three == "\xE2\x80\xAF" ||
          three == "\xE3\x80\x80" ||
          (c == 0xE2 && three.size() == 3 && three[1] == '\x80' && static_cast<unsigned char>(three[2]) <= 0x8A);
      if (!no_break && !zero_width) return true;
      at += no_break ? 2U : 3U;
    }
    return false;
  }

  void break_line(bool by_break) {
    if (has_ink_) {
      const auto share = [&](std::size_t part) { return static_cast<std::uint8_t>(part * 100 / ink_bytes_); };
      out_.markup.blocks.push_back({.element = line_element_,
                                    .link_share = share(link_bytes_),
                                    .strong_share = share(strong_bytes_),
                                    .after_break = after_break_});
      out_.text += line_;
      out_.text += '\n';
      after_break_ = false;
    }
    after_break_ = by_break;
    line_.clear();
    space_ = false;
    has_ink_ = false;
    link_bytes_ = strong_bytes_ = ink_bytes_ = 0;
  }

  /// What a value of a class or id was split into, in the page's names; a page says the same again and again.
  struct KnownNames {
    std::uint64_t hash = 0;
    std::size_t begin = 0;
    std::size_t count = 0;
  };

  RenderedPage& out_;
  MetadataReader metadata_;
  std::array<KnownNames, 256> known_{};
  std::vector<Open> open_;
  std::uint32_t current_ = 0;
  std::size_t hiding_ = 0;
  std::uint32_t links_ = 0;
  std::uint32_t strong_ = 0;
  bool capturing_ = false;
  std::string captured_;
  // The line that is open.
  std::string line_;
  std::uint32_t line_element_ = 0;
  std::size_t link_bytes_ = 0;
  std::size_t strong_bytes_ = 0;
  std::size_t ink_bytes_ = 0;
  bool space_ = false;
  bool has_ink_ = false;
  bool after_break_ = false;
};

}  // namespace

RenderedPage render_page(std::string_view html, const HtmlLimits& limits) {
  RenderedPage out;
  Renderer renderer(out);
  out.cut = !parse_html(html, renderer, limits);
  renderer.finish();
  return out;
}

}  // namespace presswash
