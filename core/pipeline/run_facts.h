#pragma once

#include <vector>

#include "pipeline/clean.h"
#include "read/input_set.h"
#include "write/run_writer.h"

namespace presswash {

// What a run's files need to know of it.

/// By document; without titles.
[[nodiscard]] std::vector<DocumentLabel> labels_of(const State& state);
[[nodiscard]] RunFacts facts_of(const CleanFigures& figures, const CleanOptions& options, const State& state,
                                unsigned threads);
[[nodiscard]] Reject reject_of(UnreadRecord unread, const InputSet& inputs);

}  // namespace presswash
