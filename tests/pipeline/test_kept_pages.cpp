#include <gtest/gtest.h>

#include "pipeline/kept_pages.h"

namespace presswash::testing {
namespace {

Document page(std::uint64_t record, std::size_t bytes) {
  Document out;
  out.source = {.input = 0, .record = record};
  out.text.assign(bytes, 'a');
  return out;
}

TEST(KeptPages, GivesAPageToItsRecordOnly) {
  KeptPages kept;
  kept.keep(page(3, 10));
  EXPECT_FALSE(kept.take({.input = 0, .record = 2}));
  EXPECT_FALSE(kept.take({.input = 1, .record = 3}));
  const auto at = kept.take({.input = 0, .record = 3});
  ASSERT_TRUE(at);
  EXPECT_EQ(at->text.size(), 10U);
}

TEST(KeptPages, KeepsTheFirstPagesUpToItsBound) {
  KeptPages kept(10'000);
  for (std::uint64_t record = 1; record <= 4; ++record) kept.keep(page(record, record == 3 ? 9'000 : 1'000));
  EXPECT_TRUE(kept.take({.input = 0, .record = 1}));
  EXPECT_TRUE(kept.take({.input = 0, .record = 2}));
  EXPECT_FALSE(kept.take({.input = 0, .record = 3})) << "there was no room";
  EXPECT_FALSE(kept.take({.input = 0, .record = 4})) << "none is kept behind one that was not";
}

TEST(KeptPages, GivesAllInInputOrderWhenNoneIsMissing) {
  KeptPages kept;
  EXPECT_FALSE(kept.has_all());
  for (const std::uint64_t record : {2U, 1U, 3U}) kept.keep(page(record, record));
  ASSERT_TRUE(kept.has_all());
  for (const std::uint64_t record : {1U, 2U, 3U}) {
    const auto at = kept.take_first();
    ASSERT_TRUE(at);
    EXPECT_EQ(at->source.record, record);
  }
  EXPECT_FALSE(kept.take_first());
}

TEST(KeptPages, HasNotAllWhenOneHadNoRoomOrWasPassedOver) {
  KeptPages small(5'000);
  small.keep(page(1, 1'000));
  small.keep(page(2, 9'000));
  EXPECT_FALSE(small.has_all());
  KeptPages kept;
  kept.keep(page(1, 10));
  kept.pass_over();
  EXPECT_FALSE(kept.has_all());
}

}  // namespace
}  // namespace presswash::testing
