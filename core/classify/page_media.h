#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "classify/page_lines.h"
#include "classify/page_tree.h"
#include "sketch/tokens.h"

namespace presswash {

/// The images, players and forms of a page, and how blocks stand to them: a caption stands close to an image and says
/// what it is described by, a teaser has one of its own.
class PageMedia {
 public:
  PageMedia(const PageTree& tree, const PageLines& lines);

  /// Appends the features of block `i`; for every block as many.
  void fill(std::size_t i, std::vector<float>& out) const;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  static constexpr std::size_t kinds = 4;  ///< MediaKind
  static constexpr std::array around_kinds = {MediaKind::Image, MediaKind::Player, MediaKind::Field};

  /// What an element holds.
  struct Held {
    std::array<float, kinds> count{};
    float linked = 0.0F;  ///< images in links
  };

  void count_media();
  void find_nearest();
  void read_alts();
  void fill_way(std::size_t i, std::uint32_t media, bool before, std::vector<float>& out) const;
  void fill_around(std::size_t i, std::size_t k, std::vector<float>& out) const;
  [[nodiscard]] float described(std::size_t i, std::uint32_t media) const;

  const PageTree& tree_;
  const PageLines& lines_;
  std::vector<Held> held_;  ///< by element
  /// By one of `around_kinds`, by element: the innermost around it, or it, that holds such media; or no_element.
  std::array<std::vector<std::uint32_t>, around_kinds.size()> nearest_;
  // By block: numbers of media, or none.
  std::vector<std::uint32_t> last_image_;
  std::vector<std::uint32_t> next_image_;
  std::vector<std::uint32_t> last_icon_;
  std::vector<TokenHash> alts_;           ///< words of descriptions, those of one media in order, each once
  std::vector<std::uint32_t> alt_begin_;  ///< by media, and one more: in `alts_`
  std::vector<std::uint64_t> alt_bits_;   ///< by media: a bit for each of its words, which others may have, too
};

}  // namespace presswash
