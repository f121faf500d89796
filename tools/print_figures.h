#pragma once

#include "pipeline/clean.h"

namespace presswash::tools {

/// The counts of a run, as a table on standard error.
void print_figures(const CleanFigures& figures, const CleanOptions& options);

}  // namespace presswash::tools
