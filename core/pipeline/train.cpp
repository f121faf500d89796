#include "pipeline/train.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include <lbfgs.h>

#include "base/line_ends.h"
#include "classify/calibration.h"
#include "classify/evidence.h"
#include "classify/features.h"
#include "classify/page.h"
#include "pipeline/parallel.h"
#include "segment/lines.h"

namespace presswash {
namespace {

/// A page as the fit sees it: features of all blocks, one after the other, and what each block is (-1: unknown).
struct Example {
  std::size_t fold = 0;
  std::vector<std::uint32_t> features;
  std::vector<std::uint32_t> begin;  ///< by block, one more at the end
  std::vector<signed char> labels;
};

std::vector<signed char> block_labels(const LabelledPage& page, const std::vector<Block>& blocks) {
  std::vector<signed char> labels;
  labels.reserve(blocks.size());
  std::size_t line = 0;
  for (const Block& block : blocks) {
    const auto text = std::string_view(page.text).substr(block.offset, block.length);
    char letter = '-';  // of the line that shows something
    for (std::size_t at = 0; at < text.size(); ++line) {
      const LineEnd end = next_line_end(text, at);
      if (!is_blank_line(text.substr(at, end.begin - at)) && line < page.labels.size()) letter = page.labels[line];
      at = end.end;
    }
    labels.push_back(letter == 'b'   ? static_cast<signed char>(1)
                     : letter == 'c' ? static_cast<signed char>(0)
                                     : static_cast<signed char>(-1));
  }
  return labels;
}

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

std::vector<Example> examples_of(const std::vector<LabelledPage>& pages, std::size_t folds) {
  std::vector<Page> analysed(pages.size());
  std::vector<std::vector<Block>> blocks(pages.size());
  parallel_for_each(pages.size(), [&](std::size_t d) {
    PageAnalyser analyser;
    blocks[d] = segment_lines(pages[d].text);
    analysed[d] = analyser.analyse(pages[d].text, blocks[d], pages[d].title);
  });
  std::vector<ScrapeContext> contexts;
  const auto evidence = evidence_of(pages, analysed, contexts);
  std::vector<Example> examples(pages.size());
  parallel_for_each(pages.size(), [&](std::size_t d) {
    Example& example = examples[d];
    example.fold = BlockModel::fold_of(pages[d].site.empty() ? pages[d].id : pages[d].site, folds);
    example.labels = block_labels(pages[d], blocks[d]);
    std::vector<BlockSize> sizes;
    for (const PageBlock& block : analysed[d].blocks)
      sizes.push_back({.words = block.facts.words, .digits = block.facts.digits});
    const auto sink = [&](std::uint32_t feature) { example.features.push_back(feature); };
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      example.begin.push_back(static_cast<std::uint32_t>(example.features.size()));
      text_features(analysed[d], i, sink);
      evidence_features(evidence[d], sizes, contexts[d], i, sink);
    }
    example.begin.push_back(static_cast<std::uint32_t>(example.features.size()));
    example.features.shrink_to_fit();
  });
  return examples;
}

/// The objective of one chain over a set of pages.
class Objective {
 public:
  Objective(const std::vector<Example>& examples, std::vector<std::size_t> chosen, std::uint32_t features,
            double penalty)
      : examples_(examples), chosen_(std::move(chosen)), features_(features), penalty_(penalty), parts_(part_count) {
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
      double sum = penalty * x[i];
      for (const auto& part : parts_) sum += part[i];
      gradient[i] = sum;
      total += 0.5 * penalty * x[i] * x[i];
    }
    for (const double part : loss) total += part;
    return total;
  }

