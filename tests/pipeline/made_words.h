#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "test_seeds.h"

namespace presswash::testing {

/// Words for made texts: common ones, and many that stand nowhere else.
class MadeWords {
 public:
  explicit MadeWords(std::uint64_t seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t end) { return random_() % end; }
  std::string word() {
    static const std::vector<std::string> common = {"the", "of", "to", "and", "in", "a", "for", "on", "with", "that"};
    static const std::vector<std::string> syllables = {"ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru"};
    if (random_() % 9 < 4) return common[random_() % common.size()];
    std::string out;
    for (std::uint64_t i = 0, n = 2 + random_() % 3; i < n; ++i) out += syllables[random_() % syllables.size()];
    return out;
  }

 private:
  Random random_;
};

}  // namespace presswash::testing
