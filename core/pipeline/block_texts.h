#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/hash.h"
#include "base/ids.h"
#include "pipeline/shelves.h"

namespace presswash {

/// Numbers by hash: open addressing over a list of hashes that someone else holds.
class HashPlaces {
 public:
  /// The number of `hash`, or `count` when it is new; then the caller must append it. `hash_of(i)` for i < count.
  template <typename HashOf>
  std::uint32_t find_or_add(BlockHash hash, std::size_t count, HashOf hash_of) {
    if (count * 10 >= places_.size() * 7) {
      places_.assign(std::max<std::size_t>(1024, places_.size() * 2), 0);
      for (std::uint32_t i = 0; i < count; ++i) places_[place_of(hash_of(i), hash_of)] = i + 1;
    }
    std::uint32_t& place = places_[place_of(hash, hash_of)];
    if (place == 0) {
      place = static_cast<std::uint32_t>(count + 1);
      return static_cast<std::uint32_t>(count);
    }
    return place - 1;
  }
  template <typename HashOf>
  [[nodiscard]] std::optional<std::uint32_t> find(BlockHash hash, HashOf hash_of) const {
    if (places_.empty()) return std::nullopt;
    const std::uint32_t place = places_[place_of(hash, hash_of)];
    return place == 0 ? std::nullopt : std::optional(place - 1);
  }
  /// Asks for the memory that looking `hash` up needs first.
  void prefetch(BlockHash hash) const noexcept {
    if (!places_.empty()) __builtin_prefetch(&places_[first_place(hash)]);
  }
  /// The number that stands where `hash` is looked for first, which is most often its own.
  [[nodiscard]] std::optional<std::uint32_t> likely(BlockHash hash) const noexcept {
    const std::uint32_t place = places_.empty() ? 0 : places_[first_place(hash)];
    return place == 0 ? std::nullopt : std::optional(place - 1);
  }
  [[nodiscard]] std::uint64_t memory_bytes() const noexcept { return places_.capacity() * sizeof(std::uint32_t); }

 private:
  [[nodiscard]] std::size_t first_place(BlockHash hash) const noexcept {
    return mix64(hash.value) & (places_.size() - 1);
  }
  template <typename HashOf>
  [[nodiscard]] std::size_t place_of(BlockHash hash, HashOf hash_of) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = first_place(hash);
    while (places_[at] != 0 && hash_of(places_[at] - 1) != hash) at = (at + 1) & mask;
    return at;
  }
  std::vector<std::uint32_t> places_;  ///< number + 1, 0 where free
};

/// The different blocks of a scrape, each held once: a site says the same on every page. Built by one thread; const
/// use is shareable.
class BlockTexts {
 public:
  /// The id of the block with this hash; `words` are kept when it is new. Ids are given in the order of arrival.
  TextId add(BlockHash hash, BlockHash masked, std::span<const TokenHash> words);

  /// Ask for the memory that adding a block with this hash needs: for many blocks, first all places, then all entries.
  void prefetch_place(BlockHash hash) const noexcept { text_places_.prefetch(hash); }
  void prefetch_likely(BlockHash hash) const noexcept {
    if (const auto id = text_places_.likely(hash)) __builtin_prefetch(&texts_[*id]);
  }

  /// The id of the block with this hash, when there is one.
  [[nodiscard]] std::optional<TextId> find(BlockHash hash) const noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }
  [[nodiscard]] BlockHash hash(TextId id) const noexcept { return texts_[id.value].hash; }
  [[nodiscard]] BlockHash masked(TextId id) const noexcept { return forms_[texts_[id.value].form]; }
  /// The number of its masked form, below `forms()`.
  [[nodiscard]] std::uint32_t form(TextId id) const noexcept { return texts_[id.value].form; }
  [[nodiscard]] std::uint32_t forms() const noexcept { return static_cast<std::uint32_t>(forms_.size()); }
  /// Asks for the memory that `words(id)` needs: for many ids, first all entries, then all words.
  void prefetch_entry(TextId id) const noexcept { __builtin_prefetch(&texts_[id.value]); }
  void prefetch_words(TextId id) const noexcept { __builtin_prefetch(texts_[id.value].words.data()); }
  [[nodiscard]] std::span<const TokenHash> words(TextId id) const noexcept { return texts_[id.value].words; }
  [[nodiscard]] std::uint64_t memory_bytes() const noexcept;

 private:
  struct Text {
    BlockHash hash;
    std::uint32_t form = 0;
    std::span<const TokenHash> words;
  };

  std::vector<Text> texts_;
  std::vector<BlockHash> forms_;
  HashPlaces text_places_;
  HashPlaces form_places_;
  Shelves<TokenHash> words_;
};

}  // namespace presswash
