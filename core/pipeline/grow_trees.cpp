#include "pipeline/grow_trees.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "base/hash.h"
#include "pipeline/parallel.h"

namespace presswash {
namespace {

constexpr std::size_t most_bins = 128;

struct Sum {
  double slope = 0.0;
  double curve = 0.0;
  friend Sum operator-(Sum a, const Sum& b) { return {a.slope - b.slope, a.curve - b.curve}; }
};

using Histogram = std::vector<Sum>;  ///< feature by feature of those that are asked, most_bins each

struct Split {
  double gain = 0.0;
  std::uint32_t feature = 0;  ///< place among those that are asked
  std::uint32_t bin = 0;      ///< up to here: yes
};

/// A leaf that may still be split.
struct Leaf {
  std::uint32_t node = 0;
  std::vector<std::uint32_t> rows;
  Histogram histogram;
  Sum sum;
  Split best;
};

class Grower {
 public:
  Grower(const GrowRows& rows, const GrowOptions& options)
      : rows_(rows), options_(options), count_(rows.labels.size()) {
    make_bins();
  }

  Trees grow() {
    Trees out;
    double positive = 0.0;
    double all = 0.0;
    for (std::size_t r = 0; r < count_; ++r) {
      positive += rows_.labels[r] != 0 ? static_cast<double>(rows_.weights[r]) : 0.0;
      all += static_cast<double>(rows_.weights[r]);
    }
    const double share = std::clamp(all > 0 ? positive / all : 0.5, 0.001, 0.999);
    out.start = static_cast<float>(std::log(share / (1.0 - share)));
    scores_.assign(count_, out.start);
    slopes_.resize(count_);
    curves_.resize(count_);
    for (unsigned tree = 0; tree < options_.trees; ++tree) add_tree(tree, out);
    return out;
  }

 private:
  void make_bins() {
    edges_.resize(rows_.features);
    bins_.resize(rows_.features);
    parallel_for_each(rows_.features, [&](std::size_t f) {
      std::vector<float> values(count_);
      for (std::size_t r = 0; r < count_; ++r) values[r] = rows_.values[r * rows_.features + f];
      std::vector<float> sorted = values;
      std::ranges::sort(sorted);
      std::vector<float>& edges = edges_[f];  // the largest value of each bin but the last
      std::vector<float> distinct = sorted;
      distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
      if (distinct.size() <= most_bins) {
        for (std::size_t k = 0; k + 1 < distinct.size(); ++k) edges.push_back((distinct[k] + distinct[k + 1]) / 2.0F);
      } else {
        for (std::size_t k = 1; k < most_bins; ++k) {
          const float edge = sorted[sorted.size() * k / most_bins];
          if (edges.empty() || edge > edges.back()) edges.push_back(edge);
        }
        if (!edges.empty() && edges.back() >= sorted.back()) edges.pop_back();
      }
      bins_[f].resize(count_);
      for (std::size_t r = 0; r < count_; ++r)
        bins_[f][r] = static_cast<std::uint8_t>(std::ranges::lower_bound(edges, values[r]) - edges.begin());
    });
  }

  [[nodiscard]] bool chosen(std::uint64_t what, std::uint64_t tree, double share) const {
    const std::uint64_t hash = combine64(combine64(options_.seed, tree), what);
    return static_cast<double>(hash >> 11U) * 0x1.0p-53 < share;
  }

  Histogram histogram_of(const std::vector<std::uint32_t>& rows) const {
    Histogram out(asked_.size() * most_bins);
    parallel_for_each(asked_.size(), [&](std::size_t k) {
      const std::uint8_t* bins = bins_[asked_[k]].data();
      Sum* sums = out.data() + k * most_bins;
      for (const std::uint32_t r : rows) {
        Sum& sum = sums[bins[r]];
        sum.slope += static_cast<double>(slopes_[r]);
        sum.curve += static_cast<double>(curves_[r]);
      }
    });
    return out;
  }

  [[nodiscard]] double gain_of(const Sum& sum) const { return sum.slope * sum.slope / (sum.curve + options_.penalty); }

  void find_split(Leaf& leaf) const {
    std::vector<Split> found(asked_.size());
    const double whole = gain_of(leaf.sum);
    parallel_for_each(asked_.size(), [&](std::size_t k) {
      const Sum* sums = leaf.histogram.data() + k * most_bins;
      Sum yes;
      for (std::uint32_t bin = 0; bin < edges_[asked_[k]].size(); ++bin) {
        yes.slope += sums[bin].slope;
        yes.curve += sums[bin].curve;
        const Sum no = leaf.sum - yes;
        if (yes.curve < options_.least_weight || no.curve < options_.least_weight) continue;
        const double gain = gain_of(yes) + gain_of(no) - whole;
        if (gain > found[k].gain) found[k] = {.gain = gain, .feature = static_cast<std::uint32_t>(k), .bin = bin};
      }
    });
    leaf.best = {};
    for (const Split& split : found) {
      if (split.gain > leaf.best.gain) leaf.best = split;
    }
  }

