#include "progress.h"

#include <atomic>
#include <cmath>
#include <csignal>
#include <cstdlib>

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace presswash::tools {
namespace {

std::atomic<bool> stop{false};

std::string duration(double seconds) {
  const auto s = std::lround(seconds);
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{}:{:02} min", s / 60, s % 60);
  return fmt::format("{}:{:02} h", s / 3600, s % 3600 / 60);
}

/// Columns of the terminal; 80 where it does not tell.
std::size_t terminal_width() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

void request_stop(int signal) {
  if (stop.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

bool stop_requested() { return stop.load(); }

ProgressLine::ProgressLine(ProgressMode mode) {
  terminal_ = isatty(STDERR_FILENO) != 0;
  quiet_ = mode == ProgressMode::Never;
  if (mode == ProgressMode::Auto && !terminal_) last_ = start_ + std::chrono::seconds(5);
}

ProgressLine::~ProgressLine() {
  if (terminal_ && shown_) fmt::print(stderr, "\r\033[K");
}

ProgressSink ProgressLine::sink() {
  return [this](const Progress& at) {
    if (!quiet_) show(at);
    return !stop_requested();
  };
}

void ProgressLine::show(const Progress& at) {
  const auto now = Clock::now();
  const auto pause = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(5000);
  if (now < last_ + pause) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::string line = fmt::format("{:3.0f}%  {}", at.share * 100.0, at.stage);
  if (at.documents > 0) line += fmt::format("  {} documents", at.documents);
  if (at.documents > 0 && seconds > 0.5) line += fmt::format(", {:.0f}/s", static_cast<double>(at.documents) / seconds);
  if (at.share > 0.02 && seconds > 1.0)
    line += fmt::format("  {} left", duration(seconds / at.share * (1.0 - at.share)));
  if (terminal_) {
    line.resize(std::min(line.size(), terminal_width() - 1));
    fmt::print(stderr, "\r{}\033[K", line);
    std::fflush(stderr);
  } else {
    fmt::print(stderr, "{}\n", line);
  }
  shown_ = true;
}

}  // namespace presswash::tools
