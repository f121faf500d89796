#include "pipeline/block_texts.h"

#include <algorithm>

#include "base/hash.h"

namespace presswash {
std::size_t BlockTexts::place_of(BlockHash hash) const noexcept {
  const std::size_t mask = places_.size() - 1;
  std::size_t at = mix64(hash.value) & mask;
  while (places_[at] != 0 && texts_[places_[at] - 1].hash != hash) at = (at + 1) & mask;
  return at;
}

void BlockTexts::grow() {
  places_.assign(std::max<std::size_t>(1024, places_.size() * 2), 0);
  for (std::uint32_t id = 0; id < texts_.size(); ++id) places_[place_of(texts_[id].hash)] = id + 1;
}

TextId BlockTexts::add(BlockHash hash, BlockHash masked, std::span<const TokenHash> words) {
  if (texts_.size() * 2 >= places_.size()) grow();
  std::uint32_t& place = places_[place_of(hash)];
  if (place == 0) {
    texts_.push_back({.hash = hash, .masked = masked, .words = words_.keep(words)});
    place = static_cast<std::uint32_t>(texts_.size());
  }
  return TextId{place - 1};
}

std::optional<TextId> BlockTexts::find(BlockHash hash) const noexcept {
  if (places_.empty()) return std::nullopt;
  const std::uint32_t place = places_[place_of(hash)];
  return place == 0 ? std::nullopt : std::optional(TextId{place - 1});
}

std::uint64_t BlockTexts::memory_bytes() const noexcept {
  return texts_.capacity() * sizeof(Text) + places_.capacity() * sizeof(std::uint32_t) + words_.memory_bytes();
}

}  // namespace presswash
