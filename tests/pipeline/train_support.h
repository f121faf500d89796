#pragma once

#include <string>

#include "pipeline/train.h"

namespace presswash::testing {

/// Few trees, each asked about everything: enough for made samples.
inline TrainOptions few_trees() {
  TrainOptions options;
  options.trees.trees = 30;
  options.trees.column_share = 1.0;
  return options;
}

inline const auto silent = [](const std::string&) {};

}  // namespace presswash::testing
