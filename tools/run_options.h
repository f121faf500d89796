#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "pipeline/clean.h"
#include "progress.h"

namespace presswash::tools {

/// The options that clean, strip, cluster and bench share, as the user gave them.
struct RunArguments {
  std::vector<std::string> inputs;
  std::string out;
  unsigned threads = 0;
  std::string memory;
  std::string keep = "cleanest";
  CopyOptions copies;
  bool keep_headline = false;
  std::string kinds;
  std::string rules;
  std::string model;
  std::vector<std::string> fields;
  std::string site_from = "url";
  std::string segment = "auto";
  std::string compress = "none";
  bool force = false;
  bool dry_run = false;
  bool pairs = false;  ///< print every verified pair
  bool related = false;
  bool allow_rejects = false;
  std::string progress = "auto";
  bool quiet = false;
  bool keep_html = false;
};

/// INPUT is required unless the caller says otherwise.
CLI::Option* add_input(CLI::App& command, RunArguments& arguments);
void add_out_folder(CLI::App& command, RunArguments& arguments);
void add_output(CLI::App& command, RunArguments& arguments);
void add_shared(CLI::App& command, RunArguments& arguments);

/// The options a run understands. Errors: InvalidArgument, in words of the command line; NotFound for files it names.
[[nodiscard]] Result<CleanOptions> options_of(const RunArguments& arguments);
[[nodiscard]] ProgressMode progress_mode_of(const RunArguments& arguments);
[[nodiscard]] std::vector<std::filesystem::path> inputs_of(const RunArguments& arguments);

/// Prints "presswash: ..." and gives the exit code for the error.
int report_error(const Error& error);

}  // namespace presswash::tools
