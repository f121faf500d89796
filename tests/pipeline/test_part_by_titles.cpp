#include <string>

#include <gtest/gtest.h>

#include "pipeline/copies_stages.h"
#include "titled_scrape.h"

namespace presswash::copies {
namespace {

using presswash::testing::Titled;

TEST(PartByTitles, PartsEqualBriefsThatAreAboutDifferentThings) {
  const std::string notice = "hog prices were steady to lower at the market today in moderate trading";
  Titled documents;
  documents.add(notice, "omaha hogs lower");
  documents.add(notice, "omaha hogs lower");
  documents.add(notice, "peoria swine steady");
  documents.add(notice, "");
  for (int i = 0; i < 60; ++i) {
    documents.add(notice + " lot" + std::to_string(i), "livestock report" + std::to_string(i));
  }
  const CopyOptions options;
  const Input input(documents, documents.facts, options);
  const std::function<bool(double)> silent;
  Progress progress(silent);
  Texts texts = collapse_identical(input, progress);
  ASSERT_EQ(texts.all(0).size(), 4U);
  const Slot before = texts.size();
  const WordCounts words = count_words(input, texts);
  part_by_titles(input, words, texts);
  ASSERT_EQ(texts.size(), before + 1);
  const auto with = [&](std::uint32_t document) {
    for (Slot slot = 0; slot < texts.size(); ++slot) {
      for (const DocumentIndex each : texts.all(slot)) {
        if (each.value == document) return slot;
      }
    }
    return no_slot;
  };
  EXPECT_EQ(with(0), with(1));
  EXPECT_NE(with(0), with(2));
  EXPECT_EQ(with(0), with(3)) << "without a title nothing tells them apart";
  EXPECT_NE(texts.hashes[with(0)], texts.hashes[with(2)]);
}

}  // namespace
}  // namespace presswash::copies
