#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "pipeline/progress.h"

namespace presswash::tools {

/// Set by Ctrl-C; a second Ctrl-C ends the process at once.
void request_stop(int signal);
[[nodiscard]] bool stop_requested();

enum class ProgressMode { Auto, Always, Never };

/// Shows a run's progress on standard error: one line that is redrawn on a terminal; plain lines now and then
/// elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(ProgressMode mode);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// The sink to hand to a run; it lives as long as this object.
  [[nodiscard]] ProgressSink sink();

 private:
  void show(const Progress& at);

  using Clock = std::chrono::steady_clock;
  bool terminal_ = false;
  bool shown_ = false;
  bool quiet_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

}  // namespace presswash::tools
