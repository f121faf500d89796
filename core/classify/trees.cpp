#include "classify/trees.h"

#include <algorithm>

namespace presswash {

void Trees::score(std::span<const float> rows, std::size_t count, std::span<float> out) const {
  std::ranges::fill(out, start);
  for (const std::uint32_t root : roots) {
    const TreeNode* tree = nodes.data() + root;
    for (std::size_t i = 0; i < out.size(); ++i) {
      const float* row = rows.data() + i * count;
      const TreeNode* node = tree;
      while (node->next != 0) node = tree + node->next + (row[node->feature] <= node->value ? 0U : 1U);
      out[i] += node->value;
    }
  }
}

}  // namespace presswash
