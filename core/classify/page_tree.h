#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "classify/page.h"
#include "classify/score_words.h"
#include "document/markup.h"

namespace presswash {

/// What an element holds.
struct Holding {
  float words = 0.0F;
  float prose = 0.0F;  ///< words of running text
  float links = 0.0F;  ///< words in links
  float blocks = 0.0F;
  float score = 0.0F;   ///< of its own names
  float weight = 0.0F;  ///< running text close to it: all of its children's, half of theirs
  float likely = 0.0F;  ///< the same, where the names around it speak for article text
  float dates = 0.0F;   ///< short blocks with a date or time
};

/// Elements of one parent that look alike.
struct Series {
  float count = 0.0F;
  float prose = 0.0F;
  float with_prose = 0.0F;
  float dates = 0.0F;
};

/// From one element to another: steps up, steps down, and the innermost element around both.
struct Way {
  float up = 0.0F;
  float down = 0.0F;
  std::uint32_t around = 0;
};

[[nodiscard]] inline float ratio(double part, double whole) {
  return whole > 0 ? static_cast<float>(part / whole) : 0.0F;
}

/// Calls add(parent, child) with what an element's parent and it hold, children before their parents; `held`: by
/// element.
template <typename Held, typename Add>
void add_to_parents(const PageMarkup& markup, std::vector<Held>& held, const Add& add) {
  for (std::size_t e = held.size(); e-- > 1;) add(held[markup.elements[e].parent], held[e]);
}

/// The innermost element around `e`, or `e`, that begins a line of its own.
[[nodiscard]] std::uint32_t box_of(const PageMarkup& markup, std::uint32_t e);
/// Key of the place of a block whose innermost element is `e`: see PlacedBlock.
[[nodiscard]] std::uint32_t place_of(const PageMarkup& markup, std::uint32_t e);

/// The elements of a page, measured by the text that stands in them.
class PageTree {
 public:
  PageTree(const Page& page, const PageMarkup& markup, const WordScores& scores);

  [[nodiscard]] std::size_t size() const { return page.blocks.size(); }
  [[nodiscard]] const MarkupElement& element(std::uint32_t e) const { return markup.elements[e]; }
  [[nodiscard]] const MarkupElement& box(std::size_t i) const { return element(boxes[i]); }
  [[nodiscard]] float words(std::size_t i) const { return static_cast<float>(page.blocks[i].facts.words); }
  [[nodiscard]] float links(std::size_t i) const { return static_cast<float>(markup.blocks[i].link_share) / 100.0F; }
  /// Running text that is not made of links.
  [[nodiscard]] bool runs(std::size_t i) const { return page.blocks[i].facts.prose() && links(i) < 0.5F; }
  [[nodiscard]] const Series& series_of(std::uint32_t e) const { return series[series_at[e]]; }
  [[nodiscard]] Way way(std::uint32_t from, std::uint32_t to) const;
  /// Steps through the tree between two blocks, at most 30.
  [[nodiscard]] float apart(std::size_t i, std::size_t j) const;

  const Page& page;
  const PageMarkup& markup;
  std::vector<std::uint32_t> boxes;  ///< by block: the innermost element that begins a line of its own
  std::vector<Holding> holdings;     ///< by element
  std::vector<std::pair<std::uint32_t, std::uint32_t>> siblings;  ///< by element, of its tag: before it, all with it
  std::vector<float> longest;  ///< by element: entries of the longest list of dated texts that it stands in
  float prose = 0.0F;          ///< words of running text on the page
  std::uint32_t best = 0;      ///< the element that running text stands closest to
  std::uint32_t likely = 0;    ///< the same by the names around it

 private:
  void score_names(const WordScores& scores);
  void add_blocks();
  void count_siblings();
  void add_up();
  void make_series();
  void choose();

  std::vector<Series> series;  ///< the first one is empty
  std::vector<std::uint32_t> series_at;
};

}  // namespace presswash
