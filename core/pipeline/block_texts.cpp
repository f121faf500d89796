#include "pipeline/block_texts.h"

namespace presswash {

TextId BlockTexts::add(BlockHash hash, BlockHash masked, std::span<const TokenHash> words) {
  const auto text_hash = [this](std::uint32_t id) { return texts_[id].hash; };
  const std::uint32_t id = text_places_.find_or_add(hash, texts_.size(), text_hash);
  if (id == texts_.size()) {
    const auto form_hash = [this](std::uint32_t form) { return forms_[form]; };
    const std::uint32_t form = form_places_.find_or_add(masked, forms_.size(), form_hash);
    if (form == forms_.size()) forms_.push_back(masked);
    texts_.push_back({.hash = hash, .form = form, .words = words_.keep(words)});
  }
  return TextId{id};
}

std::optional<TextId> BlockTexts::find(BlockHash hash) const noexcept {
  const auto id = text_places_.find(hash, [this](std::uint32_t other) { return texts_[other].hash; });
  return id ? std::optional(TextId{*id}) : std::nullopt;
}

std::uint64_t BlockTexts::memory_bytes() const noexcept {
  return texts_.capacity() * sizeof(Text) + forms_.capacity() * sizeof(BlockHash) + text_places_.memory_bytes() +
         form_places_.memory_bytes() + words_.memory_bytes();
}

}  // namespace presswash