  void add_tree(unsigned tree, Trees& out) {
    asked_.clear();
    for (std::uint32_t f = 0; f < rows_.features; ++f) {
      if (chosen(f, tree * 2ULL, options_.column_share) && !edges_[f].empty()) asked_.push_back(f);
    }
    Leaf first;
    for (std::uint32_t r = 0; r < count_; ++r) {
      const double p = 1.0 / (1.0 + std::exp(-static_cast<double>(scores_[r])));
      slopes_[r] = static_cast<float>((p - rows_.labels[r]) * static_cast<double>(rows_.weights[r]));
      curves_[r] = static_cast<float>(std::max(1e-6, p * (1.0 - p)) * static_cast<double>(rows_.weights[r]));
      if (!chosen(rows_.groups[r], tree * 2ULL + 1, options_.row_share)) continue;
      first.rows.push_back(r);
      first.sum.slope += static_cast<double>(slopes_[r]);
      first.sum.curve += static_cast<double>(curves_[r]);
    }
    if (asked_.empty() || first.rows.empty()) return;
    first.histogram = histogram_of(first.rows);
    find_split(first);
    std::vector<TreeNode> nodes(1);
    std::vector<Leaf> leaves;
    leaves.push_back(std::move(first));
    while (leaves.size() < options_.leaves) {
      const auto best = std::ranges::max_element(leaves, {}, [](const Leaf& leaf) { return leaf.best.gain; });
      if (best->best.gain <= 1e-9) break;
      split(leaves, static_cast<std::size_t>(best - leaves.begin()), nodes);
    }
    for (const Leaf& leaf : leaves)
      nodes[leaf.node].value =
          static_cast<float>(-options_.rate * leaf.sum.slope / (leaf.sum.curve + options_.penalty));
    out.roots.push_back(static_cast<std::uint32_t>(out.nodes.size()));
    out.nodes.insert(out.nodes.end(), nodes.begin(), nodes.end());
    constexpr std::size_t piece = 4096;
    parallel_for_each((count_ + piece - 1) / piece, [&](std::size_t part) {
      for (std::size_t r = part * piece; r < std::min(count_, (part + 1) * piece); ++r) {
        const TreeNode* node = nodes.data();
        while (node->next != 0)
          node =
              nodes.data() + node->next + (rows_.values[r * rows_.features + node->feature] <= node->value ? 0U : 1U);
        scores_[r] += node->value;
      }
    });
  }

  void split(std::vector<Leaf>& leaves, std::size_t which, std::vector<TreeNode>& nodes) const {
    Leaf old = std::move(leaves[which]);
    const std::uint32_t feature = asked_[old.best.feature];
    const auto next = static_cast<std::uint16_t>(nodes.size());
    nodes[old.node] = {
        .feature = static_cast<std::uint16_t>(feature), .next = next, .value = edges_[feature][old.best.bin]};
    nodes.resize(nodes.size() + 2);
    Leaf yes;
    Leaf no;
    yes.node = next;
    no.node = next + 1U;
    for (const std::uint32_t r : old.rows) {
      Leaf& side = bins_[feature][r] <= old.best.bin ? yes : no;
      side.rows.push_back(r);
      side.sum.slope += static_cast<double>(slopes_[r]);
      side.sum.curve += static_cast<double>(curves_[r]);
    }
    Leaf& small = yes.rows.size() <= no.rows.size() ? yes : no;
    Leaf& large = &small == &yes ? no : yes;
    small.histogram = histogram_of(small.rows);
    large.histogram = std::move(old.histogram);
    for (std::size_t k = 0; k < large.histogram.size(); ++k)
      large.histogram[k] = large.histogram[k] - small.histogram[k];
    find_split(yes);
    find_split(no);
    leaves[which] = std::move(yes);
    leaves.push_back(std::move(no));
  }

  const GrowRows& rows_;
  const GrowOptions& options_;
  std::size_t count_;
  std::vector<std::vector<float>> edges_;
  std::vector<std::vector<std::uint8_t>> bins_;
  std::vector<std::uint32_t> asked_;
  std::vector<float> scores_;
  std::vector<float> slopes_;
  std::vector<float> curves_;
};

}  // namespace

Trees grow_trees(const GrowRows& rows, const GrowOptions& options) { return Grower(rows, options).grow(); }

}  // namespace presswash
