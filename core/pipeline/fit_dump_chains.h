#pragma once

#include <vector>

#include "classify/model.h"
#include "pipeline/train.h"
#include "read/labelled.h"

namespace presswash {

/// Fits the chains of dumps (DumpChains) on pages as text whose lines are labelled: how far the chain for texts may be
/// trusted in what it says by a page's words, and weights of what the few other pages of its site show, drawn to those
/// that the chain for texts has for large sites. `scorers`: the chains for texts by fold; one set has seen the pages,
/// and would be trusted too much. `sets`: those that the fitted chains become part of, one, or one for each fold.
void fit_dump_chains(const std::vector<std::vector<LabelledPage>>& scrapes, const BlockModel& scorers,
                     const TrainOptions& options, std::vector<WeightSet>& sets);

}  // namespace presswash
