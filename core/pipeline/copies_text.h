#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
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
  /// Its first shingles alone, at most so many.
  void read_first(const Input& input, const Texts& texts, Slot slot, std::size_t shingles) {
    words_.clear();
    shingles_.clear();
    input.tokens.append_first(texts.first(slot), words_of_shingles(shingles), words_);
    words_.resize(std::min(words_.size(), words_of_shingles(shingles)));
    append_shingles(words_, shingles_);
  }
  [[nodiscard]] ShingledText shingled() const noexcept { return {.words = words_, .shingles = shingles_}; }
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
    Held& place_a = held_[a % held_.size()];
    Held& place_b = held_[b % held_.size()];
    const TextReader& first = text_of(input, texts, a, place_a, large_a_);
    return {first, text_of(input, texts, b, place_b.slot != a ? place_b : beside_, large_b_)};
  }

 private:
  struct Held {
    Slot slot = no_slot;
    TextReader text;
  };
  static const TextReader& text_of(const Input& input, const Texts& texts, Slot slot, Held& held, Held& large) {
    if (large.slot == slot) return large.text;
    if (held.slot != slot) {
      held.text.read(input, texts, slot);
      held.slot = slot;
    }
    if (held.text.words().size() <= most_words) return held.text;
    large = std::exchange(held, {});
    return large.text;
  }

  static constexpr std::size_t places = 128;
  static constexpr std::size_t most_words = 10'000;     ///< of a text that is kept for long
  std::vector<Held> held_ = std::vector<Held>(places);  ///< by slot modulo their number
  Held beside_;                                         ///< the second of a pair that falls on one place
  Held large_a_;                                        ///< the long text that was read last as the first of a pair,
  Held large_b_;                                        ///< and as the second
};

}  // namespace presswash::copies
