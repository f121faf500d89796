#include <gtest/gtest.h>

#include "pipeline/copies_text.h"
#include "reference/story_maker.h"
#include "test_seeds.h"

namespace presswash::copies {
namespace {

using presswash::testing::Scrape;
using presswash::testing::StoryMaker;

TEST(TextCache, GivesTheTextsOfEveryPairInAnyOrder) {
  for (const std::uint64_t seed : presswash::testing::seeds(3)) {
    StoryMaker maker(seed);
    Scrape scrape;
    Texts texts;
    texts.starts.push_back(0);
    constexpr Slot slots = 300;  // more than are kept
    for (Slot slot = 0; slot < slots; ++slot) {
      const bool is_long = slot % 7 == 0;
      scrape.add(maker.story(is_long ? 10'001 + maker.below(50) : 5 + maker.below(60)));
      texts.documents.push_back(DocumentIndex{slot});
      texts.starts.push_back(slot + 1);
    }
    const CopyOptions options;
    const Input input(scrape, scrape.facts, options);
    TextCache cache;
    TextReader a;
    TextReader b;
    for (int i = 0; i < 2000; ++i) {
      const auto first = static_cast<Slot>(maker.below(slots));
      // Often a pair that falls on one place.
      const auto second = static_cast<Slot>(maker.below(3) == 0 ? (first + 128) % slots : maker.below(slots));
      if (first == second) continue;
      const auto pair = cache.read(input, texts, first, second);
      a.read(input, texts, first);
      b.read(input, texts, second);
      ASSERT_EQ(pair.a.words(), a.words()) << seed;
      ASSERT_EQ(pair.b.words(), b.words()) << seed;
      ASSERT_EQ(pair.b.shingles(), b.shingles()) << seed;
    }
  }
}

}  // namespace
}  // namespace presswash::copies
