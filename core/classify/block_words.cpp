#include "classify/block_words.h"

#include <algorithm>

#include "base/find_in.h"

namespace presswash {
namespace {

std::string_view without_separator(std::string_view block) {
  return block.substr(0, block.find_last_not_of(" \t\r\n\v\f") + 1);
}

/// Bytes of the dateline in front of a story: "ROME, Oct. 12 (Reuters) - "; 0 when there is none.
std::size_t dateline_bytes(std::string_view block) {
  constexpr std::size_t longest = 80;
  const std::size_t close = block.substr(0, longest).find(')');
  if (close == std::string_view::npos || block.substr(0, close).find('(') == std::string_view::npos) return 0;
  const std::size_t dash = std::min(block.find_first_not_of(' ', close + 1), block.size());
  const std::string_view rest = block.substr(dash);
  for (const std::string_view mark : {"- ", "-- ", "\u2013", "\u2014"}) {
    if (rest.starts_with(mark)) return dash + mark.size();
  }
  return 0;
}

}  // namespace

BlockHash hash_of_words(std::span<const TokenHash> words) noexcept {
  if (words.empty()) return BlockHash{0};
  return BlockHash{hash64({reinterpret_cast<const char*>(words.data()), words.size_bytes()})};
}

BlockWords BlockReader::take_apart(std::string_view bytes, std::vector<TokenHash>& tokens) {
  const std::size_t begin = tokens.size();
  scratch_.clear();
  const bool digits = tokenizer_.append_both(bytes, tokens, scratch_);
  const std::span<const TokenHash> words = std::span(tokens).subspan(begin);
  BlockWords block{.facts = facts_of(bytes, words), .cues = {}, .hash = hash_of_words(words), .masked = {}};
  if (words.empty()) block.hash = BlockHash{hash64(without_separator(bytes))};
  block.masked = block.hash;
  if (block.facts.digits && !digits) tokenizer_.append_masked(bytes, scratch_);  // digits of other scripts
  if (!scratch_.empty()) block.masked = hash_of_words(scratch_);
  // A credit or a byline is no longer for the address behind it.
  std::span<const TokenHash> said = words;
  if (block.facts.has(Shape::HasUrl)) {
    const std::size_t at = std::min({find_in(bytes, "http"), find_in(bytes, "www."), bytes.size()});
    scratch_.clear();
    tokenizer_.append(bytes.substr(0, at), scratch_);
    if (!scratch_.empty()) said = words.first(std::min(scratch_.size(), words.size()));
  }
  // A service named in a dateline signs the story, no picture.
  if (const std::size_t lead = dateline_bytes(bytes); lead > 0) {
    scratch_.clear();
    tokenizer_.append(bytes.substr(0, lead), scratch_);
    said = said.subspan(std::min(scratch_.size(), said.size()));
  }
  block.cues = CueFinder::built_in().find(said);
  return block;
}

Hash128 BlockReader::key_of(std::string_view bytes) const {
  if (bytes.size() > known_bytes) return {};
  const Hash128 key = hash128(bytes);
  const auto* known = reinterpret_cast<const char*>(&known_[key.low % known_.size()]);
  for (std::size_t at = 0; at < sizeof(Known); at += alignof(Known)) __builtin_prefetch(known + at);
  return key;
}

BlockWords BlockReader::read(std::string_view bytes, const Hash128& key, std::vector<TokenHash>& tokens) {
  if (bytes.size() > known_bytes) return take_apart(bytes, tokens);
  if (const Known& known = known_[key.low % known_.size()]; known.key == key) {
    tokens.insert(tokens.end(), known.words, known.words + known.count);
    return known.block;
  }
  const std::size_t begin = tokens.size();
  const BlockWords block = take_apart(bytes, tokens);
  const std::size_t count = tokens.size() - begin;
  if (count <= known_words) {
    if (++taken_ > known_.size() && known_.size() < most_known) {
      known_.assign(known_.size() * 2, {});
      taken_ = 1;
    }
    Known& known = known_[key.low % known_.size()];
    known.key = key;
    known.block = block;
    known.count = static_cast<std::uint32_t>(count);
    std::copy(tokens.begin() + static_cast<std::ptrdiff_t>(begin), tokens.end(), known.words);
  }
  return block;
}

}  // namespace presswash
