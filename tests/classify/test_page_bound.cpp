#include <bit>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "classify/page_bound.h"

namespace presswash::testing {
namespace {

struct Judged {
  std::vector<BlockRow> rows;
  std::vector<Verdict> verdicts;

  void add(std::uint32_t place, std::uint16_t words, float score) {
    BlockRow row;
    row.page = true;
    row.joint = std::bit_cast<float>(place);
    row.words = words;
    rows.push_back(row);
    verdicts.emplace_back().score = score;
  }
  [[nodiscard]] double bound() const { return page_bound(rows, verdicts, 0.45, 0.9); }
};

TEST(PageBound, IsTheSureOneWhereAPlaceIsSurelyArticle) {
  Judged page;
  page.add(1, 50, 0.02F);
  page.add(2, 400, 0.6F);
  EXPECT_DOUBLE_EQ(page.bound(), 0.45);
}

TEST(PageBound, RisesWhereNoPlaceIsSurelyArticle) {
  Judged page;
  page.add(1, 50, 0.55F);
  page.add(2, 400, 0.99F);
  EXPECT_NEAR(page.bound(), 1.0 - 0.55 * 0.25, 1e-6);
}

TEST(PageBound, WeighsAPlaceWordByWord) {
  Judged page;
  page.add(1, 90, 0.0F);
  page.add(1, 10, 1.0F);
  EXPECT_NEAR(page.bound(), 0.45, 1e-6);
}

TEST(PageBound, IsTheSureOneWhereNoPlaceHasManyWords) {
  Judged page;
  for (std::uint32_t place = 0; place < 10; ++place) page.add(place, 20, 0.9F);
  EXPECT_DOUBLE_EQ(page.bound(), 0.45);
  EXPECT_DOUBLE_EQ(Judged{}.bound(), 0.45);
}

}  // namespace
}  // namespace presswash::testing
