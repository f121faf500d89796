#include <algorithm>

#include <gtest/gtest.h>

#include "rules/project_files.h"

namespace presswash::rules {
namespace {

std::size_t rank_of(const std::string& folder) {
  const auto& folders = core_folders();
  return static_cast<std::size_t>(std::ranges::find(folders, folder) - folders.begin());
}

bool starts_with_any(const std::string& name, const std::vector<std::string>& starts) {
  return std::ranges::any_of(starts, [&](const auto& start) { return name.starts_with(start); });
}

std::vector<ProjectFile> core_files() { return files_below("core", {".h", ".cpp"}); }

TEST(IncludeRules, EveryFolderOfCoreHasARank) {
  for (const auto& file : core_files()) EXPECT_LT(rank_of(file.core_folder()), core_folders().size()) << file.path;
}

TEST(IncludeRules, AFolderIncludesOnlyItselfAndThoseBeforeIt) {
  for (const auto& file : core_files()) {
    const std::string own = file.core_folder();
    for (const auto& include : includes_of(file.text)) {
      if (!include.quoted) continue;
      if (own == "classify" && include.name == "sketch/tokens.h") continue;
      const std::string other = include.name.substr(0, include.name.find('/'));
      EXPECT_LE(rank_of(other), rank_of(own)) << file.path << " includes " << include.name;
    }
  }
}

TEST(IncludeRules, QuotedIncludesNameFilesOfCoreFromItsRoot) {
  for (const auto& file : core_files()) {
    for (const auto& include : includes_of(file.text)) {
      if (include.quoted) {
        EXPECT_TRUE(std::filesystem::exists(project_folder() / "core" / include.name))
            << file.path << ": " << include.name;
      }
    }
  }
}

TEST(IncludeRules, HeadersOfCoreHideTheLibrariesItIsBuiltWith) {
  const std::vector<std::string> hidden{"simdjson", "tbb/",     "oneapi/", "fmt/", "zlib",
                                        "zstd",     "utf8proc", "xxh",     "CLI/"};
  for (const auto& file : core_files()) {
    if (!file.is_header()) continue;
    for (const auto& include : includes_of(file.text)) {
      EXPECT_FALSE(starts_with_any(include.name, hidden)) << file.path << " includes " << include.name;
      if (file.core_folder() != "classify") {
        EXPECT_FALSE(include.name.starts_with("Eigen/")) << file.path << " includes " << include.name;
      }
    }
  }
}

TEST(IncludeRules, ThreadsLiveInThePipelineOnly) {
  const std::vector<std::string> threads{"thread",    "mutex",      "shared_mutex", "condition_variable",
                                         "future",    "stop_token", "latch",        "barrier",
                                         "semaphore", "tbb/",       "oneapi/",      "pthread.h"};
  for (const auto& file : core_files()) {
    if (file.core_folder() == "pipeline") continue;
    for (const auto& include : includes_of(file.text)) {
      EXPECT_FALSE(!include.quoted && starts_with_any(include.name, threads))
          << file.path << " includes " << include.name;
    }
  }
}

TEST(IncludeRules, PathsAppearInReadWriteAndThePipelineOnly) {
  for (const auto& file : core_files()) {
    const std::string folder = file.core_folder();
    if (folder == "read" || folder == "write" || folder == "pipeline") continue;
    // The block model is a file of its own; base/file is what read and write share.
    if (file.path.stem() == "model" || (folder == "base" && file.path.stem() == "file")) continue;
    for (const auto& include : includes_of(file.text)) {
      EXPECT_FALSE(include.name == "filesystem" || include.name == "fstream")
          << file.path << " includes " << include.name;
    }
  }
}

TEST(IncludeRules, CoreDoesNotIncludeStandardStreams) {
  for (const auto& file : core_files()) {
    for (const auto& include : includes_of(file.text)) EXPECT_NE(include.name, "iostream") << file.path;
  }
}

TEST(IncludeRules, CommandsUseCoreAndTheCorpusOnly) {
  for (const auto& file : files_below("tools", {".h", ".cpp"})) {
    for (const auto& include : includes_of(file.text)) {
      if (!include.quoted) continue;
      const bool known = std::filesystem::exists(project_folder() / "core" / include.name) ||
                         std::filesystem::exists(project_folder() / "tools" / include.name) ||
                         std::filesystem::exists(project_folder() / "corpus" / include.name) ||
                         std::filesystem::exists(project_folder() / include.name);
      EXPECT_TRUE(known) << file.path << " includes " << include.name;
    }
  }
}

}  // namespace
}  // namespace presswash::rules
