#include <gtest/gtest.h>

#include "rules/project_files.h"

namespace presswash::rules {
namespace {

class Headers : public ::testing::TestWithParam<std::string> {};

// Each header in a translation unit of its own, warnings as errors, without generating code.
TEST_P(Headers, CompileAlone) {
  const std::string compiler = std::string(PRESSWASH_CXX) + " -std=c++20 -fsyntax-only -Wall -Wextra -Werror -I'" +
                               (project_folder() / "core").string() + "' " + PRESSWASH_INCLUDE_FLAGS;
  for (const auto& file : files_below("core/" + GetParam(), {".h"})) {
    const auto name = std::filesystem::relative(file.path, "core").string();
    const Ran ran = run("printf '#include \"" + name + "\"\\n' | " + compiler + " -x c++ -");
    EXPECT_EQ(ran.exit_code, 0) << name << " does not compile alone:\n" << ran.output;
  }
}

INSTANTIATE_TEST_SUITE_P(Core, Headers, ::testing::ValuesIn(core_folders()),
                         [](const auto& folder) { return folder.param; });

}  // namespace
}  // namespace presswash::rules
