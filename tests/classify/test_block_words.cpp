#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classify/block_words.h"
#include "classify_support.h"
#include "segment/lines.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

TEST(BlockReader, SaysTheSameOfABlockThatItHasReadBefore) {
  BlockReader reader;
  for (const std::uint64_t seed : seeds(40)) {
    const std::string text = random_text(seed % 10) + "Call 555-1234, www.example.com\n12:30\n\n";  // texts come again
    for (const Block& block : segment_lines(text)) {
      const std::string_view bytes = std::string_view(text).substr(block.offset, block.length);
      BlockReader fresh;
      std::vector<TokenHash> expected_words{7};
      std::vector<TokenHash> words{7};  // what is in it stays
      const BlockWords expected = fresh.read(bytes, fresh.key_of(bytes), expected_words);
      const BlockWords found = reader.read(bytes, reader.key_of(bytes), words);
      EXPECT_EQ(words, expected_words) << bytes;
      EXPECT_EQ(found.hash, expected.hash) << bytes;
      EXPECT_EQ(found.masked, expected.masked) << bytes;
      EXPECT_EQ(found.facts.shape, expected.facts.shape) << bytes;
      EXPECT_EQ(found.facts.words, expected.facts.words) << bytes;
      EXPECT_EQ(found.facts.characters, expected.facts.characters) << bytes;
      EXPECT_EQ(found.cues.kinds.bits, expected.cues.kinds.bits) << bytes;
      EXPECT_EQ(found.cues.count, expected.cues.count) << bytes;
    }
  }
}

TEST(BlockReader, TellsAnEmptyBlockFromOneItKnows) {
  BlockReader reader;
  std::vector<TokenHash> words;
  const auto read = [&](std::string_view bytes) { return reader.read(bytes, reader.key_of(bytes), words); };
  EXPECT_EQ(read("").facts.characters, 0U);
  EXPECT_TRUE(words.empty());
  EXPECT_EQ(read("\n").hash, read("").hash);
}

TEST(BlockReader, TakesTheServiceOfADatelineForNoCredit) {
  const auto kinds = [](std::string_view text) {
    BlockReader reader;
    std::vector<TokenHash> words;
    return reader.read(text, reader.key_of(text), words).cues.kinds;
  };
  EXPECT_TRUE(kinds("A ferry leaves the harbour. \u00A9 Reuters").has(Kind::Caption));
  EXPECT_FALSE(kinds("OSLO (Reuters) - A ferry left the harbour.").has(Kind::Caption));
  EXPECT_FALSE(kinds("OSLO, Oct. 12 (Reuters) \u2014 A ferry left the harbour.").has(Kind::Caption));
  // A cue behind the dateline still counts.
  EXPECT_TRUE(kinds("OSLO (Reuters) - A ferry in the harbour. Photo credit: Ada Vale").has(Kind::Caption));
}

}  // namespace
}  // namespace presswash::testing
