#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "generator/generator.h"
#include "pipeline/learn.h"
#include "read/json_text.h"

namespace presswash::corpus {
namespace {

namespace fs = std::filesystem;

/// Edits that leave the article's words as they were.
const std::set<Edit> untouched = {Edit::Original,  Edit::Exact,      Edit::Headline,  Edit::Rerun,
                                  Edit::Rewrapped, Edit::Typography, Edit::Correction};

/// What was told of a generated scrape whose documents have no times.
struct Told {
  std::size_t stories = 0;  ///< whole ones, with an untouched text and others
  std::size_t decided = 0;
  std::size_t right = 0;                         ///< the source is an untouched text
  std::map<Edit, std::vector<Changes>> changes;  ///< of copies against an untouched text
};

Told told(std::uint64_t documents, std::uint64_t seed) {
  Options options;
  options.documents = documents;
  options.seed = seed;
  options.liveblogs = 0;
  auto generator = Generator::make(options);
  if (!generator.ok()) return {};
  std::string folder = (fs::temp_directory_path() / "presswash-details-XXXXXX").string();
  const fs::path path = fs::path(::mkdtemp(folder.data())) / "scrape.jsonl";
  std::vector<Edit> edits;
  std::vector<std::uint64_t> stories;
  {
    std::ofstream out(path);
    GeneratedDocument document;
    for (std::uint64_t i = 0; i < generator->documents(); ++i) {
      generator->document(i, document);
      edits.push_back(document.edit);
      stories.push_back(document.cluster);
      out << "{\"id\":" << json_string(document.id) << ",\"site\":" << json_string(document.site)
          << ",\"title\":" << json_string(document.title) << ",\"text\":" << json_string(document.text) << "}\n";
    }
  }
  const auto inputs = InputSet::open({path}, {});
  const auto state = learn(*inputs, {}, {});
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  if (!state.ok()) return {};
  Told out;
  const auto& clusters = state->copies().clustering.clusters;
  const std::vector<StoryDetails> details = state->story_details();
  for (std::size_t c = 0; c < clusters.size(); ++c) {
    std::set<std::uint64_t> told_here;
    std::set<bool> kinds;
    for (const DocumentIndex member : clusters[c].members) {
      told_here.insert(stories[member.value]);
      kinds.insert(untouched.contains(edits[member.value]));
    }
    if (told_here.size() > 1) continue;
    if (kinds.size() == 2) {
      ++out.stories;
      if (details[c].source != no_document) {
        ++out.decided;
        out.right += untouched.contains(edits[details[c].source.value]) ? 1U : 0U;
      }
    }
    for (std::size_t i = 1; i < clusters[c].members.size(); ++i) {
      const DocumentIndex member = clusters[c].members[i];
      const DocumentIndex survivor = state->copies().clustering.of[member.value].survivor;
      const DocumentIndex against = survivor == no_document ? clusters[c].members.front() : survivor;
      if (untouched.contains(edits[against.value])) out.changes[edits[member.value]].push_back(details[c].changes[i]);
    }
  }
  return out;
}

double share(const std::vector<Changes>& all, const std::function<bool(const Changes&)>& has) {
  double count = 0;
  for (const Changes& changes : all) count += has(changes) ? 1 : 0;
  return all.empty() ? 0.0 : count / static_cast<double>(all.size());
}

// Bounds are some points below what was measured; another seed moves the shares by two or three.
TEST(GeneratedDetails, TellTheSourceAndWhatWasDoneToItsCopies) {
  Told all = told(4000, 21);
  std::printf("source told by text in %zu of %zu stories, right in %zu\n", all.decided, all.stories, all.right);
  ASSERT_GT(all.stories, 200U);
  EXPECT_GE(static_cast<double>(all.right), 0.92 * static_cast<double>(all.decided));
  EXPECT_GE(static_cast<double>(all.decided), 0.25 * static_cast<double>(all.stories));

  const auto expect = [&](const char* name, Edit edit, double least, const std::function<bool(const Changes&)>& has) {
    const double found = share(all.changes[edit], has);
    std::printf("%-10s %4zu copies, told as such: %.3f\n", name, all.changes[edit].size(), found);
    EXPECT_GE(found, least) << name;
  };
  const auto cut = [](const Changes& changes) { return changes.cut > 0; };
  const auto few = [](const Changes& changes) {
    return changes.relead == 0 && changes.added + changes.cut + changes.edited + changes.moved <= 24;
  };
  expect("exact", Edit::Exact, 0.75, few);
  expect("rewrapped", Edit::Rewrapped, 0.6, few);  // of few copies
  expect("cut", Edit::Cut, 0.9, cut);
  expect("teaser", Edit::Teaser, 0.9, cut);
  expect("dropped", Edit::Dropped, 0.9, cut);
  expect("local", Edit::Local, 0.9, [](const Changes& changes) { return changes.added > 0; });
  expect("relead", Edit::Relead, 0.7, [](const Changes& changes) { return changes.relead > 0; });
  expect("light", Edit::Light, 0.85, [](const Changes& changes) { return changes.edited > 0; });
}

}  // namespace
}  // namespace presswash::corpus
