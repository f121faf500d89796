#include "classify/line_features.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "classify/score_words.h"

namespace presswash {
namespace {

constexpr std::size_t reach = 4;        // neighbours on each side
constexpr float most_distance = 60.0F;  // to running text

float flag(bool is) { return is ? 1.0F : 0.0F; }

float ratio(float part, float whole) { return whole > 0.0F ? part / whole : 0.0F; }

bool running(const BlockRow& row) { return row.prose && row.list == Kind::Article; }

/// Which of a line's words the running text of other lines says, words of a third of it left out.
struct Company {
  float words = 0.0F;            ///< different ones that are asked for
  float share = -1.0F;           ///< of them that others say
  float weighted_share = -1.0F;  ///< the same, words that the text says seldom counting more
};

std::vector<Company> companies_of(const LineText& text) {
  struct Sums {
    float words = 0.0F, said = 0.0F, weight = 0.0F, said_weight = 0.0F;
  };
  const std::size_t n = text.rows.size();
  std::vector<Sums> sums(n);
  std::vector<std::pair<TokenHash, std::uint32_t>> tokens;  // and their lines
  std::size_t running_lines = 0;
  for (std::size_t i = 0; i < n; ++i) {
    running_lines += running(text.rows[i]) ? 1U : 0U;
    for (const TokenHash token : text.words[i]) tokens.emplace_back(token, static_cast<std::uint32_t>(i));
  }
  std::ranges::sort(tokens);
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = begin;
    std::size_t lines = 0;  // of running text that say it
    for (; end < tokens.size() && tokens[end].first == tokens[begin].first; ++end) {
      const bool fresh = end == begin || tokens[end].second != tokens[end - 1].second;
      lines += fresh && running(text.rows[tokens[end].second]) ? 1U : 0U;
    }
    const bool common = running_lines >= 4 && lines * 3 > running_lines;
    const float weight = 1.0F / (1.0F + static_cast<float>(end - begin));
    for (std::size_t k = begin; k < end && !common; ++k) {
      if (k > begin && tokens[k].second == tokens[k - 1].second) continue;
      Sums& line = sums[tokens[k].second];
      const bool said = lines > (running(text.rows[tokens[k].second]) ? 1U : 0U);
      line.words += 1.0F;
      line.weight += weight;
      line.said += flag(said);
      line.said_weight += said ? weight : 0.0F;
    }
    begin = end;
  }
  std::vector<Company> out(n);
  for (std::size_t i = 0; i < n; ++i) {
    if (sums[i].words > 0.0F)
      out[i] = {.words = sums[i].words,
                .share = sums[i].said / sums[i].words,
                .weighted_share = sums[i].said_weight / sums[i].weight};
  }
  return out;
}

class Extractor {
 public:
  Extractor(const LineText& text, const WordScores& scores)
      : text_(text), n_(text.rows.size()), companies_(companies_of(text)) {
    score_words(scores);
    measure();
  }

  void fill(std::size_t i, std::vector<float>& out) const {
    own(i, out);
    place(i, out);
    for (std::size_t distance = reach; distance > 0; --distance) neighbour(above(i, distance), out);
    for (std::size_t distance = 1; distance <= reach; ++distance) neighbour(below(i, distance), out);
    out.insert(out.end(), {static_cast<float>(n_), prose_.back(), words_.back(), ratio(prose_.back(), words_.back())});
  }

 private:
  struct WordScore {
    float mean = 0.0F;
    float worst = 0.0F;
    float best = 0.0F;
  };

  /// The row so many before row `i`, inserts left out; n_: there is none.
  [[nodiscard]] std::size_t above(std::size_t i, std::size_t distance) const {
    return rank_[i] >= distance ? order_[rank_[i] - distance] : n_;
  }
  [[nodiscard]] std::size_t below(std::size_t i, std::size_t distance) const {
    const std::size_t at = rank_[i] + distance - (text_.rows[i].insert() ? 1 : 0);
    return at < order_.size() ? order_[at] : n_;
  }

  void score_words(const WordScores& scores) {
    word_scores_.resize(n_);
    if (scores.words.empty()) return;
    std::vector<std::uint32_t> buckets;
    for (std::size_t i = 0; i < n_; ++i) {
      text_buckets(text_.words[i], buckets);
      WordScore& line = word_scores_[i];
      float sum = 0.0F;
      for (const std::uint32_t bucket : buckets) {
        const float one = scores.of_word(bucket);
        sum += one;
        line.worst = std::min(line.worst, one);
        line.best = std::max(line.best, one);
      }
      if (!buckets.empty()) line.mean = sum / std::sqrt(static_cast<float>(buckets.size()));
    }
  }

