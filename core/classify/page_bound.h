#pragma once

#include <span>

#include "classify/block_row.h"
#include "document/verdict.h"

namespace presswash {

/// The score from which on a block of a page is boilerplate: `sure` when some place of 40 words or more is article text
/// with a probability of `sure_place` or above, word by word. Every page has an article: the less the model is sure of
/// any place, the higher the bound, so that the likeliest one is kept. `verdicts` have the scores of `rows`.
[[nodiscard]] double page_bound(std::span<const BlockRow> rows, std::span<const Verdict> verdicts, double sure,
                                double sure_place);

}  // namespace presswash
