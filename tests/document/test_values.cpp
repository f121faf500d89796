#include <set>

#include <gtest/gtest.h>

#include "document/cluster.h"
#include "document/kind.h"
#include "document/outcome.h"
#include "document/verdict.h"

namespace presswash {
namespace {

TEST(Kinds, AreFoundByTheirNames) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kind_count; ++i) {
    const auto kind = static_cast<Kind>(i);
    EXPECT_EQ(kind_of(name_of(kind)), kind);
    names.insert(name_of(kind));
  }
  EXPECT_EQ(names.size(), kind_count);
  EXPECT_EQ(kind_of("Article"), std::nullopt);
  EXPECT_EQ(kind_of(""), std::nullopt);
}

TEST(KindSets, FurnitureIsAllButArticleAndHeadline) {
  for (std::size_t i = 0; i < kind_count; ++i) {
    const auto kind = static_cast<Kind>(i);
    EXPECT_EQ(KindSet::furniture().has(kind), kind != Kind::Article && kind != Kind::Headline) << name_of(kind);
  }
  KindSet set;
  set.add(Kind::Cookie);
  EXPECT_TRUE(set.has(Kind::Cookie));
  EXPECT_FALSE(set.has(Kind::Other));
}

TEST(SignSets, CountTheirSigns) {
  SignSet set;
  set.add(Sign::Cue);
  set.add(Sign::Rule);
  set.add(Sign::Cue);
  EXPECT_EQ(set.count(), 2);
  EXPECT_TRUE(set.has(Sign::Rule));
  EXPECT_FALSE(set.has(Sign::List));
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < sign_count; ++i) names.insert(name_of(static_cast<Sign>(i)));
  EXPECT_EQ(names.size(), sign_count);
}

TEST(Relations, HaveTheNamesThatFilesHold) {
  EXPECT_EQ(name_of(Relation::None), "none");
  EXPECT_EQ(name_of(Relation::Identical), "identical");
  EXPECT_EQ(name_of(Relation::Near), "near");
  EXPECT_EQ(name_of(Relation::Excerpt), "excerpt");
}

TEST(CleanedText, IsTheTextWithoutItsRemovedBlocks) {
  const std::string_view text = "One.\nAd.\n\nTwo.";
  std::vector<JudgedBlock> blocks = {{.block = {.offset = 0, .length = 5}, .verdict = {}},
                                     {.block = {.offset = 5, .length = 5}, .verdict = {}},
                                     {.block = {.offset = 10, .length = 4}, .verdict = {}}};
  EXPECT_EQ(cleaned_text(text, blocks), text);
  blocks[1].verdict.removed = true;
  EXPECT_EQ(cleaned_text(text, blocks), "One.\nTwo.");
  for (JudgedBlock& judged : blocks) judged.verdict.removed = true;
  EXPECT_EQ(cleaned_text(text, blocks), "");
  EXPECT_EQ(cleaned_text("", {}), "");
}

}  // namespace
}  // namespace presswash
