#include "classify/page_features.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/hash.h"

namespace presswash {
namespace {

constexpr std::size_t levels = 6;
constexpr int reach = 4;
constexpr double least_echo = 0.35;  ///< of what a page says, for it to say it twice

float ratio(double part, double whole) { return whole > 0 ? static_cast<float>(part / whole) : 0.0F; }

bool is_inline(Tag tag) {
  return tag == Tag::A || tag == Tag::Span || tag == Tag::Strong || tag == Tag::Emphasis || tag == Tag::Small ||
         tag == Tag::Time || tag == Tag::Label;
}

/// What an element holds.
struct Holding {
  float words = 0.0F;
  float prose = 0.0F;  ///< words of running text
  float links = 0.0F;  ///< words in links
  float blocks = 0.0F;
  float score = 0.0F;   ///< of its own names
  float weight = 0.0F;  ///< running text close to it: all of its children's, half of theirs
  float likely = 0.0F;  ///< the same, where the names around it speak for article text
  float dates = 0.0F;   ///< short blocks with a date or time
};

/// Elements of one parent that look alike.
struct Series {
  float count = 0.0F;
  float prose = 0.0F;
  float with_prose = 0.0F;
  float dates = 0.0F;
};

/// What the blocks of one place have in common.
struct Place {
  float count = 0.0F;
  float words = 0.0F;
  float prose = 0.0F;
  float links = 0.0F;
  float sentences = 0.0F;
};

class Extractor {
 public:
  Extractor(const Page& page, const PageMarkup& markup, const WordScores& scores)
      : page_(page), markup_(markup), scores_(scores), n_(page.blocks.size()) {
    measure_elements();
    measure_blocks();
    find_repeats();
  }

  void fill(std::size_t i, std::vector<float>& out) const {
    own(i, out);
    place(i, out);
    containers(i, out);
    series(i, out);
    anchors(i, out);
    neighbours(i, out);
    whole_page(out);
  }

 private:
  [[nodiscard]] const MarkupElement& element(std::uint32_t e) const { return markup_.elements[e]; }
  [[nodiscard]] float words(std::size_t i) const { return static_cast<float>(page_.blocks[i].facts.words); }
  [[nodiscard]] float links(std::size_t i) const { return static_cast<float>(markup_.blocks[i].link_share) / 100.0F; }
  [[nodiscard]] bool runs(std::size_t i) const { return page_.blocks[i].facts.prose() && links(i) < 0.5F; }

  /// The innermost element that begins a line of its own.
  [[nodiscard]] std::uint32_t box_of(std::uint32_t e) const {
    while (is_inline(element(e).tag) && element(e).parent != no_element) e = element(e).parent;
    return e;
  }

