#include "classify/page_sections.h"

#include <algorithm>
#include <array>

#include "classify/hash_numbers.h"

namespace presswash {
namespace {

constexpr std::uint32_t no_block = 0xFFFFFFFFU;

}  // namespace

PageSections::PageSections(const PageTree& tree, const PageLines& lines) : tree_(tree), lines_(lines) {
  if (lines.opening != tree.size()) opening_ = tree.boxes[lines.opening];
  count_repeats();
  find_articles();
  find_beginnings();
  comments_ = find_opened(Kind::Comments);
  related_ = find_opened(Kind::Related);
}

void PageSections::count_repeats() {
  const std::size_t n = tree_.size();
  const auto count = [&](auto key_of, std::vector<float>& out) {
    const NumberedKinds kinds(n, [&](std::size_t i) { return key_of(tree_.page.blocks[i]); });
    std::vector<float> counts(kinds.count);
    for (const std::uint32_t kind : kinds.of) counts[kind] += 1.0F;
    out.reserve(n);
    for (const std::uint32_t kind : kinds.of) out.push_back(std::min(counts[kind], 30.0F));
  };
  count([](const PageBlock& block) { return block.hash.value; }, repeats_);
  count([](const PageBlock& block) { return block.masked.value; }, masked_repeats_);
}

void PageSections::find_articles() {
  const std::size_t count = tree_.markup.elements.size();
  article_.assign(count, no_element);
  article_count_.assign(count + 1, 0);  // the last one: of the page
  for (std::uint32_t e = 0; e < count; ++e) {
    const std::uint32_t parent = tree_.element(e).parent;
    const std::uint32_t around = parent == no_element ? no_element : article_[parent];
    article_[e] = around;
    if (tree_.element(e).tag != Tag::Article || tree_.holdings[e].prose == 0.0F) continue;
    article_[e] = e;
    articles_ += 1.0F;
    ++article_count_[around == no_element ? count : around];
  }
}

PageSections::Opened PageSections::find_opened(Kind kind) const {
  const std::size_t n = tree_.size();
  Opened out;
  out.last.resize(n);
  std::size_t last = n;
  out.before = 1.0F;
  for (std::size_t i = 0; i < n; ++i) {
    const CueHits& cues = tree_.page.blocks[i].cues;
    const bool opens = cues.opens_list && cues.strongest == kind && tree_.page.blocks[i].facts.words <= 12;
    if (opens && last == n) out.before = ratio(lines_.before[i], tree_.prose);
    if (opens) last = i;
    out.last[i] = last;
  }
  return out;
}

/// The part of the tree that holds `from` and not `to`, below the innermost element around both.
void PageSections::fill_branch(std::uint32_t from, std::uint32_t to, std::vector<float>& out) const {
  std::uint32_t own = no_element;
  std::uint32_t other = no_element;
  while (from != to) {
    if (tree_.element(from).depth >= tree_.element(to).depth) {
      own = from;
      from = tree_.element(from).parent;
    } else {
      other = to;
      to = tree_.element(to).parent;
    }
  }
  if (own == no_element) own = from;  // `to` stands in it
  const Holding& branch = tree_.holdings[own];
  const Series& series = tree_.series_of(own);
  for (const float value :
       {ratio(branch.prose, tree_.prose), ratio(branch.links, branch.words), ratio(branch.dates, branch.blocks),
        branch.blocks, branch.score, static_cast<float>(tree_.element(own).tag), std::min(series.with_prose, 60.0F),
        ratio(branch.prose, tree_.holdings[from].prose),
        other == no_element ? 0.0F : ratio(tree_.holdings[other].prose, tree_.holdings[from].prose)})
    out.push_back(value);
}

void PageSections::find_beginnings() {
  first_.assign(tree_.markup.elements.size(), no_block);
  for (std::uint32_t i = 0; i < tree_.size(); ++i) {
    for (std::uint32_t e = tree_.boxes[i]; e != no_element && first_[e] == no_block; e = tree_.element(e).parent)
      first_[e] = i;
  }
  around_opening_.assign(tree_.markup.elements.size(), false);
  for (std::uint32_t e = opening_; e != no_element; e = tree_.element(e).parent) around_opening_[e] = true;
}

/// The lines with which the elements around it begin, up to the one that holds the article's beginning, too: "Related",
/// "3 comments". Elements that begin with the same block are one.
void PageSections::fill_beginnings(std::size_t i, std::vector<float>& out) const {
  constexpr std::uint32_t most_words = 12;
  constexpr std::size_t levels = 4;
  std::array<float, levels> scores{};
  float lowest = 0.0F;
  float outermost = 0.0F;
  std::size_t count = 0;
  std::array<float, 4> opened = {-1.0F, -1.0F, 0.0F, 0.0F};  // level, kind, share of running text, blocks
  std::uint32_t last = no_block;
  for (std::uint32_t e = tree_.boxes[i]; e != no_element && !around_opening_[e]; e = tree_.element(e).parent) {
    const std::uint32_t first = first_[e];
    if (first == last) continue;
    last = first;
    const PageBlock& block = tree_.page.blocks[first];
    const bool is_line = first != i && block.facts.words <= most_words;
    outermost = is_line ? lines_.text_score[first] : 0.0F;
    lowest = count == 0 ? outermost : std::min(lowest, outermost);
    if (count < levels) scores[count] = outermost;
    ++count;
    if (is_line && block.cues.opens_list && opened[0] < 0.0F)
      opened = {static_cast<float>(count), static_cast<float>(block.cues.strongest),
                ratio(tree_.holdings[e].prose, tree_.prose), tree_.holdings[e].blocks};
  }
  out.insert(out.end(), opened.begin(), opened.end());
  out.insert(out.end(), scores.begin(), scores.end());
  for (const float value : {lowest, outermost, static_cast<float>(count)}) out.push_back(value);
}

void PageSections::fill(std::size_t i, std::vector<float>& out) const {
  const std::size_t n = tree_.size();
  const std::uint32_t box = tree_.boxes[i];
  out.push_back(repeats_[i]);
  out.push_back(masked_repeats_[i]);

  const std::uint32_t article = article_[box];
  const bool has_opening = opening_ != no_element;
  float shared = -1.0F;  // whether the article's beginning stands in the block's innermost article, too
  float peers = 0.0F;
  float part = 1.0F;
  if (article != no_element) {
    const std::uint32_t parent = tree_.element(article).parent;
    const std::uint32_t around = parent == no_element ? no_element : article_[parent];
    peers = static_cast<float>(article_count_[around == no_element ? tree_.markup.elements.size() : around]);
    if (around != no_element) part = ratio(tree_.holdings[article].prose, tree_.holdings[around].prose);
    shared = 0.0F;
    for (std::uint32_t e = has_opening ? opening_ : no_element; e != no_element && shared == 0.0F;
         e = tree_.element(e).parent)
      shared = e == article ? 1.0F : 0.0F;
  }
  for (const float value : {articles_, shared, std::min(peers, 60.0F), part}) out.push_back(value);

  for (const Opened* opened : {&comments_, &related_}) {
    const std::size_t at = opened->last[i];
    out.push_back(at == n ? 999.0F : std::min(static_cast<float>(i - at), 300.0F));
    out.push_back(at == n ? -1.0F : lines_.before[i] - lines_.before[at]);
    out.push_back(opened->before);
  }
  if (has_opening)
    fill_branch(box, opening_, out);
  else
    out.insert(out.end(), 9, -1.0F);
  fill_branch(box, tree_.best, out);
  fill_beginnings(i, out);
}

}  // namespace presswash
