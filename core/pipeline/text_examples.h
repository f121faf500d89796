#pragma once

#include <cstddef>
#include <vector>

#include "classify/model.h"
#include "pipeline/fit_chain.h"
#include "read/labelled.h"

namespace presswash {

/// The pages of one scrape as chains for texts are fitted on them: features of their lines, of what words, shape and
/// place say and of what the scrape shows.
[[nodiscard]] std::vector<Example> text_examples(const std::vector<LabelledPage>& pages, std::size_t folds);
/// The same without features of words, shape and place: what the set of `scorers` for the page's site says by them is
/// in `offsets`.
[[nodiscard]] std::vector<Example> scored_text_examples(const std::vector<LabelledPage>& pages, std::size_t folds,
                                                        const BlockModel& scorers);

}  // namespace presswash