  void measure_elements() {
    holdings_.resize(markup_.elements.size());
    std::vector<std::uint32_t> buckets;
    for (std::uint32_t e = 0; e < markup_.elements.size(); ++e) {
      if (scores_.names.empty() || element(e).names_count == 0) continue;
      buckets.clear();
      for (std::uint32_t k = 0; k < element(e).names_count; ++k)
        buckets.push_back(markup_.names[element(e).names_begin + k] % score_buckets);
      float sum = 0.0F;
      for (const std::uint32_t bucket : buckets) sum += static_cast<float>(scores_.names[bucket]);
      holdings_[e].score = std::clamp(sum / 16.0F / std::sqrt(static_cast<float>(buckets.size())), -4.0F, 4.0F);
    }
    boxes_.resize(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      boxes_[i] = box_of(markup_.blocks[i].element);
      Holding& own = holdings_[boxes_[i]];
      own.words += words(i);
      own.links += words(i) * links(i);
      own.blocks += 1.0F;
      const BlockFacts& facts = page_.blocks[i].facts;
      if (facts.words <= 12 && (facts.has(Shape::HasDate) || facts.has(Shape::TimeOnly))) own.dates += 1.0F;
      if (!runs(i)) continue;
      own.prose += words(i);
      prose_ += words(i);
      const std::uint32_t parent = element(boxes_[i]).parent;
      const std::uint32_t near = element(boxes_[i]).tag == Tag::Div || parent == no_element ? boxes_[i] : parent;
      holdings_[near].weight += words(i);
      if (element(near).parent != no_element) holdings_[element(near).parent].weight += words(i) / 2.0F;
      float names = 0.0F;
      for (std::uint32_t e = near; e != no_element; e = element(e).parent) names += holdings_[e].score;
      const float likely = words(i) / (1.0F + std::exp(-names));
      holdings_[near].likely += likely;
      if (element(near).parent != no_element) holdings_[element(near).parent].likely += likely / 2.0F;
    }
    siblings_.resize(markup_.elements.size());
    std::unordered_map<std::uint64_t, std::uint32_t> alike;
    for (std::uint32_t e = 1; e < markup_.elements.size(); ++e)
      siblings_[e].first = alike[combine64(element(e).parent, element(e).path)]++;
    for (std::uint32_t e = 1; e < markup_.elements.size(); ++e)
      siblings_[e].second = alike[combine64(element(e).parent, element(e).path)];
    for (std::size_t e = markup_.elements.size(); e-- > 1;) {
      Holding& parent = holdings_[element(static_cast<std::uint32_t>(e)).parent];
      parent.words += holdings_[e].words;
      parent.prose += holdings_[e].prose;
      parent.links += holdings_[e].links;
      parent.blocks += holdings_[e].blocks;
      parent.dates += holdings_[e].dates;
    }
    for (std::uint32_t e = 1; e < markup_.elements.size(); ++e) {
      if (holdings_[e].blocks == 0.0F) continue;
      Series& series = series_[series_of(e)];
      series.count += 1.0F;
      series.prose += holdings_[e].prose;
      series.with_prose += holdings_[e].prose > 0.0F ? 1.0F : 0.0F;
      series.dates += holdings_[e].dates > 0.0F ? 1.0F : 0.0F;
    }
    for (std::uint32_t e = 0; e < holdings_.size(); ++e) {
      const float density = 1.0F - ratio(holdings_[e].links, holdings_[e].words);
      const float weight = holdings_[e].weight * density;
      if (weight > best_weight_) {
        best_weight_ = weight;
        best_ = e;
      }
      const float likely = holdings_[e].likely * density;
      if (likely > most_likely_) {
        most_likely_ = likely;
        likely_ = e;
      }
    }
  }

  [[nodiscard]] std::uint64_t look_of(std::size_t i) const {
    return combine64(element(boxes_[i]).path, element(boxes_[i]).look);
  }

  [[nodiscard]] std::uint64_t series_of(std::uint32_t e) const {
    return combine64(combine64(element(e).parent, element(e).path), element(e).look);
  }

  void measure_blocks() {
    std::vector<std::uint32_t> buckets;
    text_score_.resize(n_);
    worst_word_.resize(n_);
    chain_score_.resize(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      for (auto* places : {&paths_, &looks_}) {
        Place& at = (*places)[places == &paths_ ? element(boxes_[i]).path : look_of(i)];
        at.count += 1.0F;
        at.words += words(i);
        at.prose += runs(i) ? words(i) : 0.0F;
        at.links += words(i) * links(i);
        at.sentences += page_.blocks[i].facts.has(Shape::EndsSentence) ? 1.0F : 0.0F;
      }
      all_words_ += words(i);
      if (!scores_.words.empty()) {
        text_buckets(page_, i, buckets);
        float sum = 0.0F;
        float worst = 0.0F;
        for (const std::uint32_t bucket : buckets) {
          const auto score = static_cast<float>(scores_.words[bucket]) / 16.0F;
          sum += score;
          worst = std::min(worst, score);
        }
        text_score_[i] = ratio(sum, std::sqrt(static_cast<double>(buckets.size())));
        worst_word_[i] = worst;
      }
      float near = 1.0F;  // what stands closer says more
      for (std::uint32_t e = markup_.blocks[i].element; e != no_element; e = element(e).parent) {
        if (element(e).names_count == 0) continue;
        chain_score_[i] += near * holdings_[e].score;
        near *= 0.75F;
      }
      if (page_.blocks[i].title == TitleRelation::Equal && title_at_ == n_) title_at_ = i;
      if (heading_at_ == n_ && element(boxes_[i]).tag == Tag::H1) heading_at_ = i;
    }
    opening_ = n_;
    const std::size_t from = heading_at_ != n_ ? heading_at_ : title_at_ != n_ ? title_at_ : 0;
    for (std::size_t i = from; i < n_ && opening_ == n_; ++i) {
      if (runs(i) && links(i) < 0.3F) opening_ = i;
    }
    headings_.assign(n_, n_);
    std::size_t heading = n_;
    for (std::size_t i = 0; i < n_; ++i) {
      headings_[i] = heading;
      const BlockMarkup& mark = markup_.blocks[i];
      const bool is_heading = element(mark.element).has(MarkupBit::Heading) || mark.strong_share >= 90;
      if (is_heading && page_.blocks[i].facts.words <= 20) heading = i;
    }
    last_prose_.assign(n_, 60.0F);
    next_prose_.assign(n_, 60.0F);
    float since = 60.0F;
    for (std::size_t i = 0; i < n_; ++i) {
      last_prose_[i] = since;
      since = runs(i) ? 1.0F : std::min(60.0F, since + 1.0F);
    }
    since = 60.0F;
    for (std::size_t i = n_; i-- > 0;) {
      next_prose_[i] = since;
      since = runs(i) ? 1.0F : std::min(60.0F, since + 1.0F);
    }
    run_length_.assign(n_, 0.0F);
    run_words_.assign(n_, 0.0F);
    for (std::size_t i = 0; i < n_;) {
      std::size_t end = i;
      float sum = 0.0F;
      while (end < n_ && element(boxes_[end]).path == element(boxes_[i]).path) sum += words(end++);
      for (std::size_t k = i; k < end; ++k) {
        run_length_[k] = static_cast<float>(end - i);
        run_words_[k] = sum;
      }
      i = end;
    }
    before_.assign(n_ + 1, 0.0F);
    for (std::size_t i = 0; i < n_; ++i) before_[i + 1] = before_[i] + (runs(i) ? words(i) : 0.0F);
  }

