#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace presswash {

/// Elements that say something of the text in them; the others are Other.
enum class Tag : std::uint8_t {
  Other,
  A,
  Address,
  Article,
  Aside,
  Blockquote,
  Body,
  Br,
  Button,
  Caption,
  Dd,
  Details,
  Dialog,
  Div,
  Dl,
  Dt,
  Emphasis,  ///< em, i, cite
  Figcaption,
  Figure,
  Footer,
  Form,
  H1,
  H2,
  H3,
  H4,
  H5,
  H6,
  Head,
  Header,
  Html,
  Label,
  Li,
  Main,
  Nav,
  Ol,
  P,
  Pre,
  Section,
  Small,
  Span,
  Strong,  ///< strong, b
  Summary,
  Table,
  Td,
  Th,
  Time,
  Title,
  Tr,
  Ul,
};
inline constexpr std::uint32_t tag_count = 49;

/// What holds for an element or for one around it.
enum class MarkupBit : std::uint32_t {
  Hidden = 1U << 0U,  ///< hidden, aria-hidden, display: none, visibility: hidden
  Article = 1U << 1U,
  Main = 1U << 2U,
  Nav = 1U << 3U,
  Header = 1U << 4U,
  Footer = 1U << 5U,
  Aside = 1U << 6U,
  Figure = 1U << 7U,
  Caption = 1U << 8U,  ///< figcaption, a table's caption, itemprop caption
  List = 1U << 9U,
  Table = 1U << 10U,
  Form = 1U << 11U,
  Button = 1U << 12U,
  Quote = 1U << 13U,
  Heading = 1U << 14U,
  BodyProperty = 1U << 15U,  ///< itemprop or property articleBody
  Property = 1U << 16U,      ///< any other itemprop
  Time = 1U << 17U,
  Address = 1U << 18U,
  Dialog = 1U << 19U,
  Link = 1U << 20U,
  Strong = 1U << 21U,
  Small = 1U << 22U,
  Emphasis = 1U << 23U,
};
inline constexpr std::uint32_t markup_bit_count = 24;

inline constexpr std::uint32_t no_element = 0xFFFFFFFFU;

/// An element of a page that text stands in.
struct MarkupElement {
  std::uint32_t parent = no_element;
  std::uint32_t path = 0;         ///< hash of the tags from the root to here
  std::uint32_t look = 0;         ///< hash of tag, class and itemprop, of this element alone
  std::uint32_t names_begin = 0;  ///< words of its class, id and the like: PageMarkup::names
  std::uint16_t names_count = 0;
  std::uint16_t depth = 0;
  std::uint32_t bits = 0;  ///< MarkupBit
  Tag tag = Tag::Other;

  [[nodiscard]] bool has(MarkupBit bit) const noexcept { return (bits & static_cast<std::uint32_t>(bit)) != 0; }
};

/// What the markup says of one block.
struct BlockMarkup {
  std::uint32_t element = 0;    ///< the innermost element that holds all of its text
  std::uint8_t link_share = 0;  ///< of its bytes, those in links, in per cent
  std::uint8_t strong_share = 0;
  bool after_break = false;  ///< a <br> parts it from the block before
  std::uint32_t link = 0;    ///< the first with words in it: one more than its number in PageMarkup::links; 0: none
};

enum class MediaKind : std::uint8_t {
  Image,
  Icon,    ///< an image of 60 pixels or less, a drawing
  Player,  ///< a video, a sound, a frame
  Field,   ///< of a form
};

/// What shows on a page and is no text.
struct MarkupMedia {
  MediaKind kind = MediaKind::Image;
  bool linked = false;          ///< stands in a link
  bool within = false;          ///< of the block: text of it stands before
  std::uint32_t element = 0;    ///< the innermost around it
  std::uint32_t block = 0;      ///< the one that ends next
  std::uint32_t alt_begin = 0;  ///< its description: PageMarkup::alts[alt_begin, alt_end)
  std::uint32_t alt_end = 0;
};

/// A link of a page.
struct MarkupLink {
  bool outside = false;      ///< leads to another site
  std::uint32_t block = 0;   ///< the one in which its words begin
  std::uint32_t words = 0;   ///< in it
  std::uint32_t target = 0;  ///< hash of where it leads; 0: to this page or to no page
};

/// The markup of a page, beside its rendered text: `blocks` are those of the text, in its order.
struct PageMarkup {
  std::vector<MarkupElement> elements;  ///< a parent stands before its children
  std::vector<std::uint32_t> names;     ///< hashes of words
  std::vector<BlockMarkup> blocks;
  std::vector<MarkupMedia> media;  ///< in their order
  std::string alts;                ///< what images are described by
  std::vector<MarkupLink> links;   ///< in their order
};

}  // namespace presswash
