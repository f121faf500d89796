#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace presswash::testing {

/// One kind of run that goes wrong; docs/bad-input.md has a row for each.
struct BadRun {
  std::string kind;
  std::function<void()> prepare;  ///< makes files in the working folder
  std::vector<std::string> arguments;
  std::string says;  ///< the first line on standard error; with RUN for the working folder
  int exit_code = 1;
  std::string does;                 ///< "writes nothing", ...
  std::vector<std::string> leaves;  ///< names in the working folder afterwards

  friend void PrintTo(const BadRun& run, std::ostream* out) { *out << run.kind; }
};

[[nodiscard]] std::vector<BadRun> bad_runs();
/// Those of `presswash calibrate`, which are among them.
[[nodiscard]] std::vector<BadRun> bad_calibrations();

}  // namespace presswash::testing
