#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "classify/page_lines.h"
#include "classify/page_tree.h"

namespace presswash {

/// What divides a page into parts: articles within articles, the branch of the tree in which a block stands apart from
/// the article's beginning, the cues that open comments and related stories, lines that stand there again and again,
/// and elements that begin with a line of their own.
class PageSections {
 public:
  PageSections(const PageTree& tree, const PageLines& lines);

  /// Appends the features of block `i`; for every block as many.
  void fill(std::size_t i, std::vector<float>& out) const;

 private:
  /// Where the parts begin that a cue opens: by block, the last such cue before it or at it.
  struct Opened {
    std::vector<std::size_t> last;  ///< the number of blocks when there is none
    float before = 0.0F;            ///< share of the page's running text in front of the first
  };

  void count_repeats();
  void find_articles();
  [[nodiscard]] Opened find_opened(Kind kind) const;
  void find_beginnings();
  void fill_branch(std::uint32_t from, std::uint32_t to, std::vector<float>& out) const;
  void fill_beginnings(std::size_t i, std::vector<float>& out) const;

  const PageTree& tree_;
  const PageLines& lines_;
  std::vector<float> repeats_;                ///< blocks that say the same
  std::vector<float> masked_repeats_;         ///< the same with digits masked
  std::vector<std::uint32_t> article_;        ///< by element: the innermost article around it, or no_element
  std::vector<std::uint32_t> article_count_;  ///< by element: articles right within it, no article between
  float articles_ = 0.0F;                     ///< of the page, with running text
  std::uint32_t opening_ = no_element;        ///< the element of the first running text below the heading
  std::vector<std::uint32_t> first_;          ///< by element: the first block in it
  std::vector<bool> around_opening_;          ///< by element: whether `opening_` is in it, or it
  Opened comments_;
  Opened related_;
};

}  // namespace presswash
