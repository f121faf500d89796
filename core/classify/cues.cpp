#include "classify/cues.h"

#include <algorithm>
#include <string>

#include "base/hash.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

constexpr std::size_t longest_cue = 31;  // a bit of lengths_ each
constexpr std::size_t first_words = std::size_t{1} << 14U;
constexpr std::size_t cue_bits = std::size_t{1} << 18U;
constexpr std::size_t opening_bits = std::size_t{1} << 16U;
constexpr std::size_t short_block = 40;
constexpr std::size_t long_block_window = 400;

constexpr std::uint64_t extend(std::uint64_t hash, TokenHash token) { return mix64(hash ^ token); }

/// The place in a table of cues' first two words.
constexpr std::size_t opening_of(TokenHash first, TokenHash second) { return (first * 31U + second) % opening_bits; }

}  // namespace

CueFinder::CueFinder(std::span<const Cue> cues)
    : lengths_(first_words), may_open_(opening_bits), may_be_cue_(cue_bits) {
  Tokenizer tokenizer;
  std::vector<TokenHash> tokens;
  for (const Cue& cue : cues) {
    tokens.clear();
    tokenizer.append(cue.words, tokens);
    if (tokens.empty() || tokens.size() > longest_cue) continue;
    std::uint64_t hash = 0;
    for (const TokenHash token : tokens) hash = extend(hash, token);
    entries_[hash].push_back({.kind = cue.kind, .place = cue.place, .opens_list = cue.opens_list});
    lengths_[tokens.front() % first_words] |= 1U << tokens.size();
    if (tokens.size() > 1) may_open_[opening_of(tokens[0], tokens[1])] = true;
    may_be_cue_[hash % cue_bits] = true;
  }
}

CueHits CueFinder::find(std::span<const TokenHash> tokens) const {
  CueHits hits;
  const std::size_t window = std::min(tokens.size(), long_block_window);
  for (std::size_t at = 0; at < window; ++at) {
    std::uint32_t lengths = lengths_[tokens[at] % first_words];
    if (lengths == 0) continue;
    const bool opens = at + 1 < window && may_open_[opening_of(tokens[at], tokens[at + 1])];
    if (!opens) lengths &= 1U << 1U;  // cues of one word
    std::uint64_t hash = 0;
    for (std::size_t n = 1; n <= longest_cue && (lengths >> n) != 0 && at + n <= window; ++n) {
      hash = extend(hash, tokens[at + n - 1]);
      if (((lengths >> n) & 1U) == 0 || !may_be_cue_[hash % cue_bits]) continue;
      const auto found = entries_.find(hash);
      if (found == entries_.end()) continue;
      for (const Entry& cue : found->second) {
        const bool whole = tokens.size() <= n + 2 && at <= 1;
        const bool fits = cue.place == CuePlace::InProse ||
                          (cue.place == CuePlace::Anywhere && tokens.size() <= short_block) ||
                          (cue.place == CuePlace::Start && at == 0) || (cue.place == CuePlace::Whole && whole);
        if (!fits) continue;
        hits.kinds.add(cue.kind);
        if (hits.count < 255) ++hits.count;
        hits.whole = hits.whole || whole;
        if (n > hits.strongest_words) {
          hits.strongest_words = static_cast<std::uint8_t>(n);
          hits.strongest = cue.kind;
          hits.opens_list = cue.opens_list;
        }
      }
    }
  }
  return hits;
}

const CueFinder& CueFinder::built_in() {
  static const CueFinder finder(built_in_cues());
  return finder;
}

}  // namespace presswash
