#include "sketch/shingles.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace presswash {

void append_shingles(std::span<const TokenHash> words, std::vector<ShingleHash>& out) {
  if (words.empty()) return;
  if (words.size() < shingle_words) {
    out.push_back(XXH3_64bits(words.data(), words.size_bytes()));
    return;
  }
  const std::size_t count = words.size() - shingle_words + 1;
  const std::size_t before = out.size();
  out.resize(before + count);
  ShingleHash* made = out.data() + before;
  for (std::size_t i = 0; i < count; ++i) made[i] = XXH3_64bits(words.data() + i, shingle_words * sizeof(TokenHash));
}

}  // namespace presswash
