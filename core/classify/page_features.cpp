#include "classify/page_features.h"

#include <algorithm>

#include "classify/page_echoes.h"
#include "classify/page_lines.h"
#include "classify/page_links.h"
#include "classify/page_media.h"
#include "classify/page_sections.h"
#include "classify/page_tree.h"

namespace presswash {
namespace {

constexpr std::size_t levels = 6;
constexpr int reach = 4;

class Extractor {
 public:
  Extractor(const Page& page, const PageMarkup& markup, const WordScores& scores)
      : tree_(page, markup, scores),
        lines_(tree_, scores),
        sections_(tree_, lines_),
        media_(tree_, lines_),
        links_(tree_),
        repeats_(repeats_of(page)),
        n_(page.blocks.size()) {}

  void fill(std::size_t i, std::vector<float>& out) const {
    own(i, out);
    place(i, out);
    containers(i, out);
    series(i, out);
    anchors(i, out);
    neighbours(i, out);
    whole_page(out);
    sections_.fill(i, out);
    media_.fill(i, out);
    links_.fill(i, out);
  }

 private:
  void own(std::size_t i, std::vector<float>& out) const {
    const PageBlock& block = tree_.page.blocks[i];
    const BlockFacts& facts = block.facts;
    const BlockMarkup& mark = tree_.markup.blocks[i];
    const MarkupElement& inner = tree_.element(mark.element);
    for (const double value :
         {static_cast<double>(facts.words), static_cast<double>(facts.characters) / (facts.words + 1.0),
          static_cast<double>(facts.commas), static_cast<double>(facts.capital_share),
          static_cast<double>(facts.digit_share), static_cast<double>(mark.link_share),
          static_cast<double>(mark.strong_share), static_cast<double>(block.cues.count),
          static_cast<double>(block.cues.strongest), static_cast<double>(block.cues.strongest_words),
          static_cast<double>(block.title), static_cast<double>(block.list), static_cast<double>(block.list_distance),
          static_cast<double>(inner.tag), static_cast<double>(tree_.box(i).tag), static_cast<double>(inner.depth)})
      out.push_back(static_cast<float>(value));
    for (const bool flag : {block.cues.whole, block.cues.opens_list, block.repeated, mark.after_break, facts.prose()})
      out.push_back(flag ? 1.0F : 0.0F);
    for (const Shape shape :
         {Shape::EndsSentence, Shape::EndsColon,    Shape::EndsQuestion, Shape::EndsEllipsis, Shape::HasUrl,
          Shape::HasEmail,     Shape::HasHandle,    Shape::TimeOnly,     Shape::HasDate,      Shape::HasSeparator,
          Shape::StartsBullet, Shape::HasCopyright, Shape::AllCaps,      Shape::StartsQuote,  Shape::HasQuote,
          Shape::StartsLower,  Shape::HasInnerStop, Shape::TitleCase,    Shape::NoLetters,    Shape::Bracketed,
          Shape::StartsDash})
      out.push_back(facts.has(shape) ? 1.0F : 0.0F);
    for (std::uint32_t b = 0; b < markup_bit_count; ++b) out.push_back(((inner.bits >> b) & 1U) != 0 ? 1.0F : 0.0F);
    out.push_back(lines_.text_score[i]);
    out.push_back(lines_.worst_word[i]);
    out.push_back(repeats_.before[i]);
    out.push_back(repeats_.later[i]);
  }

