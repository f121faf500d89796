#pragma once

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

}  // namespace presswash::copies
