#include "pipeline/fit_chain.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <lbfgs.h>

#include "classify/evidence.h"
#include "pipeline/parallel.h"

namespace presswash {
namespace {

/// The objective of one chain over a set of pages.
class Objective {
 public:
  Objective(const std::vector<Example>& examples, std::vector<std::size_t> chosen, std::uint32_t features,
            double penalty, std::vector<double> prior)
      : examples_(examples),
        chosen_(std::move(chosen)),
        features_(features),
        penalty_(penalty),
        prior_(std::move(prior)),
        parts_(part_count) {
    for (auto& part : parts_) part.resize(size());
  }

  [[nodiscard]] std::size_t size() const { return features_ + 4; }

  double evaluate(const double* x, double* gradient) {
    std::vector<double> loss(part_count, 0.0);
    std::vector<float> weights(features_);
    for (std::size_t i = 0; i < features_; ++i) weights[i] = static_cast<float>(x[i]);
    Transitions transitions;
    for (int i = 0; i < 4; ++i) transitions.data()[i] = static_cast<float>(x[features_ + static_cast<std::size_t>(i)]);
    parallel_for_each(part_count, [&](std::size_t part) {
      std::ranges::fill(parts_[part], 0.0);
      for (std::size_t k = part; k < chosen_.size(); k += part_count)
        loss[part] += add(examples_[chosen_[k]], weights, transitions, parts_[part]);
    });
    double total = 0.0;
    for (std::size_t i = 0; i < size(); ++i) {
      const double penalty = is_word(i) ? penalty_ * word_penalty : penalty_;
      const double away = x[i] - prior_[i];
      double sum = penalty * away;
      for (const auto& part : parts_) sum += part[i];
      gradient[i] = sum;
      total += 0.5 * penalty * away * away;
    }
    for (const double part : loss) total += part;
    return total;
  }

  /// Scores of a page's blocks by state 1 against state 0.
  void unary(const Example& example, const std::vector<float>& weights, std::vector<float>& out) const {
    const std::size_t n = example.labels.size();
    out.assign(n, 0.0F);
    if (!example.offsets.empty()) out = example.offsets;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::uint32_t f = example.begin[i]; f < example.begin[i + 1]; ++f) {
        if (example.features[f] < features_) out[i] += weights[example.features[f]];
      }
    }
  }

 private:
  static constexpr std::size_t part_count = 16;
  /// Single words are held back, so that what carries over to other sites (cues, shape, place) is learned first.
  static constexpr double word_penalty = 5.0;
  [[nodiscard]] static constexpr bool is_word(std::size_t feature) {
    return feature >= feature_base(FeatureGroup::Word) && feature < feature_base(FeatureGroup::Clusters);
  }

  double add(const Example& example, const std::vector<float>& weights, const Transitions& transitions,
             std::vector<double>& gradient) const {
    thread_local Chain free_chain;
    thread_local Chain fixed_chain;
    thread_local std::vector<float> scores;
    unary(example, weights, scores);
    const double log_z = free_chain.run(scores, transitions);
    const double log_fixed = fixed_chain.run(scores, transitions, example.labels);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const double error = free_chain.marginal()[i] - fixed_chain.marginal()[i];
      if (error == 0.0) continue;
      for (std::uint32_t f = example.begin[i]; f < example.begin[i + 1]; ++f) {
        if (example.features[f] < features_) gradient[example.features[f]] += error;
      }
    }
    for (int i = 0; i < 4; ++i)
      gradient[features_ + static_cast<std::size_t>(i)] +=
          free_chain.expected_transitions().data()[i] - fixed_chain.expected_transitions().data()[i];
    return log_z - log_fixed;
  }

  const std::vector<Example>& examples_;
  std::vector<std::size_t> chosen_;
  std::uint32_t features_;
  double penalty_;
  std::vector<double> prior_;
  std::vector<std::vector<double>> parts_;
};

/// Weights and transitions as one list of numbers; zeros without a prior.
std::vector<double> numbers_of(const ChainWeights* prior, std::uint32_t features) {
  std::vector<double> out(features + 4, 0.0);
  if (prior == nullptr) return out;
  std::ranges::copy_n(prior->weights.begin(), features, out.begin());
  for (std::size_t i = 0; i < 4; ++i) out[features + i] = static_cast<double>(prior->transitions.data()[i]);
  return out;
}

double sigmoid(double z) { return 1.0 / (1.0 + std::exp(-z)); }

}  // namespace

