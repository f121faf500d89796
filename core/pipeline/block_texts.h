#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/ids.h"
#include "pipeline/shelves.h"

namespace presswash {

/// The different blocks of a scrape, each held once: a site says the same on every page. Built by one thread; const
/// use is shareable.
class BlockTexts {
 public:
  /// The id of the block with this hash; `words` are kept when it is new. Ids are given in the order of arrival.
  TextId add(BlockHash hash, BlockHash masked, std::span<const TokenHash> words);

  /// The id of the block with this hash, when there is one.
  [[nodiscard]] std::optional<TextId> find(BlockHash hash) const noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }
  [[nodiscard]] BlockHash hash(TextId id) const noexcept { return texts_[id.value].hash; }
  [[nodiscard]] BlockHash masked(TextId id) const noexcept { return texts_[id.value].masked; }
  [[nodiscard]] std::span<const TokenHash> words(TextId id) const noexcept { return texts_[id.value].words; }
  [[nodiscard]] std::uint64_t memory_bytes() const noexcept;

 private:
  struct Text {
    BlockHash hash;
    BlockHash masked;
    std::span<const TokenHash> words;
  };
  [[nodiscard]] std::size_t place_of(BlockHash hash) const noexcept;
  void grow();

  std::vector<Text> texts_;
  std::vector<std::uint32_t> places_;  ///< open addressing: id + 1, 0 where free
  Shelves<TokenHash> words_;
};

}  // namespace presswash
