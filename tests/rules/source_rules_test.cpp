#include <algorithm>
#include <regex>

#include <gtest/gtest.h>

#include "rules/project_files.h"

namespace presswash::rules {
namespace {

void expect_absent(const ProjectFile& file, const std::regex& pattern, const std::string& what) {
  const std::string code = code_only(file.text);
  std::smatch match;
  if (!std::regex_search(code, match, pattern)) return;
  const auto line = 1 + std::count(code.begin(), code.begin() + match.position(), '\n');
  ADD_FAILURE() << file.path.string() << ":" << line << ": " << what << ": " << match.str();
}

TEST(SourceRules, CoreNeverPrints) {
  const std::regex printing(
      R"(\bstd::(cout|cerr|clog)\b|\b(f|v|vf)?printf\s*\(|\bf?puts\s*\(|\bfmt::print\b|\bperror\b)");
  for (const auto& file : files_below("core", {".h", ".cpp"})) expect_absent(file, printing, "core/ prints");
}

TEST(SourceRules, CoreNeverEndsTheProcess) {
  const std::regex ending(R"(\b(exit|_exit|quick_exit|abort|terminate)\s*\()");
  for (const auto& file : files_below("core", {".h", ".cpp"})) expect_absent(file, ending, "core/ ends the process");
}

TEST(SourceRules, HeadersAreIncludedOnceAndImportNoNames) {
  for (const auto& folder : {"core", "tools", "corpus", "tests", "bench"}) {
    for (const auto& file : files_below(folder, {".h"})) {
      EXPECT_TRUE(file.text.starts_with("#pragma once\n")) << file.path;
      expect_absent(file, std::regex(R"(\busing\s+namespace\b)"), "a header imports a namespace");
    }
  }
}

TEST(SourceRules, PublicHeadersDefineNoMacros) {
  for (const auto& file : files_below("core", {".h"})) {
    expect_absent(file, std::regex(R"(#\s*define\b)"), "a public header defines a macro");
  }
}

TEST(SourceRules, EverySourceIsListedInItsFoldersCMakeFile) {
  for (const auto& folder : {"core", "tools", "corpus", "tests", "bench"}) {
    for (const auto& file : files_below(folder, {".cpp"})) {
      const auto lists = project_folder() / file.path.parent_path() / "CMakeLists.txt";
      if (!std::filesystem::exists(lists)) continue;
      EXPECT_NE(read_file(lists).find(file.path.stem().string()), std::string::npos)
          << file.path << " is built by nobody";
    }
  }
}

TEST(SourceRules, BuildFilesListTheirSources) {
  for (const auto& folder : {"core", "tools", "corpus", "tests", "bench", "cmake"}) {
    for (const auto& file : files_below(folder, {".txt", ".cmake"})) {
      EXPECT_FALSE(std::regex_search(file.text, std::regex(R"(\bGLOB(_RECURSE)?\b)"))) << file.path;
    }
  }
}

TEST(SourceRules, CodeOnlyBlanksCommentsAndLiterals) {
  EXPECT_EQ(code_only("a // exit(\nb"), "a         \nb");
  EXPECT_EQ(code_only("f(\"exit(\")"), "f(       )");
  EXPECT_EQ(code_only("R\"x(exit()x\" c"), "             c");
  EXPECT_EQ(code_only("1'000 + 'x'"), "1'000 +    ");
  EXPECT_EQ(code_only("/* a\nb */ c"), "    \n     c");
}

}  // namespace
}  // namespace presswash::rules
