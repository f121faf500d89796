#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "classify/cues.h"
#include "sketch/tokens.h"

namespace presswash::reference {

/// Tries every cue at every place. The longest cue is the strongest; of two of the same length the one that stands
/// first in the block, and of two of the same words the one that stands first in the table.
inline CueHits find_cues(std::span<const Cue> cues, std::span<const TokenHash> tokens) {
  Tokenizer tokenizer;
  CueHits hits;
  std::size_t strongest_at = 0;
  for (const Cue& cue : cues) {
    std::vector<TokenHash> words;
    tokenizer.append(cue.words, words);
    if (words.empty()) continue;
    for (std::size_t at = 0; at + words.size() <= std::min<std::size_t>(tokens.size(), 400); ++at) {
      if (!std::ranges::equal(tokens.subspan(at, words.size()), words)) continue;
      const bool whole = tokens.size() <= words.size() + 2 && at <= 1;
      bool fits = false;
      switch (cue.place) {
        case CuePlace::Whole: fits = whole; break;
        case CuePlace::Start: fits = at == 0; break;
        case CuePlace::Anywhere: fits = tokens.size() <= 40; break;
        case CuePlace::InProse: fits = true; break;
      }
      if (!fits) continue;
      hits.kinds.add(cue.kind);
      hits.whole = hits.whole || whole;
      const bool stronger = words.size() > hits.strongest_words;
      const bool earlier = words.size() == hits.strongest_words && at < strongest_at;
      if (!stronger && !earlier) continue;
      hits.strongest = cue.kind;
      hits.strongest_words = static_cast<std::uint8_t>(words.size());
      hits.opens_list = cue.opens_list;
      strongest_at = at;
    }
  }
  return hits;
}

}  // namespace presswash::reference