  /// Of each block's runs of four words, the share that stood on the page before; and that stands on it later.
  void find_repeats() {
    std::unordered_map<std::uint64_t, std::uint32_t> seen;
    seen.reserve(page_.tokens.size());
    repeats_.assign(n_, 0.0F);
    repeated_later_.assign(n_, 0.0F);
    const auto share = [&](std::size_t i) {
      const PageBlock& block = page_.blocks[i];
      const TokenHash* tokens = page_.tokens.data() + block.token_begin;
      if (block.token_count == 0) return 0.0F;
      const std::size_t grams = block.token_count < 4 ? 1 : block.token_count - 3;
      std::size_t common = 0;
      const auto gram = [&](std::size_t k) {
        std::uint64_t hash = block.token_count < 4 ? block.token_count : 4;
        for (std::size_t t = k; t < std::min<std::size_t>(k + 4, block.token_count); ++t)
          hash = combine64(hash, tokens[t]);
        return hash;
      };
      for (std::size_t k = 0; k < grams; ++k) common += seen.contains(gram(k)) ? 1U : 0U;
      for (std::size_t k = 0; k < grams; ++k) ++seen[gram(k)];
      return ratio(static_cast<double>(common), static_cast<double>(grams));
    };
    for (std::size_t i = 0; i < n_; ++i) repeats_[i] = share(i);
    seen.clear();
    for (std::size_t i = n_; i-- > 0;) repeated_later_[i] = share(i);
  }

  void own(std::size_t i, std::vector<float>& out) const {
    const PageBlock& block = page_.blocks[i];
    const BlockFacts& facts = block.facts;
    const BlockMarkup& mark = markup_.blocks[i];
    const MarkupElement& inner = element(mark.element);
    for (const double value :
         {static_cast<double>(facts.words), static_cast<double>(facts.characters) / (facts.words + 1.0),
          static_cast<double>(facts.commas), static_cast<double>(facts.capital_share),
          static_cast<double>(facts.digit_share), static_cast<double>(mark.link_share),
          static_cast<double>(mark.strong_share), static_cast<double>(block.cues.count),
          static_cast<double>(block.cues.strongest), static_cast<double>(block.cues.strongest_words),
          static_cast<double>(block.title), static_cast<double>(block.list), static_cast<double>(block.list_distance),
          static_cast<double>(inner.tag), static_cast<double>(element(boxes_[i]).tag),
          static_cast<double>(inner.depth)})
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
    out.push_back(text_score_[i]);
    out.push_back(worst_word_[i]);
    out.push_back(repeats_[i]);
    out.push_back(repeated_later_[i]);
  }

