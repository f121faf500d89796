#pragma once

#include <span>
#include <string>
#include <vector>

#include "document/article_tokens.h"
#include "pipeline/copies.h"
#include "sketch/tokens.h"

namespace presswash::testing {

inline std::vector<TokenHash> words_of(const std::string& text) {
  std::vector<TokenHash> words;
  Tokenizer().append(text, words);
  return words;
}

/// A scrape in memory whose documents have titles.
struct Titled final : ArticleTokens {
  void add(const std::string& text, const std::string& title) {
    texts.push_back(words_of(text));
    titles.push_back(words_of(title));
    facts.push_back({.content = ContentHash{facts.size() + 1}});
  }
  [[nodiscard]] std::size_t size() const override { return texts.size(); }
  void append(DocumentIndex document, std::vector<TokenHash>& out) const override {
    out.insert(out.end(), texts[document.value].begin(), texts[document.value].end());
  }
  [[nodiscard]] std::span<const TokenHash> title(DocumentIndex document) const override {
    return titles[document.value];
  }
  std::vector<std::vector<TokenHash>> texts;
  std::vector<std::vector<TokenHash>> titles;
  std::vector<DocumentFacts> facts;
};

}  // namespace presswash::testing
