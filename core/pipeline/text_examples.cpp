#include "pipeline/text_examples.h"

#include "classify/block_row.h"
#include "pipeline/label_blocks.h"
#include "pipeline/parallel.h"
#include "segment/lines.h"

namespace presswash {
namespace {

/// `scorers`: null for features of words, shape and place.
std::vector<Example> examples_of(const std::vector<LabelledPage>& pages, std::size_t folds, const BlockModel* scorers) {
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
    const std::string& site = pages[d].site_or_id();
    example.fold = BlockModel::fold_of(site, folds);
    example.labels = labels_of_lines(pages[d], blocks[d]);
    example.has_others = contexts[d].site_clusters >= 2;
    if (scorers != nullptr) {
      for (const BlockRow& row : rows_of(analysed[d], scorers->for_site(site))) example.offsets.push_back(row.alone);
    }
    std::vector<BlockSize> sizes;
    for (const PageBlock& block : analysed[d].blocks)
      sizes.push_back({.words = block.facts.words, .digits = block.facts.digits});
    const auto sink = [&](std::uint32_t feature) { example.features.push_back(feature); };
    EvidenceWindow window(evidence[d]);
    for (std::size_t i = 0; i < sizes.size(); ++i, window.advance()) {
      example.begin.push_back(static_cast<std::uint32_t>(example.features.size()));
      if (scorers == nullptr) text_features(analysed[d], i, sink);
      evidence_features(evidence[d], sizes, contexts[d], i, window, sink);
    }
    example.begin.push_back(static_cast<std::uint32_t>(example.features.size()));
    example.features.shrink_to_fit();
  });
  return examples;
}

}  // namespace

std::vector<Example> text_examples(const std::vector<LabelledPage>& pages, std::size_t folds) {
  return examples_of(pages, folds, nullptr);
}

std::vector<Example> scored_text_examples(const std::vector<LabelledPage>& pages, std::size_t folds,
                                          const BlockModel& scorers) {
  return examples_of(pages, folds, &scorers);
}

}  // namespace presswash
