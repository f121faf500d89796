#include "write/pair_changes.h"

#include <span>

#include "base/hash.h"
#include "classify/judge.h"
#include "cluster/text_changes.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

/// The article paragraphs of a document, with the words they point into.
class Paragraphs {
 public:
  Paragraphs(const std::vector<JudgedBlock>& blocks, const std::vector<std::string>& texts) {
    Tokenizer tokenizer;
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (!counts_as_article(blocks[i].verdict.kind)) continue;
      tokenizer.append(texts[i], words_);
      ends.push_back(words_.size());
    }
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      const auto words = std::span<const TokenHash>(words_).subspan(begin, end - begin);
      begin = end;
      std::uint64_t text = words.size();
      for (const TokenHash word : words) text = combine64(text, word);
      if (!words.empty()) paragraphs_.push_back({.text = text, .words = words});
    }
  }
  [[nodiscard]] std::span<const Paragraph> all() const noexcept { return paragraphs_; }

 private:
  std::vector<TokenHash> words_;
  std::vector<Paragraph> paragraphs_;
};

}  // namespace

Changes pair_changes(const std::vector<JudgedBlock>& original_blocks, const std::vector<std::string>& original_texts,
                     const std::vector<JudgedBlock>& copy_blocks, const std::vector<std::string>& copy_texts) {
  const Paragraphs original(original_blocks, original_texts);
  const Paragraphs copy(copy_blocks, copy_texts);
  return TextChanges().compare(original.all(), copy.all());
}

}  // namespace presswash
