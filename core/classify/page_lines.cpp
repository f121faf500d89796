#include "classify/page_lines.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/hash.h"
#include "classify/hash_numbers.h"

namespace presswash {

PageLines::PageLines(const PageTree& tree, const WordScores& scores)
    : title(tree.size()), heading(tree.size()), opening(tree.size()), tree_(tree) {
  score(scores);
  count_places();
  find_marks();
  measure_prose();
  measure_runs();
}

void PageLines::score(const WordScores& scores) {
  const std::size_t n = tree_.size();
  text_score.resize(n);
  worst_word.resize(n);
  chain_score.resize(n);
  std::vector<std::uint32_t> buckets;
  for (std::size_t i = 0; i < n; ++i) {
    words += tree_.words(i);
    float near = 1.0F;  // what stands closer says more
    for (std::uint32_t e = tree_.markup.blocks[i].element; e != no_element; e = tree_.element(e).parent) {
      if (tree_.element(e).names_count == 0) continue;
      chain_score[i] += near * tree_.holdings[e].score;
      near *= 0.75F;
    }
    if (scores.words.empty()) continue;
    text_buckets(tree_.page, i, buckets);
    float sum = 0.0F;
    for (const std::uint32_t bucket : buckets) {
      const float one = scores.of_word(bucket);
      sum += one;
      worst_word[i] = std::min(worst_word[i], one);
    }
    text_score[i] = ratio(sum, std::sqrt(static_cast<double>(buckets.size())));
  }
}

void PageLines::count_places() {
  paths_.count(tree_, [&](std::size_t i) { return mix64(tree_.box(i).path); });
  looks_.count(tree_, [&](std::size_t i) { return combine64(tree_.box(i).path, tree_.box(i).look); });
}

template <typename KeyOf>
void PageLines::Companies::count(const PageTree& tree, const KeyOf& key_of) {
  NumberedKinds kinds(tree.size(), key_of);
  numbers = std::move(kinds.of);
  all.resize(kinds.count);
  for (std::size_t i = 0; i < tree.size(); ++i) {
    Company& at = all[numbers[i]];
    at.count += 1.0F;
    at.words += tree.words(i);
    at.prose += tree.runs(i) ? tree.words(i) : 0.0F;
    at.links += tree.words(i) * tree.links(i);
    at.sentences += tree.page.blocks[i].facts.has(Shape::EndsSentence) ? 1.0F : 0.0F;
  }
}

void PageLines::find_marks() {
  const std::size_t n = tree_.size();
  headings.resize(n);
  std::size_t last = n;
  for (std::size_t i = 0; i < n; ++i) {
    const PageBlock& block = tree_.page.blocks[i];
    const BlockMarkup& mark = tree_.markup.blocks[i];
    if (block.title == TitleRelation::Equal && title == n) title = i;
    if (heading == n && tree_.box(i).tag == Tag::H1) heading = i;
    headings[i] = last;
    const bool is_heading = tree_.element(mark.element).has(MarkupBit::Heading) || mark.strong_share >= 90;
    if (is_heading && block.facts.words <= 20) last = i;
  }
  const std::size_t from = heading != n ? heading : title != n ? title : 0;
  for (std::size_t i = from; i < n && opening == n; ++i) {
    if (tree_.runs(i) && tree_.links(i) < 0.3F) opening = i;
  }
}

void PageLines::measure_prose() {
  constexpr float far = 60.0F;
  const std::size_t n = tree_.size();
  last_prose.resize(n);
  next_prose.resize(n);
  before.assign(n + 1, 0.0F);
  float since = far;
  for (std::size_t i = 0; i < n; ++i) {
    last_prose[i] = since;
    since = tree_.runs(i) ? 1.0F : std::min(far, since + 1.0F);
    before[i + 1] = before[i] + (tree_.runs(i) ? tree_.words(i) : 0.0F);
  }
  since = far;
  for (std::size_t i = n; i-- > 0;) {
    next_prose[i] = since;
    since = tree_.runs(i) ? 1.0F : std::min(far, since + 1.0F);
  }
}

void PageLines::measure_runs() {
  const std::size_t n = tree_.size();
  run_length.resize(n);
  run_words.resize(n);
  for (std::size_t i = 0; i < n;) {
    std::size_t end = i;
    float sum = 0.0F;
    while (end < n && tree_.box(end).path == tree_.box(i).path) sum += tree_.words(end++);
    std::fill(run_length.begin() + static_cast<std::ptrdiff_t>(i),
              run_length.begin() + static_cast<std::ptrdiff_t>(end), static_cast<float>(end - i));
    std::fill(run_words.begin() + static_cast<std::ptrdiff_t>(i), run_words.begin() + static_cast<std::ptrdiff_t>(end),
              sum);
    i = end;
  }
}

}  // namespace presswash
