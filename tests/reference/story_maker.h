#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "base/hash.h"
#include "base/ids.h"
#include "document/article_tokens.h"
#include "pipeline/copies.h"
#include "test_seeds.h"

namespace presswash::testing {

using Words = std::vector<TokenHash>;

/// Makes word sequences that look like stories: a few words are frequent everywhere, names and topics recur within a
/// story.
class StoryMaker {
 public:
  explicit StoryMaker(std::uint64_t seed) : random_(seed) {}

  Words story(std::size_t words) {
    Words names(12);
    for (TokenHash& name : names) name = static_cast<TokenHash>(mix64(random_()) | 0x80000000U);
    Words topic(40);
    for (TokenHash& word : topic) word = static_cast<TokenHash>(mix64(1000 + random_() % 20000));
    Words out;
    for (std::size_t i = 0; i < words; ++i) {
      const std::uint64_t kind = random_() % 10;
      if (kind < 4) {
        out.push_back(static_cast<TokenHash>(mix64(random_() % 40)));  // the, of, to ...
      } else if (kind < 6) {
        out.push_back(names[random_() % names.size()]);
      } else if (kind < 8) {
        out.push_back(topic[random_() % topic.size()]);
      } else {
        out.push_back(static_cast<TokenHash>(mix64(1000 + random_() % 20000)));
      }
    }
    return out;
  }

  /// Every `one_in`th word, about, becomes another.
  Words edited(Words words, std::uint64_t one_in) {
    for (TokenHash& word : words) {
      if (random_() % one_in == 0) word = static_cast<TokenHash>(random_());
    }
    return words;
  }

  std::uint64_t below(std::uint64_t end) { return random_() % end; }
  Random& random() { return random_; }

 private:
  Random random_;
};

inline Words part(const Words& words, double from, double to) {
  const auto at = [&](double share) {
    return words.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(words.size()));
  };
  return Words(at(from), at(to));
}

inline Words joined(std::initializer_list<Words> parts) {
  Words out;
  for (const Words& each : parts) out.insert(out.end(), each.begin(), each.end());
  return out;
}

/// A scrape in memory.
struct Scrape final : ArticleTokens {
  Scrape() = default;
  Scrape(Scrape&& other) noexcept
      : ArticleTokens(),
        documents(std::move(other.documents)),
        facts(std::move(other.facts)),
        blocks(std::move(other.blocks)) {}

  std::vector<Words> documents;
  std::vector<DocumentFacts> facts;
  std::vector<std::vector<ArticleBlock>> blocks;  ///< by document, as `cut` made them

  /// Cuts all documents into blocks of so many words.
  void cut(std::size_t words_of_block) {
    std::map<Words, std::uint32_t> texts;
    blocks.clear();
    for (const Words& words : documents) {
      std::vector<ArticleBlock>& own = blocks.emplace_back();
      for (std::size_t at = 0; at < words.size(); at += words_of_block) {
        const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at);
        const Words text(begin, begin + static_cast<std::ptrdiff_t>(std::min(words_of_block, words.size() - at)));
        const auto number = static_cast<std::uint32_t>(texts.size());
        own.push_back(
            {.text = texts.emplace(text, number).first->second, .words = static_cast<std::uint32_t>(text.size())});
      }
    }
  }

  DocumentIndex add(Words words) {
    facts.push_back({ContentHash{mix64(facts.size() + 1)}, {}, 0, no_site});
    documents.push_back(std::move(words));
    return DocumentIndex{static_cast<std::uint32_t>(documents.size() - 1)};
  }
  [[nodiscard]] std::size_t size() const override { return documents.size(); }
  void append(DocumentIndex document, std::vector<TokenHash>& out) const override {
    const Words& words = documents[document.value];
    out.insert(out.end(), words.begin(), words.end());
  }
  void append_blocks(DocumentIndex document, std::vector<ArticleBlock>& out) const override {
    if (document.value < blocks.size())
      out.insert(out.end(), blocks[document.value].begin(), blocks[document.value].end());
  }
};

}  // namespace presswash::testing