  void place(std::size_t i, std::vector<float>& out) const {
    const auto at = static_cast<float>(i);
    out.push_back(ratio(at, static_cast<double>(n_)));
    out.push_back(std::min(at, 200.0F));
    out.push_back(std::min(static_cast<float>(n_ - 1 - i), 200.0F));
    out.push_back(ratio(before_[i], prose_));
    out.push_back(ratio(prose_ - before_[i + 1], prose_));
    out.push_back(last_prose_[i]);
    out.push_back(next_prose_[i]);
    for (const std::size_t mark : {title_at_, heading_at_})
      out.push_back(mark == n_ ? 999.0F : std::clamp(at - static_cast<float>(mark), -100.0F, 100.0F));
    for (const std::size_t window : {std::size_t{5}, std::size_t{12}}) {
      const std::size_t from = i > window ? i - window : 0;
      const std::size_t to = std::min(n_, i + window + 1);
      out.push_back(before_[to] - before_[from] - (before_[i + 1] - before_[i]));
    }
    for (const Place* group : {&paths_.at(element(boxes_[i]).path), &looks_.at(look_of(i))}) {
      out.push_back(group->count);
      out.push_back(ratio(group->prose, prose_));
      out.push_back(ratio(group->words, group->count));
      out.push_back(ratio(group->links, group->words));
      out.push_back(ratio(group->sentences, group->count));
    }
    out.push_back(run_length_[i]);
    out.push_back(run_words_[i]);
  }

  void containers(std::size_t i, std::vector<float>& out) const {
    out.push_back(chain_score_[i]);
    float lowest = 0.0F;
    float highest = 0.0F;
    float lowest_near = 0.0F;
    float sum = 0.0F;
    int seen = 0;
    for (std::uint32_t e = markup_.blocks[i].element; e != no_element; e = element(e).parent) {
      if (element(e).names_count == 0) continue;
      lowest = std::min(lowest, holdings_[e].score);
      highest = std::max(highest, holdings_[e].score);
      sum += holdings_[e].score;
      if (++seen == 4) lowest_near = lowest;
    }
    if (seen < 4) lowest_near = lowest;
    for (const float value : {lowest, highest, lowest_near, sum}) out.push_back(value);
    std::uint32_t e = boxes_[i];
    for (std::size_t level = 0; level < levels; ++level) {
      const Holding& holding = holdings_[e];
      out.push_back(ratio(holding.prose, prose_));
      out.push_back(ratio(holding.links, holding.words));
      out.push_back(ratio(holding.prose, holding.words));
      out.push_back(holding.blocks);
      out.push_back(ratio(holding.words, all_words_));
      out.push_back(holding.score);
      const std::uint32_t parent = element(e).parent;
      out.push_back(parent == no_element ? 1.0F : ratio(holding.prose, holdings_[parent].prose));
      if (level > 0) out.push_back(static_cast<float>(element(e).tag));
      out.push_back(static_cast<float>(std::min<std::uint32_t>(siblings_[e].first, 50)));
      out.push_back(static_cast<float>(std::min<std::uint32_t>(siblings_[e].second, 50)));
      if (element(e).parent != no_element) e = element(e).parent;
    }
    float articles = 0.0F;
    float article_share = -1.0F;
    for (std::uint32_t at = boxes_[i]; at != no_element; at = element(at).parent) {
      if (element(at).tag != Tag::Article) continue;
      articles += 1.0F;
      if (article_share < 0.0F) article_share = ratio(holdings_[at].prose, prose_);
    }
    out.push_back(articles);
    out.push_back(article_share);
    way(boxes_[i], best_, out);
    way(boxes_[i], likely_, out);
  }

  /// How far it is from one element to another, and what the element around both holds.
  void way(std::uint32_t a, std::uint32_t b, std::vector<float>& out) const {
    float up = 0.0F;
    float down = 0.0F;
    while (a != b) {
      if (element(a).depth >= element(b).depth) {
        a = element(a).parent;
        up += 1.0F;
      } else {
        b = element(b).parent;
        down += 1.0F;
      }
    }
    out.push_back(up);
    out.push_back(down);
    out.push_back(ratio(holdings_[a].prose, prose_));
    out.push_back(ratio(holdings_[a].blocks, static_cast<double>(n_)));
  }

