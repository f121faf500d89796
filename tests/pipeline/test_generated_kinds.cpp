#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
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

struct Known {
  std::uint64_t story = 0;
  std::uint64_t found = 0;  ///< 0: stands alone
  bool of_kind = false;
};

/// Shares of pairs in which a document of the kind takes part.
struct PairScore {
  double made = 0;
  double made_rightly = 0;
  double real = 0;
  [[nodiscard]] double precision() const { return made > 0 ? made_rightly / made : 1.0; }
  [[nodiscard]] double recall() const { return real > 0 ? made_rightly / real : 1.0; }
};

PairScore score(const std::vector<Known>& documents, bool all) {
  PairScore out;
  for (std::size_t a = 0; a < documents.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (!all && !documents[a].of_kind && !documents[b].of_kind) continue;
      const bool real = documents[a].story == documents[b].story;
      const bool made = documents[a].found != 0 && documents[a].found == documents[b].found;
      out.made += made ? 1 : 0;
      out.real += real ? 1 : 0;
      out.made_rightly += made && real ? 1 : 0;
    }
  }
  return out;
}

std::vector<Known> judged(const Options& options, Edit kind) {
  auto generator = Generator::make(options);
  if (!generator.ok()) return {};
  std::string folder = (fs::temp_directory_path() / "presswash-kinds-XXXXXX").string();
  const fs::path path = fs::path(::mkdtemp(folder.data())) / "scrape.jsonl";
  std::vector<Known> documents;
  {
    std::ofstream out(path);
    GeneratedDocument document;
    for (std::uint64_t i = 0; i < generator->documents(); ++i) {
      generator->document(i, document);
      documents.push_back({.story = document.cluster, .of_kind = document.edit == kind});
      out << "{\"id\":" << json_string(document.id) << ",\"site\":" << json_string(document.site)
          << ",\"title\":" << json_string(document.title) << ",\"text\":" << json_string(document.text) << "}\n";
    }
  }
  const auto inputs = InputSet::open({path}, {});
  if (!inputs.ok()) return {};
  const auto state = learn(*inputs, {}, {});
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  if (!state.ok()) return {};
  for (std::size_t d = 0; d < documents.size(); ++d)
    documents[d].found = state->copies().clustering.of[d].cluster.value;
  return documents;
}

struct KindCase {
  const char* name;
  Edit kind;
  double digests, templates, liveblogs;
  double least_precision;  ///< of the pairs of the whole scrape
  double least_recall;
};

class GeneratedKinds : public ::testing::TestWithParam<KindCase> {};

TEST_P(GeneratedKinds, AreToldFromCopies) {
  const KindCase& each = GetParam();
  Options options;
  options.documents = 2000;
  options.seed = 11;
  options.digests = each.digests;
  options.templates = each.templates;
  options.liveblogs = each.liveblogs;
  const auto documents = judged(options, each.kind);
  ASSERT_EQ(documents.size(), options.documents);
  const PairScore of_kind = score(documents, false);
  const PairScore all = score(documents, true);
  std::printf("%s: pairs with one: %.0f made, %.0f of them right, %.0f real; all pairs: precision %.4f recall %.4f\n",
              each.name, of_kind.made, of_kind.made_rightly, of_kind.real, all.precision(), all.recall());
  EXPECT_GE(all.precision(), each.least_precision);
  EXPECT_GE(all.recall(), each.least_recall);
}

INSTANTIATE_TEST_SUITE_P(Kinds, GeneratedKinds,
                         ::testing::Values(KindCase{"digest", Edit::Digest, 0.2, 0, 0, 0.98, 0.98},
                                           KindCase{"template", Edit::Template, 0, 0.4, 0, 0.99, 0.98},
                                           KindCase{"liveblog", Edit::Liveblog, 0, 0, 0.5, 0.99, 0.98}),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace presswash::corpus
