#include "classify/page_links.h"

#include <algorithm>

#include "base/hash.h"
#include "classify/hash_numbers.h"

namespace presswash {

PageLinks::PageLinks(const PageTree& tree) : tree_(tree), held_(tree.markup.elements.size()) {
  const std::vector<MarkupLink>& links = tree.markup.links;
  const NumberedKinds targets(links.size(), [&](std::size_t k) { return mix64(links[k].target); });
  std::vector<float> counts(targets.count);
  for (const std::uint32_t target : targets.of) counts[target] += 1.0F;
  alike_.reserve(links.size());
  for (std::size_t k = 0; k < links.size(); ++k) {
    const MarkupLink& link = links[k];
    alike_.push_back(link.target == 0 ? 0.0F : std::min(counts[targets.of[k]], 20.0F));
    if (link.words == 0 || link.block >= tree.size()) continue;
    Held& held = held_[tree.boxes[link.block]];
    held.all += 1.0F;
    if (link.target != 0) (link.outside ? held.outside : held.inside) += 1.0F;
  }
  add_to_parents(tree.markup, held_, [](Held& parent, const Held& child) {
    parent.all += child.all;
    parent.inside += child.inside;
    parent.outside += child.outside;
  });
}

void PageLinks::fill(std::size_t i, std::vector<float>& out) const {
  constexpr std::size_t levels = 4;
  const std::uint32_t first = tree_.markup.blocks[i].link;
  out.push_back(first == 0 ? 0.0F : alike_[first - 1]);
  std::uint32_t e = tree_.boxes[i];
  for (std::size_t level = 0; level < levels; ++level) {
    out.push_back(ratio(held_[e].outside, held_[e].all));
    out.push_back(ratio(held_[e].inside, tree_.holdings[e].blocks));
    if (tree_.element(e).parent != no_element) e = tree_.element(e).parent;
  }
}

}  // namespace presswash