  /// The elements around it that have others of the same look beside them: lists of comments and of posts.
  void series(std::size_t i, std::vector<float>& out) const {
    std::uint32_t e = boxes_[i];
    float longest = 0.0F;
    for (std::size_t level = 0; level < 4; ++level) {
      const auto at = series_.find(series_of(e));
      const Series found = at == series_.end() ? Series{} : at->second;
      out.push_back(std::min(found.count, 60.0F));
      out.push_back(found.with_prose);
      out.push_back(ratio(found.prose, prose_));
      out.push_back(ratio(found.dates, found.count));
      out.push_back(ratio(holdings_[e].dates, holdings_[e].blocks));
      if (element(e).parent != no_element) e = element(e).parent;
    }
    for (std::uint32_t at = boxes_[i]; element(at).parent != no_element; at = element(at).parent) {
      const auto found = series_.find(series_of(at));
      if (found != series_.end() && found->second.dates >= 2.0F && found->second.with_prose >= 2.0F)
        longest = std::max(longest, found->second.with_prose);
    }
    out.push_back(longest);
  }

  /// The page's heading, the running text that begins below it, and the heading that stands over the block.
  void anchors(std::size_t i, std::vector<float>& out) const {
    const std::size_t title = heading_at_ != n_ ? heading_at_ : title_at_;
    for (const std::size_t anchor : {title, opening_}) {
      if (anchor == n_)
        out.insert(out.end(), {-1.0F, -1.0F, -1.0F, -1.0F});
      else
        way(boxes_[i], boxes_[anchor], out);
    }
    out.push_back(opening_ == n_ ? 999.0F
                                 : std::clamp(static_cast<float>(i) - static_cast<float>(opening_), -100.0F, 100.0F));
    const std::size_t heading = headings_[i];
    if (heading == n_) {
      out.insert(out.end(), {99.0F, 0.0F, 0.0F, 0.0F, 30.0F, 0.0F, 0.0F});
      return;
    }
    out.push_back(static_cast<float>(std::min<std::size_t>(i - heading, 99)));
    out.push_back(text_score_[heading]);
    out.push_back(worst_word_[heading]);
    out.push_back(static_cast<float>(page_.blocks[heading].cues.strongest));
    out.push_back(apart(i, heading));
    out.push_back(static_cast<float>(element(boxes_[heading]).tag));
    out.push_back(before_[i] - before_[heading]);
  }

  /// Steps through the tree between two blocks.
  [[nodiscard]] float apart(std::size_t i, std::size_t j) const {
    std::uint32_t a = boxes_[i];
    std::uint32_t b = boxes_[j];
    float steps = 0.0F;
    while (a != b && steps < 30.0F) {
      std::uint32_t& deeper = element(a).depth >= element(b).depth ? a : b;
      deeper = element(deeper).parent;
      steps += 1.0F;
    }
    return steps;
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
      const BlockFacts& facts = page_.blocks[k].facts;
      out.push_back(words(k));
      out.push_back(links(k));
      out.push_back(facts.has(Shape::EndsSentence) ? 1.0F : 0.0F);
      out.push_back(apart(i, k));
      out.push_back(static_cast<float>(element(boxes_[k]).tag));
      out.push_back(chain_score_[k]);
      out.push_back(text_score_[k]);
      out.push_back(element(boxes_[k]).path == element(boxes_[i]).path ? 1.0F : 0.0F);
    }
  }

  void whole_page(std::vector<float>& out) const {
    out.push_back(static_cast<float>(n_));
    out.push_back(prose_);
    out.push_back(ratio(prose_, all_words_));
    out.push_back(ratio(holdings_[best_].prose, prose_));
    out.push_back(ratio(holdings_[best_].links, holdings_[best_].words));
  }

