#pragma once

#include <CLI/CLI.hpp>

namespace presswash::tools {

/// Each adds its command to the program; a command that was given sets `exit_code`.
void add_clean(CLI::App& app, int& exit_code);
void add_strip(CLI::App& app, int& exit_code);
void add_cluster(CLI::App& app, int& exit_code);
void add_calibrate(CLI::App& app, int& exit_code);
void add_report(CLI::App& app, int& exit_code);
void add_why(CLI::App& app, int& exit_code);
void add_restore(CLI::App& app, int& exit_code);
void add_bench(CLI::App& app, int& exit_code);
void add_train(CLI::App& app, int& exit_code);
void add_eval(CLI::App& app, int& exit_code);

}  // namespace presswash::tools
