#include "pipeline/block_texts.h"

namespace presswash {

TextId BlockTexts::add(BlockHash hash, BlockHash masked, std::span<const TokenHash> words) {
  const std::uint32_t id = text_places_.find_or_add(hash);
  if (id == texts_.size()) {
    const std::uint32_t form = form_places_.find_or_add(masked);
    if (form == forms_.size()) forms_.push_back(masked);
    const std::span<const TokenHash> kept = words_.keep(words);
    texts_.push_back({.words = kept.data(), .word_count = static_cast<std::uint32_t>(kept.size()), .form = form});
    hashes_.push_back(hash);
  }
  return TextId{id};
}

std::uint64_t BlockTexts::memory_bytes() const noexcept {
  return texts_.capacity() * sizeof(Text) + (hashes_.capacity() + forms_.capacity()) * sizeof(BlockHash) +
         text_places_.memory_bytes() + form_places_.memory_bytes() + words_.memory_bytes();
}

}  // namespace presswash
