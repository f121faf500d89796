#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/clean.h"
#include "pipeline/kept_pages.h"
#include "read/input_set.h"

namespace presswash {

/// Documents that follow each other, with what became of them.
struct JudgedBatch {
  std::vector<const Document*> documents;
  std::vector<Outcome> outcomes;  ///< by document
};

/// What is made of documents on the second reading: `work` on many threads, `take` with its result in input order.
struct BatchSteps {
  std::function<std::shared_ptr<void>(const JudgedBatch&)> work;  ///< may be absent
  std::function<Status(const JudgedBatch&, const std::shared_ptr<void>&)> take;
};

/// The two readings of the inputs, with what they count and how far they are. What it is given must outlive it.
class CleanRun {
 public:
  CleanRun(const InputSet& inputs, const CleanOptions& options, const ProgressSink& progress)
      : inputs_(inputs), options_(options), progress_(progress) {}

  /// The first reading: decides everything.
  [[nodiscard]] Result<State> learn(const UnreadSink& unread);
  /// The second: hands all documents over with their outcomes. `stage` names it. Errors: those of the steps,
  /// InputChanged.
  [[nodiscard]] Status hand_over(const State& state, const std::string& stage, const BatchSteps& steps);

  [[nodiscard]] CleanFigures& figures() noexcept { return figures_; }

 private:
  const InputSet& inputs_;
  const CleanOptions& options_;
  const ProgressSink& progress_;
  KeptPages kept_;
  CleanFigures figures_;
};

}  // namespace presswash
