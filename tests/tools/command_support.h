#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace presswash::testing {

/// A temporary folder that is the working folder while it lives.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return folder_; }

 private:
  std::filesystem::path before_;
  std::filesystem::path folder_;
};

/// A program that is running; its output goes to files.
class Running {
 public:
  Running(const std::string& program, const std::vector<std::string>& arguments, std::string_view input = {});
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running();
  void send(int signal) const;
  /// Waits for the end: the exit code, or 128 and the number of the signal that ended it.
  [[nodiscard]] int wait();
  /// What it wrote so far.
  [[nodiscard]] std::string output() const;
  [[nodiscard]] std::string errors() const;

 private:
  std::filesystem::path files_;
  pid_t process_ = 0;
};

struct Ran {
  int exit_code = 0;
  std::string output;
  std::string errors;
};

/// Runs `presswash ARGUMENTS...` as a user runs it, with `input` as standard input.
[[nodiscard]] Ran presswash(const std::vector<std::string>& arguments, std::string_view input = {});

[[nodiscard]] std::string scrape_path();  ///< of corpus/scrape.jsonl
[[nodiscard]] std::string contents(const std::filesystem::path& file);
void put(const std::filesystem::path& file, std::string_view bytes);
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);
/// Names in a folder, hidden ones too, sorted.
[[nodiscard]] std::vector<std::string> names_in(const std::filesystem::path& folder);
/// Bytes of every file of a run by name, timings.json aside.
[[nodiscard]] std::map<std::string, std::string> files_of(const std::filesystem::path& run);

/// The value of a field of a JSON row, by JSON pointer: strings decoded, other values as they are written. Absent when
/// there is no such field.
[[nodiscard]] std::optional<std::string> field(const std::string& row, const std::string& pointer);
/// All values of a list in a JSON row.
[[nodiscard]] std::vector<std::string> list(const std::string& row, const std::string& pointer);

/// "{"id":...,"site":...,"text":...}" and a line end.
[[nodiscard]] std::string record(const std::string& id, const std::string& site, const std::string& text);
/// A story of `sentences` sentences with words of its own for each `number`.
[[nodiscard]] std::string story(unsigned number, unsigned sentences = 12);

}  // namespace presswash::testing