  const Page& page_;
  const PageMarkup& markup_;
  const WordScores& scores_;
  std::size_t n_;
  std::vector<Holding> holdings_;
  std::vector<std::uint32_t> boxes_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> siblings_;  ///< of the same tag: before it, all with it
  std::unordered_map<std::uint64_t, Place> paths_;
  std::unordered_map<std::uint64_t, Place> looks_;
  std::vector<float> text_score_, worst_word_, chain_score_, last_prose_, next_prose_, run_length_, run_words_, before_;
  std::vector<float> repeats_, repeated_later_;
  float prose_ = 0.0F;
  float all_words_ = 0.0F;
  float best_weight_ = 0.0F;
  float most_likely_ = 0.0F;
  std::uint32_t likely_ = 0;
  std::unordered_map<std::uint64_t, Series> series_;
  std::vector<std::size_t> headings_;  ///< the last one before each block
  std::size_t opening_ = 0;            ///< running text that begins below the page's heading
  std::uint32_t best_ = 0;
  std::size_t title_at_ = n_;
  std::size_t heading_at_ = n_;
};

/// The smallest of the values that occur most often; `values` are sorted.
std::uint32_t most_frequent(std::vector<std::uint32_t>& values) {
  std::ranges::sort(values);
  std::uint32_t best = no_echo;
  std::size_t most = 0;
  for (std::size_t begin = 0; begin < values.size();) {
    std::size_t end = begin;
    while (end < values.size() && values[end] == values[begin]) ++end;
    if (end - begin > most) {
      most = end - begin;
      best = values[begin];
    }
    begin = end;
  }
  return best;
}

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

std::vector<std::uint32_t> echoes_of(const Page& page, std::span<const float> scores) {
  constexpr std::uint32_t size = 4;
  constexpr std::uint32_t least_words = 8;
  std::unordered_map<std::uint64_t, std::uint32_t> said;  // the block that said it first
  said.reserve(page.tokens.size());
  std::vector<std::uint32_t> out(page.blocks.size(), no_echo);
  std::vector<std::uint64_t> runs;
  std::vector<std::uint32_t> sources;
  bool last = false;  // the block before that is article text is an echo
  std::uint64_t said_words = 0;
  std::uint64_t echoed_words = 0;
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    if (scores[i] >= 0.0F) continue;
    const PageBlock& block = page.blocks[i];
    runs.clear();
    for (std::uint32_t k = 0; k + size <= block.token_count; ++k) {
      std::uint64_t hash = size;
      for (std::uint32_t t = 0; t < size; ++t) hash = combine64(hash, page.tokens[block.token_begin + k + t]);
      runs.push_back(hash);
    }
    const bool is_short = block.token_count < least_words;
    if (is_short) {
      const auto at = said.find(block.hash.value);
      if (last && at != said.end()) out[i] = at->second;
    } else {
      sources.clear();
      for (const std::uint64_t run : runs) {
        const auto at = said.find(run);
        if (at != said.end()) sources.push_back(at->second);
      }
      if (sources.size() * 5 >= runs.size() * 4) out[i] = most_frequent(sources);
      last = out[i] != no_echo;
    }
    (out[i] == no_echo ? said_words : echoed_words) += block.token_count;
    if (out[i] == no_echo) {
      for (const std::uint64_t run : runs) said.emplace(run, i);
    }
    said.emplace(block.hash.value, i);
  }
  // A sentence comes again for many reasons: a question put to several people, a refrain, a table.
  if (static_cast<double>(echoed_words) < least_echo * static_cast<double>(said_words))
    out.assign(page.blocks.size(), no_echo);
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

void text_buckets(const Page& page, std::size_t block, std::vector<std::uint32_t>& out) {
  out.clear();
  const std::span<const TokenHash> tokens(page.tokens.data() + page.blocks[block].token_begin,
                                          page.blocks[block].token_count);
  const std::uint64_t length = tokens.size() <= 14 ? 0 : 1;  // a word says another thing in a short line
  const auto add = [&](std::uint64_t token) {
    out.push_back(static_cast<std::uint32_t>(mix64(token * 2 + length) % score_buckets));
  };
  const std::size_t head = tokens.size() <= 12 ? tokens.size() : 8;
  for (std::size_t k = 0; k < head; ++k) add(tokens[k]);
  for (std::size_t k = std::max(head, tokens.size() - std::min<std::size_t>(3, tokens.size())); k < tokens.size(); ++k)
    add(tokens[k]);
  if (tokens.size() >= 2) add(combine64(tokens[0], tokens[1]));
}

void name_buckets(const PageMarkup& markup, std::uint32_t element, std::vector<std::uint32_t>& out) {
  out.clear();
  for (std::uint32_t e = element; e != no_element; e = markup.elements[e].parent) {
    const MarkupElement& at = markup.elements[e];
    for (std::uint32_t k = 0; k < at.names_count; ++k) out.push_back(markup.names[at.names_begin + k] % score_buckets);
  }
}

}  // namespace presswash
