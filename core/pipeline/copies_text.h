#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/copies_stages.h"
#include "sketch/shingle_set.h"
#include "sketch/shingles.h"

namespace presswash::copies {

/// One document's words and shingles, read again whenever they are needed: texts are not held. One a thread.
class TextReader {
 public:
  void read(const Input& input, const Texts& texts, Slot slot) {
    words_.clear();
    shingles_.clear();
    input.tokens.append(texts.first(slot), words_);
    append_shingles(words_, shingles_);
  }
  [[nodiscard]] const std::vector<TokenHash>& words() const noexcept { return words_; }
  [[nodiscard]] const std::vector<ShingleHash>& shingles() const noexcept { return shingles_; }

 private:
  std::vector<TokenHash> words_;
  std::vector<ShingleHash> shingles_;
};

/// The texts that were read last, for pairs of documents that come again and again. One a thread.
class TextCache {
 public:
  struct Pair {
    const TextReader& a;
    const TextReader& b;
  };
  /// The texts of two slots, valid until the next read.
  Pair read(const Input& input, const Texts& texts, Slot a, Slot b) {
    const TextReader& first = text_of(input, texts, a, held_[a % held_.size()]);
    Held& place = held_[b % held_.size()];
    return {first, text_of(input, texts, b, place.slot != a ? place : beside_)};
  }

 private:
  struct Held {
    Slot slot = no_slot;
    TextReader text;
  };
  static const TextReader& text_of(const Input& input, const Texts& texts, Slot slot, Held& held) {
    if (held.slot != slot) {
      held.text.read(input, texts, slot);
      held.slot = slot;
    }
    return held.text;
  }

  static constexpr std::size_t places = 128;
  std::vector<Held> held_ = std::vector<Held>(places);  ///< by slot modulo their number
  Held beside_;                                         ///< the second of a pair that falls on one place
};

}  // namespace presswash::copies
