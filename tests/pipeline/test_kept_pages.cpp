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

}  // namespace
}  // namespace presswash::testing
