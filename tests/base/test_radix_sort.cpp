#include <algorithm>

#include <gtest/gtest.h>

#include "base/radix_sort.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

struct Item {
  std::uint64_t key = 0;
  std::uint32_t came = 0;
  friend bool operator==(const Item&, const Item&) = default;
};

TEST(RadixSort, SortsAsAStableSortDoes) {
  std::vector<Item> scratch;
  for (const std::uint64_t seed : seeds(120)) {
    Random random(seed);
    const std::size_t size = random() % (seed % 3 == 0 ? 40 : 3000);
    // Keys differ in a few bits only, in the highest ones, or in all.
    const std::uint64_t masks[] = {0x7, 0xF0, 0xFFF, 0xFF00000000000000ULL, 0x1FFFF00000FFFULL, ~0ULL};
    const std::uint64_t mask = masks[random() % std::size(masks)];
    std::vector<Item> items(size);
    for (std::uint32_t i = 0; i < size; ++i) items[i] = {.key = random() & mask, .came = i};
    std::vector<Item> expected = items;
    std::ranges::stable_sort(expected, {}, &Item::key);
    radix_sort(std::span(items), scratch, [](const Item& item) { return item.key; });
    ASSERT_EQ(items, expected) << seed;
  }
}

TEST(RadixSort, TakesNothingAndEqualKeys) {
  std::vector<Item> scratch;
  std::vector<Item> none;
  radix_sort(std::span(none), scratch, [](const Item& item) { return item.key; });
  std::vector<Item> equal(1000, Item{.key = 7});
  for (std::uint32_t i = 0; i < equal.size(); ++i) equal[i].came = i;
  const std::vector<Item> expected = equal;
  radix_sort(std::span(equal), scratch, [](const Item& item) { return item.key; });
  EXPECT_EQ(equal, expected);
}

}  // namespace
}  // namespace presswash::testing
