#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "classify/block_facts.h"
#include "classify/judge.h"
#include "classify/model.h"
#include "classify/page.h"
#include "segment/lines.h"
#include "sketch/tokens.h"
#include "test_seeds.h"

namespace presswash::testing {

inline std::vector<TokenHash> tokens_of(std::string_view text) {
  Tokenizer tokenizer;
  std::vector<TokenHash> tokens;
  tokenizer.append(text, tokens);
  return tokens;
}

inline BlockFacts facts_of_text(std::string_view text) { return facts_of(text, tokens_of(text)); }

inline Page page_of(std::string_view text, std::string_view title = {}) {
  PageAnalyser analyser;
  return analyser.analyse(text, segment_lines(text), title);
}

inline std::size_t below(Random& random, std::size_t bound) { return random() % bound; }

/// A sentence of running text that is an article's, of `words` words; the same for the same number.
inline std::string sentence(std::size_t number, std::size_t words = 24) {
  static constexpr std::string_view vocabulary[] = {"council",  "river",   "bridge", "the",     "after",  "engineers",
                                                    "winter",   "repair",  "a",      "of",      "mayor",  "decided",
                                                    "harbour",  "several", "years",  "because", "towers", "wind",
                                                    "measured", "crossed", "in",     "slowly",  "ferry",  "steel"};
  Random random(number * 2 + 1);
  std::string out = "Residents";
  for (std::size_t i = 1; i < words; ++i) {
    out += ' ';
    out += vocabulary[below(random, std::size(vocabulary))];
  }
  return out + ".";
}

/// Lines that stress the eyes: furniture, prose, odd characters, other scripts, line ends of all sorts.
inline std::string random_text(std::uint64_t seed) {
  static constexpr std::string_view pieces[] = {
      "Read next",
      "Related stories",
      "Comments (12)",
      "14:28",
      "3.10.2024, 9 min",
      "Home > News > Local",
      "Share this article",
      "\xC2\xA9 2024 The Daily Example. All rights reserved.",
      "Subscribe to our newsletter",
      "Why did the bridge close for so long?",
      "* * *",
      "- a dash",
      "\xE2\x80\xA2 a bullet",
      "1. First of all",
      "editor@example.com",
      "https://www.example.com/a/b?c=d",
      "@handle #tag",
      "ALL CAPITALS HERE",
      "Four Words In Title Case",
      "(in brackets)",
      "$12 and \xE2\x82\xAC"
      "9",
      "\xE6\xA9\x8B\xE3\x81\xAF\xE5\x86\xAC\xE3\x81\xAE\xE9\x96\x93\xE9\x96\x89\xE9\x8E\x96\xE3\x81\x95\xE3\x82\x8C\xE3"
      "\x81\x9F\xE3\x80\x82",
      "\xD8\xA7\xD9\x82\xD8\xB1\xD8\xA3 \xD8\xA3\xD9\x8A\xD8\xB6\xD8\xA7 \xD9\xA1\xD9\xA2",
      "\xEF\xBF\xBD\xEF\xBF\xBD",
      "\xCC\x81\xCC\x82",
      "\xF0\x9F\x98\x80 \xF0\x9F\x91\x8D",
      "\xE2\x80\x8B",
      "\x01\x02",
      "...",
      "a",
  };
  static constexpr std::string_view ends[] = {"\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n\t\n", "\n\n\n\n\n", " \n", "\r"};
  Random random(seed);
  std::string out;
  const std::size_t lines = below(random, 30);
  for (std::size_t i = 0; i < lines; ++i) {
    const std::size_t choice = below(random, 3);
    if (choice == 0) {
      out += sentence(below(random, 20), 5 + below(random, 70));
    } else {
      for (std::size_t k = 0; k <= below(random, 3); ++k) {
        if (k > 0) out += ' ';
        out += pieces[below(random, std::size(pieces))];
      }
    }
    if (i + 1 < lines || below(random, 2) == 0) out += ends[below(random, std::size(ends))];
  }
  return out;
}

}  // namespace presswash::testing
