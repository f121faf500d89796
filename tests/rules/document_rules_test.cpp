#include <algorithm>
#include <cctype>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "rules/project_files.h"

namespace presswash::rules {
namespace {

std::vector<ProjectFile> documents() {
  std::vector<ProjectFile> files = files_below("docs", {".md"});
  for (const auto* folder : {"bench", "corpus"}) {
    auto more = files_below(folder, {".md"});
    std::ranges::move(more, std::back_inserter(files));
  }
  if (std::filesystem::exists(project_folder() / "README.md")) {
    files.push_back({"README.md", read_file(project_folder() / "README.md")});
  }
  return files;
}

// Without fenced code, where brackets mean other things.
std::string prose_of(const std::string& text) {
  std::istringstream lines(text);
  std::string prose;
  bool fenced = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      fenced = !fenced;
    } else if (!fenced) {
      prose += line + "\n";
    }
  }
  return prose;
}

// The anchors that headings get: lower case, punctuation dropped, spaces as hyphens.
std::set<std::string> anchors_of(const std::string& text) {
  std::set<std::string> anchors;
  std::istringstream lines(prose_of(text));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("#")) continue;
    std::string anchor;
    for (const char c : line.substr(std::min(line.size(), line.find_first_not_of("# ")))) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == ' ') anchor += '-';
      if (std::isalnum(byte) != 0 || c == '-' || c == '_' || byte >= 0x80)
        anchor += static_cast<char>(std::tolower(byte));
    }
    anchors.insert(anchor);
  }
  return anchors;
}

// The commands that `presswash --help` lists.
std::vector<std::string> commands() {
  std::vector<std::string> names;
  const std::string binary = PRESSWASH_BINARY;
  if (binary.empty()) return names;
  std::istringstream lines(run(binary + " --help").output);
  bool listed = false;
  for (std::string line; std::getline(lines, line);) {
    static const std::regex entry(R"(^  ([a-z][a-z-]*)\b.*)");
    std::smatch match;
    if (line.starts_with("Subcommands:")) {
      listed = true;
    } else if (line.empty()) {
      listed = false;
    } else if (listed && std::regex_match(line, match, entry)) {
      names.push_back(match[1].str());
    }
  }
  return names;
}

TEST(DocumentRules, LinksLeadSomewhere) {
  static const std::regex link(R"(\]\(([^)\s]+)\))");
  for (const auto& file : documents()) {
    const std::string prose = prose_of(file.text);
    for (auto at = std::sregex_iterator(prose.begin(), prose.end(), link); at != std::sregex_iterator(); ++at) {
      const std::string target = (*at)[1].str();
      if (target.find("://") != std::string::npos || target.starts_with("mailto:")) continue;
      const std::size_t hash = target.find('#');
      const auto path = hash == 0 ? file.path : file.path.parent_path() / target.substr(0, hash);
      ASSERT_TRUE(std::filesystem::exists(project_folder() / path)) << file.path << " links to " << target;
      if (hash != std::string::npos) {
        EXPECT_TRUE(anchors_of(read_file(project_folder() / path)).contains(target.substr(hash + 1)))
            << file.path << " links to " << target;
      }
    }
  }
}

TEST(DocumentRules, ReadmeLinksEveryPageOfTheDocuments) {
  const std::string readme = read_file(project_folder() / "README.md");
  for (const auto& file : files_below("docs", {".md"})) {
    EXPECT_NE(readme.find("(" + file.path.string()), std::string::npos) << "README.md does not link " << file.path;
  }
}

TEST(DocumentRules, ReadmeAndManualNameEveryCommand) {
  const auto names = commands();
  if (names.empty()) GTEST_SKIP() << "presswash --help lists no commands";
  const std::string readme = read_file(project_folder() / "README.md");
  const std::string manual = read_file(project_folder() / "docs/commands.md");
  for (const auto& name : names) {
    EXPECT_NE(readme.find("presswash " + name), std::string::npos) << "README.md does not mention presswash " << name;
    EXPECT_NE(manual.find("## presswash " + name + "\n"), std::string::npos)
        << "no presswash " << name << " in the manual";
  }
}

TEST(DocumentRules, ManualSaysWhatHelpSays) {
  const auto names = commands();
  if (names.empty()) GTEST_SKIP() << "presswash --help lists no commands";
  const std::string manual = read_file(project_folder() / "docs/commands.md");
  const std::string binary = PRESSWASH_BINARY;
  EXPECT_NE(manual.find(run(binary + " --help").output), std::string::npos) << "run: make commands-doc";
  for (const auto& name : names) {
    const Ran help = run(binary + " " + name + " --help");
    EXPECT_EQ(help.exit_code, 0) << name;
    EXPECT_NE(manual.find(help.output), std::string::npos) << "presswash " << name << " --help: run make commands-doc";
  }
}

}  // namespace
}  // namespace presswash::rules
