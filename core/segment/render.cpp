#include "segment/render.h"

#include <optional>
#include <vector>

#include "segment/element_reader.h"
#include "segment/html_tags.h"
#include "segment/link_reader.h"
#include "segment/media_reader.h"
#include "segment/metadata_reader.h"

namespace presswash {
namespace {

constexpr std::size_t longest_capture = std::size_t{1} << 20U;

class Renderer final : public HtmlEvents {
 public:
  explicit Renderer(RenderedPage& out) : out_(out), elements_(out.markup), link_reader_(out.markup.links) {}

  [[nodiscard]] bool wants(std::string_view tag, std::string_view attribute) const override {
    return ElementReader::wants(attribute) || MetadataReader::wants(tag, attribute) ||
           LinkReader::wants(tag, attribute) || is_of_media(tag, attribute);
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
    if (info.media && hiding_ == 0) add_media(*info.media, attributes);
    if (info.shown == Shown::Not) {
      ++hiding_;
    } else if (hiding_ == 0) {
      if (info.shown == Shown::Block) break_line(false);
      if (info.tag == Tag::Br) break_line(true);
      if (info.shown != Shown::Void) {
        current_ = elements_.add(current_, info, tag, attributes);
        if (info.tag == Tag::A) {
          ++links_;
          link_reader_.open(attributes);
        }
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
    link_reader_.finish(out_.metadata.canonical.value);
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
      if (tag == "script" && attribute.name == "type" && attribute.value.find("ld+json") != std::string_view::npos)
        return Capture::JsonLd;
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

  [[nodiscard]] std::uint32_t block() const { return static_cast<std::uint32_t>(out_.markup.blocks.size()); }

  void add_media(MediaKind kind, std::span<const HtmlAttribute> attributes) {
    MarkupMedia media = read_media(kind, attributes, out_.markup.alts);
    media.linked = links_ > 0;
    media.within = has_ink_;
    media.element = current_;
    media.block = block();
    out_.markup.media.push_back(media);
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
    if (links_ > 0) {
      link_bytes_ += word.size();
      const std::uint32_t link = link_reader_.word(block());
      if (line_link_ == 0) line_link_ = link;
    }
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
                                    .after_break = after_break_,
                                    .link = line_link_});
      out_.text += line_;
      out_.text += '\n';
      after_break_ = false;
    }
    after_break_ = by_break;
    line_.clear();
    space_ = false;
    has_ink_ = false;
    link_bytes_ = strong_bytes_ = ink_bytes_ = 0;
    line_link_ = 0;
  }

  RenderedPage& out_;
  ElementReader elements_;
  LinkReader link_reader_;
  MetadataReader metadata_;
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
  std::uint32_t line_link_ = 0;
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
