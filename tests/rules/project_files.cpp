#include "rules/project_files.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <regex>
#include <sstream>

#include <sys/wait.h>

namespace presswash::rules {
namespace fs = std::filesystem;

namespace {

// Where a literal or comment that starts at `at` ends, and whether there is one.
struct Span {
  std::size_t end = 0;
  bool found = false;
};

Span quoted_literal(std::string_view text, std::size_t at) {
  const char quote = text[at];
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != quote && text[end] != '\n') end += text[end] == '\\' ? 2U : 1U;
  return {std::min(end + 1, text.size()), true};
}

Span raw_literal(std::string_view text, std::size_t at) {
  const std::size_t open = text.find('(', at);
  if (open == std::string_view::npos) return {};
  const std::string close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
  const std::size_t end = text.find(close, open);
  return {end == std::string_view::npos ? text.size() : end + close.size(), true};
}

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

Span blank_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//")) return {std::min(text.find('\n', at), text.size()), true};
  if (rest.starts_with("/*")) {
    const std::size_t end = text.find("*/", at + 2);
    return {end == std::string_view::npos ? text.size() : end + 2, true};
  }
  if (rest.starts_with("R\"") && (at == 0 || !is_name(text[at - 1]))) return raw_literal(text, at);
  if (rest.front() == '"') return quoted_literal(text, at);
  const bool digit_separator = at > 0 && is_name(text[at - 1]);
  if (rest.front() == '\'' && !digit_separator) return quoted_literal(text, at);
  return {};
}

}  // namespace

std::string ProjectFile::core_folder() const {
  auto part = path.begin();
  if (part == path.end() || *part != "core") return {};
  ++part;
  return part == path.end() || std::next(part) == path.end() ? std::string{} : part->string();
}

const std::vector<std::string>& core_folders() {
  static const std::vector<std::string> folders{"base",   "document", "read",    "segment", "classify",
                                                "sketch", "match",    "cluster", "write",   "pipeline"};
  return folders;
}

fs::path project_folder() { return PRESSWASH_SOURCE_DIR; }

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<ProjectFile> files_below(const fs::path& folder, const std::vector<std::string>& extensions) {
  std::vector<ProjectFile> files;
  if (!fs::exists(project_folder() / folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(project_folder() / folder)) {
    const auto extension = entry.path().extension().string();
    if (!entry.is_regular_file() || std::ranges::find(extensions, extension) == extensions.end()) continue;
    files.push_back({fs::relative(entry.path(), project_folder()), read_file(entry.path())});
  }
  std::ranges::sort(files, {}, &ProjectFile::path);
  return files;
}

std::string code_only(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at < text.size();) {
    const Span span = blank_at(text, at);
    if (!span.found) {
      ++at;
      continue;
    }
    for (std::size_t i = at; i < span.end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = span.end;
  }
  return code;
}

std::vector<Include> includes_of(std::string_view text) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> includes;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (std::regex_search(line, match, pattern)) includes.push_back({match[2].str(), match[1].str() == "\""});
  }
  return includes;
}

Ran run(const std::string& command) {
  Ran ran;
  FILE* pipe = popen(("(" + command + ") 2>&1").c_str(), "r");
  if (pipe == nullptr) return {127, "cannot start a shell"};
  std::array<char, 4096> buffer{};
  while (const std::size_t got = fread(buffer.data(), 1, buffer.size(), pipe)) ran.output.append(buffer.data(), got);
  const int status = pclose(pipe);
  ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return ran;
}

}  // namespace presswash::rules
