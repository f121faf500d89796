#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/train.h"
#include "read/labelled.h"
#include "test_seeds.h"

namespace presswash::testing {

/// Few trees, each asked about everything: enough for made samples.
inline TrainOptions few_trees() {
  TrainOptions options;
  options.trees.trees = 30;
  options.trees.column_share = 1.0;
  return options;
}

inline const auto silent = [](const std::string&) {};

inline std::string made_words(std::uint64_t number, int count) {
  static constexpr const char* all[] = {"council", "river", "bridge",  "the",   "after",  "winter",
                                        "repair",  "mayor", "harbour", "years", "towers", "crossed"};
  Random random(number * 2 + 1);
  std::string out = "Residents";
  for (int i = 0; i < count; ++i) out += std::string(" ") + all[random() % std::size(all)];
  return out;
}

/// A page as text: a menu, a story, and below it teasers.
inline LabelledPage labelled_text(std::uint64_t number, std::size_t site) {
  LabelledPage page;
  page.id = "text-" + std::to_string(number);
  page.site = "site" + std::to_string(site) + ".example";
  const auto add = [&](const std::string& line, char letter) {
    page.text += (page.text.empty() ? "" : "\n") + line;
    page.labels += letter;
  };
  for (const char* item : {"Home", "News", "Sport", "Log in"}) add(item, 'b');
  for (std::uint64_t k = 0; k < 5; ++k) add(made_words(number * 20 + k, 24) + ".", 'c');
  add("Read next", 'b');
  for (std::uint64_t k = 5; k < 10; ++k) add(made_words(number * 20 + k, 6), 'b');
  return page;
}

/// Forty of them, four of each of ten sites, as one file.
inline std::vector<std::vector<LabelledPage>> labelled_texts() {
  std::vector<LabelledPage> out;
  for (std::uint64_t number = 0; number < 40; ++number) out.push_back(labelled_text(number, number % 10));
  return {out};
}

}  // namespace presswash::testing
