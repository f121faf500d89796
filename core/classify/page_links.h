#pragma once

#include <cstddef>
#include <vector>

#include "classify/page_tree.h"

namespace presswash {

/// The links of a page: how many of them lead within the site and out of it, and which lead where others do. Article
/// text has few, most of them met once; a teaser's picture, headline and text lead to the same page.
class PageLinks {
 public:
  explicit PageLinks(const PageTree& tree);

  /// Appends the features of block `i`; for every block as many.
  void fill(std::size_t i, std::vector<float>& out) const;

 private:
  /// Links that begin in an element.
  struct Held {
    float all = 0.0F;
    float inside = 0.0F;
    float outside = 0.0F;
  };

  const PageTree& tree_;
  std::vector<Held> held_;    ///< by element
  std::vector<float> alike_;  ///< by link: how many lead there
};

}  // namespace presswash
