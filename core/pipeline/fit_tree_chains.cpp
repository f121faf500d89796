#include "pipeline/fit_tree_chains.h"

#include <algorithm>
#include <numeric>

#include "pipeline/fit_page_evidence.h"
#include "pipeline/parallel.h"

namespace presswash {
namespace {

/// Fits the chains that smooth the trees' scores, and their calibration.
void fit_alone(const std::vector<Example>& examples, const TrainOptions& options, TrainedTrees& out) {
  const auto fit = [&](std::vector<std::size_t> chosen) {
    return fit_chain(examples, {.chosen = std::move(chosen),
                                .features = 0,
                                .penalty = options.page_penalty,
                                .iterations = options.iterations});
  };
  std::vector<JudgedLogit> judged;
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    FoldSplit split = split_at(examples, fold);
    ChainWeights chain = fit(std::move(split.chosen));
    judge_held_out(examples, split.held, chain, judged);
    if (options.cross_fitted) out.sets[fold].alone = std::move(chain);
  }
  if (!options.cross_fitted) out.sets[0].alone = fit(split_at(examples, options.folds).chosen);
  const Calibration calibration = calibrate(judged);
  out.alone = figures_of(judged, calibration);
  for (PageWeights& set : out.sets) {
    set.alone.slope = calibration.slope;
    set.alone.offset = calibration.offset;
  }
}

/// Fits what is added to a page's scores when other pages of its site are known; chain and calibration stay.
void fit_joint(const std::vector<const TreeSample*>& samples, std::vector<Example> examples,
               const TrainOptions& options, TrainedTrees& out) {
  constexpr float page_weight = 0.05F;
  const float slope = out.sets[0].alone.slope;
  const auto fit = [&](std::size_t left_out) {
    std::vector<EvidencePoint> points;
    for (std::size_t d = 0; d < samples.size(); ++d) {
      if (samples[d]->fold == left_out) continue;
      for (std::size_t i = 0; i < samples[d]->known.size(); ++i) {
        if (samples[d]->labels[i] < 0) continue;
        points.push_back({.known = samples[d]->known[i],
                          .score = slope * examples[d].offsets[i],
                          .weight = page_weight * samples[d]->weights[i],
                          .boilerplate = samples[d]->labels[i] == 1});
      }
    }
    std::vector<float> weights = fit_page_evidence(points, options.page_evidence_penalty);
    for (float& weight : weights) weight /= slope;
    return weights;
  };
  std::vector<std::vector<float>> by_fold;
  for (std::size_t fold = 0; fold < options.folds; ++fold) by_fold.push_back(fit(fold));
  const std::vector<float> all = options.cross_fitted ? std::vector<float>() : fit(options.folds);
  for (std::size_t k = 0; k < out.sets.size(); ++k) {
    out.sets[k].joint = out.sets[k].alone;
    out.sets[k].joint.weights = options.cross_fitted ? by_fold[k] : all;
  }
  for (std::size_t d = 0; d < samples.size(); ++d) {
    const std::vector<float>& weights = by_fold[samples[d]->fold];
    for (std::size_t i = 0; i < samples[d]->known.size(); ++i)
      examples[d].offsets[i] = std::inner_product(samples[d]->known[i].begin(), samples[d]->known[i].end(),
                                                  weights.begin(), examples[d].offsets[i]);
  }
  std::vector<JudgedLogit> judged;
  for (std::size_t fold = 0; fold < options.folds; ++fold)
    judge_held_out(examples, split_at(examples, fold).held, out.sets[options.cross_fitted ? fold : 0].alone, judged);
  out.joint = figures_of(judged, {.slope = slope, .offset = out.sets[0].alone.offset});
}

}  // namespace

void weigh_blocks(const Page& page, double most, TreeSample& sample) {
  constexpr double whole = 100.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < sample.labels.size(); ++i) {
    const double words = std::min(static_cast<double>(page.blocks[i].facts.words), 200.0);
    const double weight = sample.labels[i] < 0 ? 0.0 : 3.0 + words;
    sample.weights.push_back(static_cast<float>(weight));
    sum += weight;
  }
  const double wanted = most > 0.0 ? std::min(sum, most) : whole;
  for (float& weight : sample.weights) weight *= static_cast<float>(sum > 0 ? wanted / sum : 0.0);
}

std::map<std::string, std::vector<std::size_t>> samples_by_site(const std::vector<const TreeSample*>& samples,
                                                                std::size_t left_out) {
  std::map<std::string, std::vector<std::size_t>> sites;
  for (std::size_t d = 0; d < samples.size(); ++d) {
    if (samples[d]->fold != left_out) sites[samples[d]->site].push_back(d);
  }
  return sites;
}

void append_rows(const TreeSample& sample, std::span<const float> values, std::uint32_t group, GrowRows& rows) {
  for (std::size_t i = 0; i < sample.labels.size(); ++i) {
    if (sample.labels[i] < 0) continue;
    const auto row = values.subspan(i * rows.features, rows.features);
    rows.values.insert(rows.values.end(), row.begin(), row.end());
    rows.labels.push_back(static_cast<std::uint8_t>(sample.labels[i]));
    rows.weights.push_back(sample.weights[i]);
    rows.groups.push_back(group);
  }
}

bool have_both_labels(const std::vector<const TreeSample*>& samples) {
  const auto has = [&](signed char label) {
    return std::ranges::any_of(samples, [&](const TreeSample* sample) {
      return std::ranges::find(sample->labels, label) != sample->labels.end();
    });
  };
  return has(0) && has(1);
}

TrainedTrees fit_trees_by_fold(const std::vector<const TreeSample*>& samples, const TreeFitting& fitting,
                               const TrainOptions& options, const std::function<void(const std::string&)>& say,
                               std::vector<std::vector<float>>& margins) {
  TrainedTrees out;
  out.sets.resize(options.folds);
  margins.resize(samples.size());
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    out.sets[fold] = fitting.fit(fold);
    parallel_for_each(samples.size(), [&](std::size_t d) {
      if (samples[d]->fold == fold) margins[d] = fitting.margins(d, out.sets[fold]);
    });
    say(fitting.name + ": fold " + std::to_string(fold + 1) + " of " + std::to_string(options.folds) + " fitted");
  }
  if (!options.cross_fitted) {
    out.sets = {fitting.fit(options.folds)};
    say(fitting.name + ": fitted on all sites");
  }
  return out;
}

void fit_tree_chains(const std::vector<const TreeSample*>& samples, std::vector<std::vector<float>> margins,
                     const TrainOptions& options, TrainedTrees& out) {
  std::vector<Example> examples(samples.size());
  for (std::size_t d = 0; d < samples.size(); ++d) {
    examples[d].fold = samples[d]->fold;
    examples[d].labels = samples[d]->labels;
    examples[d].begin.assign(samples[d]->labels.size() + 1, 0);
    examples[d].own_shares = samples[d]->own_shares;
    examples[d].offsets = std::move(margins[d]);
  }
  fit_alone(examples, options, out);
  fit_joint(samples, std::move(examples), options, out);
}

}  // namespace presswash