  void measure() {
    for (std::size_t i = 0; i < n_; ++i) {
      rank_.push_back(order_.size());
      if (!text_.rows[i].insert()) order_.push_back(i);
    }
    prose_.assign(1, 0.0F);
    words_.assign(1, 0.0F);
    for (const BlockRow& row : text_.rows) {
      prose_.push_back(prose_.back() + (running(row) ? static_cast<float>(row.words) : 0.0F));
      words_.push_back(words_.back() + static_cast<float>(row.words));
    }
    last_prose_.resize(n_);
    next_prose_.resize(n_);
    float since = most_distance;
    for (std::size_t i = 0; i < n_; ++i) {
      last_prose_[i] = since;
      if (!text_.rows[i].insert()) since = running(text_.rows[i]) ? 1.0F : std::min(most_distance, since + 1.0F);
    }
    since = most_distance;
    for (std::size_t i = n_; i-- > 0;) {
      next_prose_[i] = since;
      if (!text_.rows[i].insert()) since = running(text_.rows[i]) ? 1.0F : std::min(most_distance, since + 1.0F);
    }
  }

  void own(std::size_t i, std::vector<float>& out) const {
    const BlockRow& row = text_.rows[i];
    const LineShape shape = LineShape::unpack(row.detail);
    for (const unsigned value : {static_cast<unsigned>(row.words), shape.commas, shape.capital_share, shape.digit_share,
                                 shape.cues, static_cast<unsigned>(row.cue), static_cast<unsigned>(row.title),
                                 static_cast<unsigned>(row.list), shape.blank_lines})
      out.push_back(static_cast<float>(value));
    for (const bool is : {row.whole_cue, row.repeated, row.prose, running(row), row.digits}) out.push_back(flag(is));
    for (unsigned bit = 0; bit < shape_bits; ++bit) out.push_back(flag(((row.shape >> bit) & 1U) != 0));
    const WordScore& score = word_scores_[i];
    const Company& company = companies_[i];
    out.insert(out.end(), {score.mean, score.worst, score.best, company.words, company.share, company.weighted_share});
  }

  void place(std::size_t i, std::vector<float>& out) const {
    constexpr float far = 200.0F;
    const auto at = static_cast<float>(i);
    const float before = ratio(prose_[i], prose_.back());
    const float after = ratio(prose_.back() - prose_[i + 1], prose_.back());
    out.insert(out.end(),
               {ratio(at, static_cast<float>(n_)), std::min(at, far), std::min(static_cast<float>(n_ - 1 - i), far),
                before, after, last_prose_[i], next_prose_[i]});
    for (const std::vector<float>* sums : {&prose_, &words_}) {
      for (const std::size_t window : {std::size_t{5}, std::size_t{12}}) {
        const std::size_t first = above(i, window);
        const std::size_t from = first < n_ ? first : 0;
        const std::size_t to = std::min(n_, below(i, window) + 1);
        out.push_back((*sums)[to] - (*sums)[from] - ((*sums)[i + 1] - (*sums)[i]));
      }
    }
  }

  void neighbour(std::size_t j, std::vector<float>& out) const {
    if (j == n_) {
      out.insert(out.end(), {-1.0F, 0.0F, -1.0F, -1.0F, -1.0F, -1.0F, 0.0F, -1.0F});
      return;
    }
    const BlockRow& row = text_.rows[j];
    const LineShape shape = LineShape::unpack(row.detail);
    out.insert(out.end(), {static_cast<float>(row.words), flag(row.has(Shape::EndsSentence)), flag(row.repeated),
                           static_cast<float>(row.cue), static_cast<float>(shape.capital_share),
                           static_cast<float>(shape.digit_share), word_scores_[j].mean, companies_[j].weighted_share});
  }

  const LineText& text_;
  std::size_t n_;
  std::vector<Company> companies_;
  std::vector<std::size_t> order_;  ///< rows that are no inserts
  std::vector<std::size_t> rank_;   ///< how many of these stand before each row
  std::vector<WordScore> word_scores_;
  std::vector<float> prose_;  ///< words of running text before each line, and in all
  std::vector<float> words_;  ///< words before each line, and in all
  std::vector<float> last_prose_;
  std::vector<float> next_prose_;
};

}  // namespace

LineText LineText::of(const Page& page, std::span<const BlockRow> rows) {
  LineText out{.rows = rows, .words = {}};
  out.words.reserve(page.blocks.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) out.words.push_back(page.words(i));
  return out;
}

LineFeatures line_features(const LineText& text, const WordScores& scores) {
  LineFeatures out;
  const Extractor extractor(text, scores);
  for (std::size_t i = 0; i < text.rows.size(); ++i) {
    extractor.fill(i, out.values);
    if (i == 0) {
      out.count = out.values.size();
      out.values.reserve(out.count * text.rows.size());
    }
  }
  return out;
}

std::size_t line_feature_count() {
  static const std::size_t count = [] {
    const BlockRow row;
    return line_features({.rows = std::span(&row, 1), .words = {{}}}, {}).count;
  }();
  return count;
}

bool are_lines(std::span<const BlockRow> rows, const LineWeights& weights) noexcept {
  return !rows.empty() && !rows.front().page && weights.known();
}

std::vector<float> score_lines(const LineText& text, const LineWeights& weights) {
  const LineFeatures features = line_features(text, weights.scores);
  std::vector<float> out(text.rows.size());
  weights.score(features.values, features.count, out);
  return out;
}

}  // namespace presswash
