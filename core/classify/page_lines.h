#pragma once

#include <cstdint>
#include <vector>

#include "classify/page_tree.h"
#include "classify/score_words.h"

namespace presswash {

/// What the blocks of one place have in common.
struct Company {
  float count = 0.0F;
  float words = 0.0F;
  float prose = 0.0F;
  float links = 0.0F;
  float sentences = 0.0F;
};

/// The blocks of a page in their order: scores of their words and of the names around them, what stands before and
/// after, and the places on the page that others are measured by.
class PageLines {
 public:
  PageLines(const PageTree& tree, const WordScores& scores);

  /// Of the blocks with the same tags around them; and with the same class besides.
  [[nodiscard]] const Company& path_of(std::size_t i) const { return paths_.all[paths_.numbers[i]]; }
  [[nodiscard]] const Company& look_of(std::size_t i) const { return looks_.all[looks_.numbers[i]]; }

  std::vector<float> text_score;      ///< of a block's words
  std::vector<float> worst_word;      ///< the lowest of them
  std::vector<float> chain_score;     ///< of the names around it, the closer the more
  std::vector<float> last_prose;      ///< blocks since the last running text, at most 60
  std::vector<float> next_prose;      ///< and until the next one
  std::vector<float> run_length;      ///< blocks of the same path around it
  std::vector<float> run_words;       ///< their words
  std::vector<float> before;          ///< words of running text before it; one more than there are blocks
  std::vector<std::size_t> headings;  ///< the last heading before it; the number of blocks when there is none
  float words = 0.0F;                 ///< of all blocks
  // Each is the number of blocks when the page has none.
  std::size_t title = 0;    ///< the block that is the document's title
  std::size_t heading = 0;  ///< the first h1
  std::size_t opening = 0;  ///< the first running text below it, or below the title
 private:
  struct Companies {
    template <typename KeyOf>
    void count(const PageTree& tree, const KeyOf& key_of);
    std::vector<Company> all;
    std::vector<std::uint32_t> numbers;  ///< by block, in `all`
  };
  void score(const WordScores& scores);
  void count_places();
  void find_marks();
  void measure_prose();
  void measure_runs();

  const PageTree& tree_;
  Companies paths_;
  Companies looks_;
};

}  // namespace presswash
