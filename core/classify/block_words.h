#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/ids.h"
#include "classify/block_facts.h"
#include "classify/cues.h"
#include "sketch/tokens.h"

namespace presswash {

/// What can be told of a block from its own bytes.
struct BlockWords {
  BlockFacts facts;
  CueHits cues;
  BlockHash hash;    ///< of its words
  BlockHash masked;  ///< of its words with digits masked
};

/// Hash of normalised words; 0 when there are none.
[[nodiscard]] BlockHash hash_of_words(std::span<const TokenHash> words) noexcept;

/// Reads blocks one by one. A site says the same on every page, so short blocks that were read lately are looked up by
/// the hash of their bytes (128 bits); the result is the same. The table grows with what is read, from some 40 KB to
/// 6 MB: one reader a thread.
class BlockReader {
 public:
  /// By what a block is looked up; asks for the memory that this needs. `bytes`: the block with its separator.
  [[nodiscard]] Hash128 key_of(std::string_view bytes) const;
  /// Appends its normalised words to `tokens`. `key`: by key_of, best some blocks ahead.
  BlockWords read(std::string_view bytes, const Hash128& key, std::vector<TokenHash>& tokens);

 private:
  static constexpr std::size_t least_known = std::size_t{1} << 8U;
  static constexpr std::size_t most_known = std::size_t{1} << 15U;
  static constexpr std::size_t known_words = 24;
  static constexpr std::size_t known_bytes = 240;
  struct alignas(64) Known {
    Hash128 key;
    BlockWords block;
    std::uint32_t count = 0;
    TokenHash words[known_words];
  };
  BlockWords take_apart(std::string_view bytes, std::vector<TokenHash>& tokens);

  Tokenizer tokenizer_;
  std::vector<TokenHash> scratch_;
  std::vector<Known> known_ = std::vector<Known>(least_known);  ///< by the low bits of the key; the latest stays
  std::size_t taken_ = 0;                                       ///< blocks put into the table since it grew
};

}  // namespace presswash
