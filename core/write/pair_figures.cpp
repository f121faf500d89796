#include "write/pair_figures.h"

#include <iterator>

#include "base/hash.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

constexpr std::size_t shingle_words = 5;

/// Sorted, each once.
std::vector<ShingleHash> shingles_of(const std::vector<JudgedBlock>& blocks, const std::vector<std::string>& texts) {
  Tokenizer tokenizer;
  std::vector<TokenHash> words;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].verdict.kind == Kind::Article) tokenizer.append(texts[i], words);
  }
  std::vector<ShingleHash> out;
  for (std::size_t at = 0; at + shingle_words <= words.size(); ++at) {
    ShingleHash hash = 0;
    for (std::size_t i = 0; i < shingle_words; ++i) hash = combine64(hash, words[at + i]);
    out.push_back(hash);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

PairFigures pair_figures(const std::vector<JudgedBlock>& blocks_a, const std::vector<std::string>& texts_a,
                         const std::vector<JudgedBlock>& blocks_b, const std::vector<std::string>& texts_b) {
  const std::vector<ShingleHash> a = shingles_of(blocks_a, texts_a);
  const std::vector<ShingleHash> b = shingles_of(blocks_b, texts_b);
  std::vector<ShingleHash> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  return {.a = a.size(), .b = b.size(), .shared = shared.size()};
}

}  // namespace presswash
