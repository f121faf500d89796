#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pipeline/fit_tree_chains.h"
#include "read/labelled.h"

namespace presswash {

/// Whether a file's rows tell no stories: single pages as text, what the model of single texts is fitted on.
[[nodiscard]] bool are_single_texts(const std::vector<LabelledPage>& pages);

/// Fits the model of single texts on pages whose lines are labelled, as train_pages does on pages of HTML.
/// Errors: InvalidArgument (no page with both article and boilerplate).
[[nodiscard]] Result<TrainedTrees> train_lines(const std::vector<std::vector<LabelledPage>>& scrapes,
                                               const TrainOptions& options,
                                               const std::function<void(const std::string&)>& say);

}  // namespace presswash
