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

/// Numbers by hash, given in the order of arrival: open addressing, the hashes beside the numbers, so that looking one
/// up asks for one place in memory.
class HashPlaces {
 public:
  /// The number of `hash`; of a new one, how many there were before.
  std::uint32_t find_or_add(BlockHash hash) {
    if (std::size_t{count_} * 10 >= places_.size() * 7) grow();
    Place& place = places_[place_of(places_, hash)];
    if (place.number == 0) place = Place(hash, ++count_);
    return place.number - 1;
  }
  [[nodiscard]] std::optional<std::uint32_t> find(BlockHash hash) const {
    if (places_.empty()) return std::nullopt;
    const Place& place = places_[place_of(places_, hash)];
    return place.number == 0 ? std::nullopt : std::optional(place.number - 1);
  }
  /// Asks for the memory that looking `hash` up needs.
  void prefetch(BlockHash hash) const noexcept {
    if (!places_.empty()) __builtin_prefetch(&places_[mix64(hash.value) & (places_.size() - 1)]);
  }
  [[nodiscard]] std::uint64_t memory_bytes() const noexcept { return places_.capacity() * sizeof(Place); }

 private:
  /// Twelve bytes: a scrape has very many.
  struct Place {
    Place() = default;
    Place(BlockHash hash, std::uint32_t its_number) noexcept
        : low(static_cast<std::uint32_t>(hash.value)),
          high(static_cast<std::uint32_t>(hash.value >> 32U)),
          number(its_number) {}
    [[nodiscard]] BlockHash hash() const noexcept { return BlockHash{(std::uint64_t{high} << 32U) | low}; }
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::uint32_t number = 0;  ///< + 1; 0 where free
  };
  /// Where `hash` stands, or would.
  [[nodiscard]] static std::size_t place_of(const std::vector<Place>& places, BlockHash hash) noexcept {
    const std::size_t mask = places.size() - 1;
    std::size_t at = mix64(hash.value) & mask;
    while (places[at].number != 0 && places[at].hash() != hash) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    std::vector<Place> larger(std::max<std::size_t>(1024, places_.size() * 2));
    for (const Place& place : places_) {
      if (place.number != 0) larger[place_of(larger, place.hash())] = place;
    }
    places_ = std::move(larger);
  }
  std::vector<Place> places_;
  std::uint32_t count_ = 0;
};

/// The different blocks of a scrape, each held once: a site says the same on every page. Built by one thread; const
/// use is shareable.
class BlockTexts {
 public:
  /// The id of the block with this hash; `words` are kept when it is new. Ids are given in the order of arrival.
  TextId add(BlockHash hash, BlockHash masked, std::span<const TokenHash> words);

  /// Asks for the memory that adding a block with this hash needs.
  void prefetch(BlockHash hash) const noexcept { text_places_.prefetch(hash); }
  /// Lets go what only adding and finding need; nothing may be added or found afterwards.
  void complete() noexcept {
    text_places_ = {};
    form_places_ = {};
  }

  /// The id of the block with this hash, when there is one.
  [[nodiscard]] std::optional<TextId> find(BlockHash hash) const {
    const auto id = text_places_.find(hash);
    return id ? std::optional(TextId{*id}) : std::nullopt;
  }
  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }
  [[nodiscard]] BlockHash hash(TextId id) const noexcept { return hashes_[id.value]; }
  [[nodiscard]] BlockHash masked(TextId id) const noexcept { return forms_[texts_[id.value].form]; }
  /// The number of its masked form, below `forms()`.
  [[nodiscard]] std::uint32_t form(TextId id) const noexcept { return texts_[id.value].form; }
  [[nodiscard]] std::uint32_t forms() const noexcept { return static_cast<std::uint32_t>(forms_.size()); }
  /// Asks for the memory that `words(id)` needs: for many ids, first all entries, then all words.
  void prefetch_entry(TextId id) const noexcept { __builtin_prefetch(&texts_[id.value]); }
  void prefetch_words(TextId id) const noexcept { __builtin_prefetch(texts_[id.value].words); }
  [[nodiscard]] std::span<const TokenHash> words(TextId id) const noexcept {
    const Text& text = texts_[id.value];
    return {text.words, text.word_count};
  }
  [[nodiscard]] std::uint64_t memory_bytes() const noexcept;

 private:
  /// Sixteen bytes: words are read again and again, from all over the scrape.
  struct Text {
    const TokenHash* words = nullptr;
    std::uint32_t word_count = 0;
    std::uint32_t form = 0;
  };

  std::vector<Text> texts_;
  std::vector<BlockHash> hashes_;  ///< by text
  std::vector<BlockHash> forms_;
  HashPlaces text_places_;
  HashPlaces form_places_;
  Shelves<TokenHash> words_;
};

}  // namespace presswash
