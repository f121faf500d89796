#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace presswash {

/// Disjoint sets of numbers; the smallest member stands for its set.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
  [[nodiscard]] std::uint32_t find(std::uint32_t at) noexcept {
    while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
    return at;
  }
  void unite(std::uint32_t a, std::uint32_t b) noexcept {
    a = find(a);
    b = find(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }
  /// By number: what stands for its set.
  [[nodiscard]] std::vector<std::uint32_t> find_all() noexcept {
    for (std::uint32_t at = 0; at < parent_.size(); ++at) parent_[at] = find(at);
    return parent_;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace presswash
