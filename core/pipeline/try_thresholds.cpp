#include "pipeline/try_thresholds.h"

#include <algorithm>
#include <tuple>

namespace presswash {
namespace {

constexpr std::size_t shown_margin = 3;

std::vector<double> with(std::vector<double> thresholds, double set) {
  if (std::ranges::find(thresholds, set) == thresholds.end()) thresholds.push_back(set);
  std::ranges::sort(thresholds);
  return thresholds;
}

double containment_of(const Edge& edge) { return std::max(edge.containment_a, edge.containment_b); }

/// The edges with the smallest `similarity` among those that only the threshold in question makes.
template <typename Similarity, typename Own>
std::vector<Edge> margin_of(const Copies& copies, const std::vector<DocumentFacts>& facts, Similarity similarity,
                            Own own) {
  const auto order = [&](const Edge& edge) {
    const auto [first, second] = std::minmax(facts[edge.a.value].content, facts[edge.b.value].content);
    return std::tuple(similarity(edge), first, second);
  };
  std::vector<Edge> out;
  for (const Edge& edge : copies.edges) {
    if (own(edge)) out.push_back(edge);
  }
  const auto end = out.begin() + static_cast<std::ptrdiff_t>(std::min(out.size(), shown_margin));
  std::partial_sort(out.begin(), end, out.end(), [&](const Edge& x, const Edge& y) { return order(x) < order(y); });
  out.erase(end, out.end());
  for (Edge& edge : out) {
    if (facts[edge.b.value].content >= facts[edge.a.value].content) continue;
    std::swap(edge.a, edge.b);
    std::swap(edge.containment_a, edge.containment_b);
  }
  return out;
}

ThresholdTrial trial_of(double threshold, const Copies& copies) {
  ThresholdTrial trial{.threshold = threshold,
                       .removed = 0,
                       .clusters = copies.clustering.clusters.size(),
                       .members = 0,
                       .edges = copies.edges.size(),
                       .margin = {}};
  for (const Membership& membership : copies.clustering.of) trial.removed += membership.role == Role::Removed ? 1U : 0U;
  for (const Cluster& cluster : copies.clustering.clusters) trial.members += cluster.members.size();
  return trial;
}

}  // namespace

Result<ThresholdTrials> try_thresholds(const ArticleTokens& tokens, const std::vector<DocumentFacts>& facts,
                                       const CopyOptions& options, const std::function<bool(double)>& progress) {
  const std::vector<double> by_jaccard = with({0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8}, options.jaccard);
  const std::vector<double> by_containment = with({0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}, options.containment);
  const auto all = static_cast<double>(by_jaccard.size() + by_containment.size());
  double done = 0.0;
  const auto find = [&](const CopyOptions& wanted) {
    auto found =
        find_copies(tokens, facts, wanted, [&](double share) { return !progress || progress((done + share) / all); });
    done += 1.0;
    return found;
  };
  ThresholdTrials out;
  for (const double threshold : by_jaccard) {
    CopyOptions wanted = options;
    wanted.jaccard = threshold;
    const auto copies = find(wanted);
    if (!copies) return copies.error();
    out.by_jaccard.push_back(trial_of(threshold, *copies));
    out.by_jaccard.back().margin = margin_of(
        *copies, facts, [](const Edge& edge) { return edge.jaccard; },
        [&](const Edge& edge) {
          return edge.relation == Relation::Near && containment_of(edge) < options.containment;
        });
  }
  for (const double threshold : by_containment) {
    CopyOptions wanted = options;
    wanted.containment = threshold;
    const auto copies = find(wanted);
    if (!copies) return copies.error();
    out.by_containment.push_back(trial_of(threshold, *copies));
    out.by_containment.back().margin = margin_of(*copies, facts, containment_of, [&](const Edge& edge) {
      return edge.relation == Relation::Excerpt && edge.jaccard < options.jaccard;
    });
  }
  return out;
}

}  // namespace presswash
