#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pipeline/fit_tree_chains.h"
#include "pipeline/train.h"
#include "read/labelled.h"

namespace presswash {

/// Fits the model of pages on labelled pages of HTML. Each input file is a scrape of its own. Scores of words leave a
/// page's own site out, so that the trees see them as they will be on other sites; the chains are fitted on scores of
/// trees that did not see the page's site. The same weights for the same input, whatever the threads.
/// Errors: InvalidArgument (no page with both article and boilerplate).
[[nodiscard]] Result<TrainedTrees> train_pages(const std::vector<std::vector<LabelledPage>>& scrapes,
                                               const TrainOptions& options,
                                               const std::function<void(const std::string&)>& say);

}  // namespace presswash
