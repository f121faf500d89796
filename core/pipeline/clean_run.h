#pragma once

#include <functional>
#include <memory>
#include <string>

#include "pipeline/clean.h"
#include "pipeline/kept_pages.h"
#include "read/input_set.h"

namespace presswash {

/// What is made of a document on the second reading: `work` on many threads, `take` with its result in input order.
struct DocumentSteps {
  std::function<std::shared_ptr<void>(const Document&, const Outcome&)> work;  ///< may be absent
  std::function<Status(const Document&, const Outcome&, const std::shared_ptr<void>&)> take;
};

/// The two readings of the inputs, with what they count and how far they are. What it is given must outlive it.
class CleanRun {
 public:
  CleanRun(const InputSet& inputs, const CleanOptions& options, const ProgressSink& progress)
      : inputs_(inputs), options_(options), progress_(progress) {}

  /// The first reading: decides everything.
  [[nodiscard]] Result<State> learn(const UnreadSink& unread);
  /// The second: hands every document over with its outcome. `stage` names it. Errors: those of the steps,
  /// InputChanged.
  [[nodiscard]] Status hand_over(const State& state, const std::string& stage, const DocumentSteps& steps);

  [[nodiscard]] CleanFigures& figures() noexcept { return figures_; }

 private:
  const InputSet& inputs_;
  const CleanOptions& options_;
  const ProgressSink& progress_;
  KeptPages kept_;
  CleanFigures figures_;
};

}  // namespace presswash