  void place(std::size_t i, std::vector<float>& out) const {
    const auto at = static_cast<float>(i);
    out.push_back(ratio(at, static_cast<double>(n_)));
    out.push_back(std::min(at, 200.0F));
    out.push_back(std::min(static_cast<float>(n_ - 1 - i), 200.0F));
    out.push_back(ratio(lines_.before[i], tree_.prose));
    out.push_back(ratio(tree_.prose - lines_.before[i + 1], tree_.prose));
    out.push_back(lines_.last_prose[i]);
    out.push_back(lines_.next_prose[i]);
    for (const std::size_t mark : {lines_.title, lines_.heading})
      out.push_back(mark == n_ ? 999.0F : std::clamp(at - static_cast<float>(mark), -100.0F, 100.0F));
    for (const std::size_t window : {std::size_t{5}, std::size_t{12}}) {
      const std::size_t from = i > window ? i - window : 0;
      const std::size_t to = std::min(n_, i + window + 1);
      out.push_back(lines_.before[to] - lines_.before[from] - (lines_.before[i + 1] - lines_.before[i]));
    }
    for (const Company* group : {&lines_.path_of(i), &lines_.look_of(i)}) {
      out.push_back(group->count);
      out.push_back(ratio(group->prose, tree_.prose));
      out.push_back(ratio(group->words, group->count));
      out.push_back(ratio(group->links, group->words));
      out.push_back(ratio(group->sentences, group->count));
    }
    out.push_back(lines_.run_length[i]);
    out.push_back(lines_.run_words[i]);
  }

  void containers(std::size_t i, std::vector<float>& out) const {
    out.push_back(lines_.chain_score[i]);
    float lowest = 0.0F;
    float highest = 0.0F;
    float lowest_near = 0.0F;
    float sum = 0.0F;
    int seen = 0;
    for (std::uint32_t e = tree_.markup.blocks[i].element; e != no_element; e = tree_.element(e).parent) {
      if (tree_.element(e).names_count == 0) continue;
      lowest = std::min(lowest, tree_.holdings[e].score);
      highest = std::max(highest, tree_.holdings[e].score);
      sum += tree_.holdings[e].score;
      if (++seen == 4) lowest_near = lowest;
    }
    if (seen < 4) lowest_near = lowest;
    for (const float value : {lowest, highest, lowest_near, sum}) out.push_back(value);
    std::uint32_t e = tree_.boxes[i];
    for (std::size_t level = 0; level < levels; ++level) {
      const Holding& holding = tree_.holdings[e];
      out.push_back(ratio(holding.prose, tree_.prose));
      out.push_back(ratio(holding.links, holding.words));
      out.push_back(ratio(holding.prose, holding.words));
      out.push_back(holding.blocks);
      out.push_back(ratio(holding.words, lines_.words));
      out.push_back(holding.score);
      const std::uint32_t parent = tree_.element(e).parent;
      out.push_back(parent == no_element ? 1.0F : ratio(holding.prose, tree_.holdings[parent].prose));
      if (level > 0) out.push_back(static_cast<float>(tree_.element(e).tag));
      out.push_back(static_cast<float>(std::min<std::uint32_t>(tree_.siblings[e].first, 50)));
      out.push_back(static_cast<float>(std::min<std::uint32_t>(tree_.siblings[e].second, 50)));
      if (tree_.element(e).parent != no_element) e = tree_.element(e).parent;
    }
    float articles = 0.0F;
    float article_share = -1.0F;
    for (std::uint32_t at = tree_.boxes[i]; at != no_element; at = tree_.element(at).parent) {
      if (tree_.element(at).tag != Tag::Article) continue;
      articles += 1.0F;
      if (article_share < 0.0F) article_share = ratio(tree_.holdings[at].prose, tree_.prose);
    }
    out.push_back(articles);
    out.push_back(article_share);
    way(tree_.boxes[i], tree_.best, out);
    way(tree_.boxes[i], tree_.likely, out);
  }

  /// How far it is from one element to another, and what the element around both holds.
  void way(std::uint32_t from, std::uint32_t to, std::vector<float>& out) const {
    const Way found = tree_.way(from, to);
    const Holding& around = tree_.holdings[found.around];
    out.push_back(found.up);
    out.push_back(found.down);
    out.push_back(ratio(around.prose, tree_.prose));
    out.push_back(ratio(around.blocks, static_cast<double>(n_)));
  }

  /// The elements around it that have others of the same look beside them: lists of comments and of posts.
  void series(std::size_t i, std::vector<float>& out) const {
    std::uint32_t e = tree_.boxes[i];
    for (std::size_t level = 0; level < 4; ++level) {
      const Series& found = tree_.series_of(e);
      out.push_back(std::min(found.count, 60.0F));
      out.push_back(found.with_prose);
      out.push_back(ratio(found.prose, tree_.prose));
      out.push_back(ratio(found.dates, found.count));
      out.push_back(ratio(tree_.holdings[e].dates, tree_.holdings[e].blocks));
      if (tree_.element(e).parent != no_element) e = tree_.element(e).parent;
    }
    out.push_back(tree_.longest[tree_.boxes[i]]);
  }

