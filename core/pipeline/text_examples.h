#pragma once

#include <cstddef>
#include <vector>

#include "classify/model.h"
#include "pipeline/fit_chain.h"
#include "read/labelled.h"

namespace presswash {

/// The weight set that did not see a fold; the only one, when there is one.
[[nodiscard]] inline const WeightSet& set_of(const std::vector<WeightSet>& sets, std::size_t fold) {
  return sets.size() > 1 ? sets[fold] : sets[0];
}

/// The pages of one scrape as chains for texts are fitted on them: features of their lines, of what words, shape and
/// place say and of what the scrape shows.
[[nodiscard]] std::vector<Example> text_examples(const std::vector<LabelledPage>& pages, std::size_t folds);
/// The same without features of words, shape and place: what `scorers` that did not see the page's fold say by them is
/// in `offsets`.
[[nodiscard]] std::vector<Example> scored_text_examples(const std::vector<LabelledPage>& pages, std::size_t folds,
                                                        const std::vector<WeightSet>& scorers);

}  // namespace presswash
