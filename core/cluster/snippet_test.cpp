#include "cluster/snippet_test.h"

#include <algorithm>
#include <iterator>

namespace presswash {
namespace {
constexpr double same_words = 0.4;  // of the poorer text's telling words
}  // namespace

void SnippetTest::begin(std::span<const TokenHash> words) {
  snippet_.assign(words.begin(), words.end());
  make_distinct(snippet_);
  parties_.clear();
}

void SnippetTest::add(std::span<const TokenHash> words, std::uint32_t party) {
  scratch_.assign(words.begin(), words.end());
  make_distinct(scratch_);
  std::vector<TokenHash> others;
  std::ranges::set_difference(scratch_, snippet_, std::back_inserter(others));
  Party& of = parties_[party];
  ++of.texts;
  if (others.size() > of.words.size() || (others.size() == of.words.size() && others < of.words))
    of.words = std::move(others);
}

std::vector<std::uint32_t> SnippetTest::foreign() const {
  // Of parties with as many texts, the one whose words come first: that does not depend on the order of the input.
  const auto own = std::ranges::max_element(parties_, [](const auto& a, const auto& b) {
    return a.second.texts != b.second.texts ? a.second.texts < b.second.texts : b.second.words < a.second.words;
  });
  std::vector<std::uint32_t> out;
  for (const auto& [number, party] : parties_) {
    if (number != own->first && cohesion_in_language(own->second.words, party.words, *counts_) < same_words)
      out.push_back(number);
  }
  return out;
}

}  // namespace presswash