/// Evidence of every block of a scrape, by page.
std::vector<std::vector<Evidence>> evidence_of(const std::vector<LabelledPage>& pages,
                                               const std::vector<Page>& analysed,
                                               std::vector<ScrapeContext>& contexts) {
  std::map<std::string, std::uint32_t> sites;
  std::vector<EvidenceRow> rows;
  std::vector<TitleRow> titles;
  std::vector<std::size_t> first;
  std::vector<std::uint32_t> story(pages.size());
  std::map<std::int64_t, std::uint32_t> stories;
  std::uint32_t story_count = 0;
  std::map<std::pair<std::string, std::uint32_t>, int> site_story;
  std::map<std::uint32_t, std::map<std::string, int>> story_sites;
  std::size_t slot = 0;
  for (std::size_t d = 0; d < pages.size(); ++d) {
    const auto known = pages[d].story ? stories.emplace(*pages[d].story, story_count) : std::pair(stories.end(), true);
    story[d] = known.second ? story_count++ : known.first->second;
    const auto site =
        pages[d].site.empty() ? no_site : SiteIndex{sites.emplace(pages[d].site, sites.size()).first->second};
    if (site != no_site) {
      site_story[{pages[d].site, story[d]}] = 1;
      story_sites[story[d]][pages[d].site] = 1;
    }
    first.push_back(slot);
    if (analysed[d].title.value != 0) titles.push_back({analysed[d].title, story[d]});
    for (const PageBlock& block : analysed[d].blocks)
      rows.push_back({block.hash, block.masked, site, story[d], slot++});
  }
  std::ranges::sort(titles);
  std::vector<Evidence> flat(slot);
  count_evidence(rows, titles, [&](std::uint64_t at, const Evidence& evidence) { flat[at] = evidence; });

  std::map<std::string, std::uint32_t> site_clusters;
  for (const auto& [key, one] : site_story) ++site_clusters[key.first];
  std::vector<std::vector<Evidence>> out(pages.size());
  contexts.resize(pages.size());
  for (std::size_t d = 0; d < pages.size(); ++d) {
    const auto begin = flat.begin() + static_cast<std::ptrdiff_t>(first[d]);
    out[d].assign(begin, begin + static_cast<std::ptrdiff_t>(analysed[d].blocks.size()));
    contexts[d].site_clusters = pages[d].site.empty() ? 0 : site_clusters[pages[d].site];
    contexts[d].story_sites = static_cast<std::uint32_t>(story_sites[story[d]].size());
  }
  return out;
}

FoldSplit split_at(const std::vector<Example>& examples, std::size_t fold) {
  FoldSplit out;
  for (std::size_t k = 0; k < examples.size(); ++k) (examples[k].fold == fold ? out.held : out.chosen).push_back(k);
  return out;
}

ChainWeights fit_chain(const std::vector<Example>& examples, const ChainFit& what) {
  const std::uint32_t features = what.features;
  const std::vector<double> prior = numbers_of(what.prior, features);
  Objective objective(examples, what.chosen, features, what.penalty, prior);
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.max_iterations = what.iterations;
  parameters.epsilon = 1e-4;
  lbfgsfloatval_t* x = lbfgs_malloc(static_cast<int>(objective.size()));
  std::ranges::copy(prior, x);
  const auto evaluate = [](void* self, const lbfgsfloatval_t* at, lbfgsfloatval_t* gradient, int,
                           lbfgsfloatval_t) -> lbfgsfloatval_t {
    return static_cast<Objective*>(self)->evaluate(at, gradient);
  };
  (void)lbfgs(static_cast<int>(objective.size()), x, nullptr, evaluate, nullptr, &objective, &parameters);
  ChainWeights chain;
  chain.weights.resize(features);
  for (std::size_t i = 0; i < features; ++i) chain.weights[i] = static_cast<float>(x[i]);
  for (int i = 0; i < 4; ++i)
    chain.transitions.data()[i] = static_cast<float>(x[features + static_cast<std::size_t>(i)]);
  lbfgs_free(x);
  return chain;
}

void judge_held_out(const std::vector<Example>& examples, const std::vector<std::size_t>& held,
                    const ChainWeights& chain, std::vector<JudgedLogit>& out) {
  const Objective objective(examples, {}, static_cast<std::uint32_t>(chain.weights.size()), 0.0, {});
  Chain runner;
  std::vector<float> scores;
  for (const std::size_t k : held) {
    objective.unary(examples[k], chain.weights, scores);
    runner.run(scores, chain.transitions);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (examples[k].labels[i] < 0) continue;
      const double own = examples[k].own_shares.empty() ? 0.0 : static_cast<double>(examples[k].own_shares[i]);
      const double by_chain = logit_of(runner.marginal()[i]);
      out.push_back({.logit = by_chain + own * (static_cast<double>(scores[i]) - by_chain),
                     .boilerplate = examples[k].labels[i] == 1});
    }
  }
}

HeldOutFigures figures_of(const std::vector<JudgedLogit>& judged, const Calibration& calibration) {
  HeldOutFigures out;
  out.reliability.assign(10, {0, 0});
  double tp = 0, fp = 0, fn = 0, tn = 0;
  for (const auto& [z, is_boilerplate] : judged) {
    const double p = sigmoid(calibration.slope * z + calibration.offset);
    auto& bin = out.reliability[std::min<std::size_t>(9, static_cast<std::size_t>(p * 10))];
    ++bin.first;
    bin.second += is_boilerplate ? 1U : 0U;
    (p >= 0.5 ? (is_boilerplate ? tp : fp) : (is_boilerplate ? fn : tn)) += 1;
  }
  out.lines = judged.size();
  out.boilerplate_f1 = tp > 0 ? 2 * tp / (2 * tp + fp + fn) : 0;
  out.article_f1 = tn > 0 ? 2 * tn / (2 * tn + fp + fn) : 0;
  return out;
}

}  // namespace presswash