  /// The page's heading, the running text that begins below it, and the heading that stands over the block.
  void anchors(std::size_t i, std::vector<float>& out) const {
    const std::size_t title = lines_.heading != n_ ? lines_.heading : lines_.title;
    for (const std::size_t anchor : {title, lines_.opening}) {
      if (anchor == n_)
        out.insert(out.end(), {-1.0F, -1.0F, -1.0F, -1.0F});
      else
        way(tree_.boxes[i], tree_.boxes[anchor], out);
    }
    out.push_back(lines_.opening == n_
                      ? 999.0F
                      : std::clamp(static_cast<float>(i) - static_cast<float>(lines_.opening), -100.0F, 100.0F));
    const std::size_t heading = lines_.headings[i];
    if (heading == n_) {
      out.insert(out.end(), {99.0F, 0.0F, 0.0F, 0.0F, 30.0F, 0.0F, 0.0F});
      return;
    }
    out.push_back(static_cast<float>(std::min<std::size_t>(i - heading, 99)));
    out.push_back(lines_.text_score[heading]);
    out.push_back(lines_.worst_word[heading]);
    out.push_back(static_cast<float>(tree_.page.blocks[heading].cues.strongest));
    out.push_back(tree_.apart(i, heading));
    out.push_back(static_cast<float>(tree_.box(heading).tag));
    out.push_back(lines_.before[i] - lines_.before[heading]);
  }

  void neighbours(std::size_t i, std::vector<float>& out) const {
    for (int d = -reach; d <= reach; ++d) {
      if (d == 0) continue;
      const auto j = static_cast<std::ptrdiff_t>(i) + d;
      if (j < 0 || j >= static_cast<std::ptrdiff_t>(n_)) {
        out.insert(out.end(), {-1.0F, 0.0F, 0.0F, 30.0F, 0.0F, 0.0F, 0.0F, 0.0F});
        continue;
      }
      const auto k = static_cast<std::size_t>(j);
      const BlockFacts& facts = tree_.page.blocks[k].facts;
      out.push_back(tree_.words(k));
      out.push_back(tree_.links(k));
      out.push_back(facts.has(Shape::EndsSentence) ? 1.0F : 0.0F);
      out.push_back(tree_.apart(i, k));
      out.push_back(static_cast<float>(tree_.box(k).tag));
      out.push_back(lines_.chain_score[k]);
      out.push_back(lines_.text_score[k]);
      out.push_back(tree_.box(k).path == tree_.box(i).path ? 1.0F : 0.0F);
    }
  }

  void whole_page(std::vector<float>& out) const {
    out.push_back(static_cast<float>(n_));
    out.push_back(tree_.prose);
    out.push_back(ratio(tree_.prose, lines_.words));
    out.push_back(ratio(tree_.holdings[tree_.best].prose, tree_.prose));
    out.push_back(ratio(tree_.holdings[tree_.best].links, tree_.holdings[tree_.best].words));
  }

  PageTree tree_;
  PageLines lines_;
  PageSections sections_;
  PageMedia media_;
  PageLinks links_;
  PageRepeats repeats_;
  std::size_t n_;
};

}  // namespace

PageFeatures page_features(const Page& page, const PageMarkup& markup, const WordScores& scores) {
  PageFeatures out;
  const Extractor extractor(page, markup, scores);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    extractor.fill(i, out.values);
    if (i == 0) {
      out.count = out.values.size();
      out.values.reserve(out.count * page.blocks.size());
    }
  }
  return out;
}

std::size_t page_feature_count() {
  static const std::size_t count = [] {
    Page page;
    page.blocks.resize(1);
    page.prose_before.resize(1);
    PageMarkup markup;
    markup.elements.resize(1);
    markup.blocks.resize(1);
    return page_features(page, markup, {}).count;
  }();
  return count;
}

}  // namespace presswash
