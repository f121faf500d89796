#include "classify/tree_scorer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace presswash {
namespace {

constexpr std::size_t most_leaves = 32;
/// Rows that are asked side by side.
constexpr std::size_t lanes = 8;

// What the compiler makes vector instructions of, whatever the machine.
using Floats = float __attribute__((vector_size(16)));
using Words = std::int32_t __attribute__((vector_size(16)));

struct Values {
  Floats low, high;
};
struct Masks {
  Words low, high;
};

bool any_of(const Masks& masks) {
  const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(masks.low | masks.high);
  return (halves[0] | halves[1]) != 0;
}

}  // namespace

TreeScorer::TreeScorer(const Trees& trees) : start_(trees.start) {
  struct Found {
    std::uint32_t feature = 0;
    Question question;
  };
  std::vector<Found> found;
  for (std::uint32_t t = 0; t < trees.roots.size(); ++t) {
    const TreeNode* tree = trees.nodes.data() + trees.roots[t];
    const std::size_t first = leaves_.size();
    first_leaf_.push_back(static_cast<std::uint32_t>(first));
    // A node is met before its leaves and, once its "yes" side is done, again.
    struct Step {
      std::uint32_t node = 0;
      std::size_t question = 0;  ///< of `found`, when the leaves of its "yes" side are known
      bool done = false;
      std::size_t leaves_before = 0;
    };
    std::vector<Step> steps{{}};
    while (!steps.empty()) {
      const Step step = steps.back();
      steps.pop_back();
      const TreeNode& node = tree[step.node];
      const std::size_t leaf = leaves_.size() - first;
      if (step.done) {
        std::uint32_t yes = 0;
        for (std::size_t k = step.leaves_before; k < leaf; ++k) yes |= 1U << k;
        found[step.question].question.others = static_cast<std::int32_t>(~yes);
        continue;
      }
      if (node.next == 0) {
        if (leaf == most_leaves) {
          *this = TreeScorer();
          return;
        }
        leaves_.push_back(node.value);
        continue;
      }
      found.push_back({.feature = node.feature, .question = {.threshold = node.value, .tree = t}});
      steps.push_back({.node = static_cast<std::uint32_t>(node.next) + 1U});
      steps.push_back({.node = step.node, .question = found.size() - 1, .done = true, .leaves_before = leaf});
      steps.push_back({.node = node.next});
    }
  }
  std::ranges::stable_sort(found, [](const Found& a, const Found& b) {
    return a.feature != b.feature ? a.feature < b.feature : a.question.threshold < b.question.threshold;
  });
  for (const Found& each : found) {
    if (asked_.empty() || asked_.back().feature != each.feature) asked_.push_back({.feature = each.feature});
    questions_.push_back(each.question);
    asked_.back().end = static_cast<std::uint32_t>(questions_.size());
  }
}

void TreeScorer::score(std::span<const float> rows, std::size_t count, std::span<float> out) const {
  std::vector<Masks> open(first_leaf_.size());  // leaves that no answer has ruled out
  for (std::size_t first = 0; first < out.size(); first += lanes) {
    const std::size_t size = std::min(lanes, out.size() - first);
    std::ranges::fill(open, Masks{.low = Words{} - 1, .high = Words{} - 1});
    std::uint32_t begin = 0;
    for (const Asked& asked : asked_) {
      // Rows that there are not say "yes" to everything.
      std::array<float, lanes> of_rows{};
      of_rows.fill(-std::numeric_limits<float>::infinity());
      for (std::size_t k = 0; k < size; ++k) of_rows[k] = rows[(first + k) * count + asked.feature];
      const auto value = std::bit_cast<Values>(of_rows);
      for (std::uint32_t q = begin; q < asked.end; ++q) {
        const Question& question = questions_[q];
        const Masks yes{.low = value.low <= question.threshold, .high = value.high <= question.threshold};
        if (!any_of({.low = ~yes.low, .high = ~yes.high})) break;  // nor is any value above the thresholds that follow
        Masks& leaves = open[question.tree];
        leaves.low &= yes.low | question.others;
        leaves.high &= yes.high | question.others;
      }
      begin = asked.end;
    }
    const auto* masks = reinterpret_cast<const std::uint32_t*>(open.data());
    for (std::size_t k = 0; k < size; ++k) {
      float sum = start_;
      for (std::size_t t = 0; t < open.size(); ++t)
        sum += leaves_[first_leaf_[t] + static_cast<std::uint32_t>(std::countr_zero(masks[t * lanes + k]))];
      out[first + k] = sum;
    }
  }
}

}  // namespace presswash
