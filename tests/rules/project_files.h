#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace presswash::rules {

/// One file of the project.
struct ProjectFile {
  std::filesystem::path path;  ///< relative to the project's folder
  std::string text;

  [[nodiscard]] bool is_header() const { return path.extension() == ".h"; }
  /// Of core/read/open.cpp: "read". Empty outside core/.
  [[nodiscard]] std::string core_folder() const;
};

/// The folders of core/, lowest first: a file includes its own folder's files and those of folders before it.
[[nodiscard]] const std::vector<std::string>& core_folders();

/// The files below `folder` (relative to the project's) that have one of the extensions, sorted by path.
[[nodiscard]] std::vector<ProjectFile> files_below(const std::filesystem::path& folder,
                                                   const std::vector<std::string>& extensions);

[[nodiscard]] std::filesystem::path project_folder();
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// C++ code with comments and the contents of literals blanked out; lines stay where they are.
[[nodiscard]] std::string code_only(std::string_view text);

/// An #include line: `name` without its quotes or brackets.
struct Include {
  std::string name;
  bool quoted = false;
};
[[nodiscard]] std::vector<Include> includes_of(std::string_view text);

/// Runs a program by the shell and returns what it printed to standard output and standard error.
struct Ran {
  int exit_code = 0;
  std::string output;
};
[[nodiscard]] Ran run(const std::string& command);

}  // namespace presswash::rules
