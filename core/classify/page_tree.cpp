#include "classify/page_tree.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "classify/hash_numbers.h"

namespace presswash {
namespace {

bool is_inline(Tag tag) {
  return tag == Tag::A || tag == Tag::Span || tag == Tag::Strong || tag == Tag::Emphasis || tag == Tag::Small ||
         tag == Tag::Time || tag == Tag::Label;
}

}  // namespace

std::uint32_t box_of(const PageMarkup& markup, std::uint32_t e) {
  while (is_inline(markup.elements[e].tag) && markup.elements[e].parent != no_element) e = markup.elements[e].parent;
  return e;
}

std::uint32_t place_of(const PageMarkup& markup, std::uint32_t e) {
  const MarkupElement& box = markup.elements[box_of(markup, e)];
  return static_cast<std::uint32_t>(combine64(box.path, box.look));
}

PageTree::PageTree(const Page& page_in, const PageMarkup& markup_in, const WordScores& scores)
    : page(page_in), markup(markup_in), boxes(page_in.blocks.size()), holdings(markup_in.elements.size()) {
  score_names(scores);
  add_blocks();
  count_siblings();
  add_up();
  make_series();
  choose();
}

void PageTree::score_names(const WordScores& scores) {
  if (scores.names.empty()) return;
  for (std::uint32_t e = 0; e < markup.elements.size(); ++e) {
    const MarkupElement& at = element(e);
    if (at.names_count == 0) continue;
    float sum = 0.0F;
    for (std::uint32_t k = 0; k < at.names_count; ++k) sum += scores.of_name(markup.names[at.names_begin + k]);
    holdings[e].score = std::clamp(sum / std::sqrt(static_cast<float>(at.names_count)), -4.0F, 4.0F);
  }
}

void PageTree::add_blocks() {
  for (std::size_t i = 0; i < size(); ++i) {
    boxes[i] = box_of(markup, markup.blocks[i].element);
    Holding& own = holdings[boxes[i]];
    own.words += words(i);
    own.links += words(i) * links(i);
    own.blocks += 1.0F;
    const BlockFacts& facts = page.blocks[i].facts;
    if (facts.words <= 12 && (facts.has(Shape::HasDate) || facts.has(Shape::TimeOnly))) own.dates += 1.0F;
    if (!runs(i)) continue;
    own.prose += words(i);
    prose += words(i);
    const std::uint32_t parent = box(i).parent;
    const std::uint32_t near = box(i).tag == Tag::Div || parent == no_element ? boxes[i] : parent;
    float names = 0.0F;
    for (std::uint32_t e = near; e != no_element; e = element(e).parent) names += holdings[e].score;
    const float likely_words = words(i) / (1.0F + std::exp(-names));
    holdings[near].weight += words(i);
    holdings[near].likely += likely_words;
    if (element(near).parent == no_element) continue;
    holdings[element(near).parent].weight += words(i) / 2.0F;
    holdings[element(near).parent].likely += likely_words / 2.0F;
  }
}

void PageTree::count_siblings() {
  siblings.resize(markup.elements.size());
  HashNumbers alike(markup.elements.size());
  std::vector<std::uint32_t> firsts(markup.elements.size());  // by element: the first that is like it
  for (std::uint32_t e = 1; e < markup.elements.size(); ++e) {
    firsts[e] = alike.add(combine64(element(e).parent, element(e).path), e);
    siblings[e].first = siblings[firsts[e]].second++;
  }
  for (std::uint32_t e = 1; e < markup.elements.size(); ++e) siblings[e].second = siblings[firsts[e]].second;
}

void PageTree::add_up() {
  add_to_parents(markup, holdings, [](Holding& parent, const Holding& child) {
    parent.words += child.words;
    parent.prose += child.prose;
    parent.links += child.links;
    parent.blocks += child.blocks;
    parent.dates += child.dates;
  });
}

void PageTree::make_series() {
  series.resize(1);
  series_at.resize(markup.elements.size());
  longest.resize(markup.elements.size());
  HashNumbers known(markup.elements.size());
  for (std::uint32_t e = 1; e < markup.elements.size(); ++e) {
    const Holding& holding = holdings[e];
    if (holding.blocks == 0.0F) continue;
    const std::uint64_t key = combine64(combine64(element(e).parent, element(e).path), element(e).look);
    series_at[e] = known.add(key, static_cast<std::uint32_t>(series.size()));
    if (series_at[e] == series.size()) series.emplace_back();
    Series& own = series[series_at[e]];
    own.count += 1.0F;
    own.prose += holding.prose;
    own.with_prose += holding.prose > 0.0F ? 1.0F : 0.0F;
    own.dates += holding.dates > 0.0F ? 1.0F : 0.0F;
  }
  for (std::uint32_t e = 1; e < markup.elements.size(); ++e) {
    const Series& own = series_of(e);
    longest[e] = longest[element(e).parent];
    if (own.dates >= 2.0F && own.with_prose >= 2.0F) longest[e] = std::max(longest[e], own.with_prose);
  }
}

void PageTree::choose() {
  float most = 0.0F;
  float most_likely = 0.0F;
  for (std::uint32_t e = 0; e < holdings.size(); ++e) {
    const float density = 1.0F - ratio(holdings[e].links, holdings[e].words);
    if (holdings[e].weight * density > most) {
      most = holdings[e].weight * density;
      best = e;
    }
    if (holdings[e].likely * density > most_likely) {
      most_likely = holdings[e].likely * density;
      likely = e;
    }
  }
}

Way PageTree::way(std::uint32_t from, std::uint32_t to) const {
  Way out;
  while (from != to) {
    if (element(from).depth >= element(to).depth) {
      from = element(from).parent;
      out.up += 1.0F;
    } else {
      to = element(to).parent;
      out.down += 1.0F;
    }
  }
  out.around = from;
  return out;
}

float PageTree::apart(std::size_t i, std::size_t j) const {
  std::uint32_t a = boxes[i];
  std::uint32_t b = boxes[j];
  float steps = 0.0F;
  while (a != b && steps < 30.0F) {
    std::uint32_t& deeper = element(a).depth >= element(b).depth ? a : b;
    deeper = element(deeper).parent;
    steps += 1.0F;
  }
  return steps;
}

}  // namespace presswash
