#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "document/kind.h"

namespace presswash {

/// Where in a block a cue's words must stand.
enum class CuePlace : std::uint8_t {
  Whole,     ///< they are the block, digits and up to two words aside
  Start,     ///< the block begins with them
  Anywhere,  ///< in a block of at most 40 words
  InProse,   ///< in a block of any length
};

struct Cue {
  Kind kind = Kind::Other;
  CuePlace place = CuePlace::Whole;
  bool opens_list = false;  ///< items of this kind may follow
  std::string_view words;
};

/// The cues that are built in, many languages mixed.
[[nodiscard]] std::span<const Cue> built_in_cues();

/// What the cues say of one block.
struct CueHits {
  KindSet kinds;                   ///< of every cue found
  Kind strongest = Kind::Article;  ///< of the longest cue found; article when there is none
  std::uint8_t strongest_words = 0;
  std::uint8_t count = 0;   ///< cues found; at most 255
  bool whole = false;       ///< a cue is the whole block
  bool opens_list = false;  ///< the strongest cue opens a list
};

/// Finds cues in token sequences. The longest cue is the strongest: of several, the one that stands first in the block,
/// and of cues of the same words the one given first. Immutable; any number of threads may ask it.
class CueFinder {
 public:
  /// Cues of more than 31 words are left out.
  explicit CueFinder(std::span<const Cue> cues);

  /// `tokens`: a block's normalised words, digits masked or not.
  [[nodiscard]] CueHits find(std::span<const TokenHash> tokens) const;

  /// Over built_in_cues(), made at first use.
  [[nodiscard]] static const CueFinder& built_in();

 private:
  struct Entry {
    Kind kind = Kind::Other;
    CuePlace place = CuePlace::Whole;
    bool opens_list = false;
  };
  std::unordered_map<std::uint64_t, std::vector<Entry>>
      entries_;                         ///< by hash of the cue's tokens; in the table's order
  std::vector<std::uint32_t> lengths_;  ///< by low bits of a first token: bit n set when a cue of n words may begin so
  std::vector<bool> may_open_;          ///< by a cue's first two words
  std::vector<bool> may_be_cue_;        ///< by low bits of the hash
};

}  // namespace presswash
