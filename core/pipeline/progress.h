#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace presswash {

/// How far a run has come. Sent from one thread at a time.
struct Progress {
  std::string stage;            ///< "reading", "round 1: verdicts", "writing", ...
  double share = 0.0;           ///< of the whole run, in [0, 1]
  std::uint64_t documents = 0;  ///< read or written in this stage so far; 0 where a stage does not count them
  std::uint64_t bytes = 0;      ///< of text, likewise
};

/// Returning false asks the run to stop: it ends with Error Cancelled and leaves nothing behind.
using ProgressSink = std::function<bool(const Progress&)>;

}  // namespace presswash
