#include "classify/trees.h"

#include <algorithm>
#include <array>

namespace presswash {
namespace {

/// Rows that go down a tree side by side: each step waits for memory, and eight wait no longer than one.
constexpr std::size_t lanes = 8;

}  // namespace

void Trees::score(std::span<const float> rows, std::size_t count, std::span<float> out) const {
  std::ranges::fill(out, start);
  for (const std::uint32_t root : roots) {
    const TreeNode* tree = nodes.data() + root;
    std::size_t i = 0;
    for (; i + lanes <= out.size(); i += lanes) {
      const float* row = rows.data() + i * count;
      std::array<std::uint32_t, lanes> at{};
      for (bool open = true; open;) {
        open = false;
        for (std::size_t k = 0; k < lanes; ++k) {
          const TreeNode& node = tree[at[k]];
          const std::uint32_t next = node.next + (row[k * count + node.feature] <= node.value ? 0U : 1U);
          const bool leaf = node.next == 0;
          at[k] = leaf ? at[k] : next;
          open |= !leaf;
        }
      }
      for (std::size_t k = 0; k < lanes; ++k) out[i + k] += tree[at[k]].value;
    }
    for (; i < out.size(); ++i) {
      const float* row = rows.data() + i * count;
      const TreeNode* node = tree;
      while (node->next != 0) node = tree + node->next + (row[node->feature] <= node->value ? 0U : 1U);
      out[i] += node->value;
    }
  }
}

}  // namespace presswash