  /// Scores of a page's blocks by state 1 against state 0.
  void unary(const Example& example, const std::vector<float>& weights, std::vector<float>& out) const {
    const std::size_t n = example.labels.size();
    out.assign(n, 0.0F);
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
  std::vector<std::vector<double>> parts_;
};

ChainWeights fit(const std::vector<Example>& examples, const std::vector<std::size_t>& chosen, std::uint32_t features,
                 const TrainOptions& options) {
  Objective objective(examples, chosen, features, options.penalty);
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.max_iterations = options.iterations;
  parameters.epsilon = 1e-4;
  lbfgsfloatval_t* x = lbfgs_malloc(static_cast<int>(objective.size()));
  std::fill(x, x + objective.size(), 0.0);
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

using Judged = std::vector<JudgedLogit>;

void judge_held_out(const std::vector<Example>& examples, const std::vector<std::size_t>& held,
                    const ChainWeights& chain, Judged& out) {
  const Objective objective(examples, {}, static_cast<std::uint32_t>(chain.weights.size()), 0.0);
  Chain runner;
  std::vector<float> scores;
  for (const std::size_t k : held) {
    objective.unary(examples[k], chain.weights, scores);
    runner.run(scores, chain.transitions);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (examples[k].labels[i] < 0) continue;
      const double p = std::clamp(runner.marginal()[i], 1e-9, 1.0 - 1e-9);
      out.push_back({.logit = std::log(p / (1.0 - p)), .boilerplate = examples[k].labels[i] == 1});
    }
  }
}

double sigmoid(double z) { return 1.0 / (1.0 + std::exp(-z)); }

HeldOutFigures figures_of(const Judged& judged, float slope, float offset) {
  HeldOutFigures out;
  out.reliability.assign(10, {0, 0});
  double tp = 0, fp = 0, fn = 0, tn = 0;
  for (const auto& [z, is_boilerplate] : judged) {
    const double p = sigmoid(slope * z + offset);
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

}  // namespace

std::optional<std::string> TrainOptions::validate() const {
  if (folds < 2 || folds > 50) return "folds must lie between 2 and 50";
  if (!(penalty > 0)) return "the penalty must be above 0";
  if (iterations < 1) return "at least one iteration is needed";
  return std::nullopt;
}

Result<Trained> train(const std::vector<std::vector<LabelledPage>>& scrapes, const TrainOptions& options,
                      const std::function<void(const std::string&)>& log) {
  if (const auto wrong = options.validate()) return Error{.code = ErrorCode::InvalidArgument, .message = *wrong};
  const auto say = [&](const std::string& line) {
    if (log) log(line);
  };
  std::vector<Example> examples;
  for (const auto& pages : scrapes) {
    auto more = examples_of(pages, options.folds);
    std::ranges::move(more, std::back_inserter(examples));
  }
  const auto has = [&](signed char label) {
    return std::ranges::any_of(examples,
                               [&](const Example& e) { return std::ranges::find(e.labels, label) != e.labels.end(); });
  };
  if (!has(0) || !has(1)) {
    return Error{.code = ErrorCode::InvalidArgument,
                 .message = "the labelled pages need lines of both kinds: c (article) and b (boilerplate)"};
  }

  struct Variant {
    ChainWeights WeightSet::*chain;
    std::uint32_t features;
    const char* name;
  };
  const Variant variants[] = {{&WeightSet::alone, text_feature_count, "alone"},
                              {&WeightSet::joint, feature_count, "joint"}};
  std::vector<WeightSet> sets(options.cross_fitted ? options.folds : 1);
  HeldOutFigures figures[2];
  for (int v = 0; v < 2; ++v) {
    Judged judged;
    for (std::size_t fold = 0; fold < options.folds; ++fold) {
      std::vector<std::size_t> fitted;
      std::vector<std::size_t> held;
      for (std::size_t k = 0; k < examples.size(); ++k) (examples[k].fold == fold ? held : fitted).push_back(k);
      ChainWeights chain = fit(examples, fitted, variants[v].features, options);
      judge_held_out(examples, held, chain, judged);
      say(std::string(variants[v].name) + ": fold " + std::to_string(fold + 1) + " of " +
          std::to_string(options.folds) + " fitted");
      if (options.cross_fitted) sets[fold].*variants[v].chain = std::move(chain);
    }
    const auto [slope, offset] = calibrate(judged);
    figures[v] = figures_of(judged, slope, offset);
    if (!options.cross_fitted) {
      std::vector<std::size_t> all(examples.size());
      for (std::size_t k = 0; k < all.size(); ++k) all[k] = k;
      sets[0].*variants[v].chain = fit(examples, all, variants[v].features, options);
      say(std::string(variants[v].name) + ": fitted on all sites");
    }
    for (WeightSet& set : sets) {
      (set.*variants[v].chain).slope = slope;
      (set.*variants[v].chain).offset = offset;
    }
  }
  return Trained{.model = BlockModel(std::move(sets)), .alone = figures[0], .joint = figures[1]};
}

}  // namespace presswash
