#include "classify/tree_scorer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

// One clone for machines with AVX2, picked when the program loads; sanitizers do not bear that.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(PRESSWASH_SANITIZED)
#define PRESSWASH_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define PRESSWASH_CLONES
#endif

namespace presswash {
namespace {

constexpr std::size_t most_leaves = 32;
/// Rows that are asked side by side.
constexpr std::size_t lanes = 8;

/// Questions that are asked before it is looked whether there are more: the features' ends are hard to foretell.
constexpr std::size_t at_once = 4;

// What the compiler makes vector instructions of, whatever the machine.
using Floats = float __attribute__((vector_size(32)));
using Words = std::int32_t __attribute__((vector_size(32)));

/// Aligned for both clones: the default one would have the compiler take less.
struct alignas(32) Leaves {
  Words of_rows;
};

/// Of `size` rows of `count` values, the leaves of each tree that no answer rules out.
PRESSWASH_CLONES void ask(const AskedFeature* asked, const AskedFeature* end, const TreeQuestion* question,
                          const float* rows, std::size_t count, std::size_t size, Leaves* open, std::size_t trees) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  for (std::size_t t = 0; t < trees; ++t) open[t].of_rows = Words{} - 1;
  const TreeQuestion* const questions = question;
  for (; asked != end; ++asked) {
    // Rows that there are not say "yes" to everything.
    std::array<float, lanes> of_rows;
    of_rows.fill(-infinity);
    float highest = -infinity;
    for (std::size_t k = 0; k < size; ++k) {
      of_rows[k] = rows[k * count + asked->feature];
      highest = of_rows[k] <= highest ? highest : of_rows[k];
    }
    Floats value;  // not std::bit_cast, which would return it by an ABI that machines differ about
    std::memcpy(&value, of_rows.data(), sizeof(value));
    const TreeQuestion* const behind = questions + asked->end;
    // No value is above the thresholds that follow the highest.
    for (; question != behind && question->threshold < highest; question += at_once) {
      for (std::size_t k = 0; k < at_once; ++k) {
        const Words yes = value <= question[k].threshold;
        open[question[k].tree].of_rows &= yes | question[k].others;
      }
    }
    question = behind;
  }
}

}  // namespace

TreeScorer::TreeScorer(const Trees& trees) : start_(trees.start) {
  struct Found {
    std::uint32_t feature = 0;
    TreeQuestion question;
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
  const auto end_feature = [this] {
    while (questions_.size() % at_once != 0)
      questions_.push_back({.threshold = std::numeric_limits<float>::infinity(), .tree = 0, .others = -1});
    if (!asked_.empty()) asked_.back().end = static_cast<std::uint32_t>(questions_.size());
  };
  for (const Found& each : found) {
    if (asked_.empty() || asked_.back().feature != each.feature) {
      end_feature();
      asked_.push_back({.feature = each.feature});
    }
    questions_.push_back(each.question);
  }
  end_feature();
}

void TreeScorer::score(std::span<const float> rows, std::size_t count, std::span<float> out) const {
  std::vector<Leaves> open(first_leaf_.size());
  for (std::size_t first = 0; first < out.size(); first += lanes) {
    const std::size_t size = std::min(lanes, out.size() - first);
    ask(asked_.data(), asked_.data() + asked_.size(), questions_.data(), rows.data() + first * count, count, size,
        open.data(), open.size());
    const auto* masks = reinterpret_cast<const std::uint32_t*>(open.data());
    std::array<float, lanes> sums;
    sums.fill(start_);
    for (std::size_t t = 0; t < open.size(); ++t) {
      const float* leaves = leaves_.data() + first_leaf_[t];
      for (std::size_t k = 0; k < lanes; ++k)
        sums[k] += leaves[static_cast<std::uint32_t>(std::countr_zero(masks[t * lanes + k]))];
    }
    std::copy_n(sums.begin(), size, out.begin() + static_cast<std::ptrdiff_t>(first));
  }
}

}  // namespace presswash
