#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "classify/block_row.h"
#include "classify/chain.h"
#include "document/verdict.h"

namespace presswash {

struct JudgeOptions {
  KindSet strip = KindSet::furniture();  ///< kinds that are removed
  bool keep_headline = false;            ///< keep a block that is the document's own title
  double sure = 0.9;                     ///< a score that removes without a second sign
  double page_sure = 0.45;               ///< on a page with markup: boilerplate from here on, and removed,
  double page_place = 0.9;               ///< when some place on it is article text with this probability; else later
  double margin = 0.1;    ///< a verdict of the round before flips only when the score is this far past 0.5
  double cue_ease = 0.2;  ///< a block that is a cue and nothing else, with a second sign, needs so much less than 0.5
  double between_sure = 0.99;  ///< a block between two of the article that nothing but its wording speaks against is
                               ///< boilerplate from here on,
  double beside_sure = 0.97;   ///< and such a block beside one of the article from here on
  std::uint32_t strong_clusters = 3;  ///< evidence is strong from this many other clusters on,
  double strong_share = 0.05;         ///< and from this share of the site's other clusters on
  std::uint32_t many_clusters = 8;    ///< a block on so many other clusters of the site
  double many_share = 0.1;            ///< and this share of them is boilerplate
  double many_bound = 0.02;           ///< from this score on,
  std::uint32_t many_stories = 20;    ///< and running text on so many other stories anywhere from none on,
  std::uint32_t many_words = 8;       ///< if it has so many words and no copy of its own story shows it
  double brake_share = 0.5;           ///< of a document's running text that verdicts on weaker evidence may take
  double page_brake_share = 0.97;     ///< the same on a page with markup: much of its running text is of other stories
  std::uint32_t few_pages = 5;    ///< a text of a site of which fewer are known is judged by the trees of single texts
  double chain_share = 0.6;       ///< of the log odds of a whole page's lines that is the chain's, the rest the trees'
  double long_chain_share = 0.4;  ///< the same of lines
  std::uint32_t long_words = 8;   ///< of so many words or more,
  double paragraph_chain_share = 0.2;  ///< of those
  std::uint32_t paragraph_words = 15;  ///< of so many or more,
  double paragraph_offset = 0.2;       ///< to which this is added: their scores were calibrated by lines, not by words,
  double sentence_chain_share = 0.2;   ///< and of sentences of a text without line breaks
  float line_doubt = 0.5F;             ///< and keeps, in a text that was cleaned before, what they give less log odds
  float said_doubt = -2.0F;            ///< (of what has a cue, or is in a list that one opened)
  std::uint32_t brake_words = 60;      ///< documents with less running text are not braked
  std::uint32_t sentence_words = 20;   ///< with less article than this, doubtful running text is article
  [[nodiscard]] std::optional<std::string> validate() const;
  friend bool operator==(const JudgeOptions&, const JudgeOptions&) = default;
};

/// What the scrape knows of a document: evidence by block and how much of site and story was seen.
struct DocumentEvidence {
  std::span<const Evidence> blocks;
  ScrapeContext context;
  std::span<const float> places{};  ///< of a page, by block: SitePlaces::scores_without; empty: nothing is known
};

/// What the trees of single texts say of each line (score_lines); no scores: the chains judge.
struct LineScores {
  std::span<const float> scores{};
  bool by_sentence = false;  ///< the lines are sentences of a text without line breaks, which the chains hardly know
};

struct Judgement {
  std::vector<Verdict> verdicts;  ///< by block
  bool held_back = false;
};

/// Judges documents block by block. Holds scratch memory: one judge a thread.
class Judge {
 public:
  explicit Judge(const JudgeOptions& options) : options_(options) {}

  /// `evidence` absent: the page alone decides. `before`: the kinds of the round before, or empty.
  [[nodiscard]] Judgement judge(std::span<const BlockRow> rows, const WeightSet& weights,
                                const std::optional<DocumentEvidence>& evidence, std::span<const Kind> before = {},
                                const LineScores& lines = {});

 private:
  /// What all steps see of the document that is judged.
  struct Case {
    std::span<const BlockRow> rows;
    const WeightSet& weights;
    const std::optional<DocumentEvidence>& evidence;
    std::span<const Kind> before;
    std::span<const float> lines{};
    bool by_sentence = false;
    bool is_page = false;
    bool is_dump = false;  ///< a whole page, by `lines`
  };
  void logits_by_trees(const Case& at, std::vector<double>& out);
  void logits_by_words(const Case& at, std::vector<double>& out);
  void add_evidence(const Case& at, std::span<const float> weights);
  void logits_of(const Case& at, const ChainWeights& weights, std::vector<double>& out);
  [[nodiscard]] std::span<const double> log_odds_by(const Case& at, const ChainWeights& weights);
  void score(const Case& at, std::span<Verdict> verdicts);
  void weigh(const Case& at, std::span<Verdict> verdicts);
  [[nodiscard]] double bound_of(const Case& at, std::size_t block, const Verdict& verdict);
  void spare_beside_article(const Case& at, std::span<const Verdict> verdicts);
  void spare_where_trees_doubt(const Case& at);
  void spare_lists_and_pieces(const Case& at, std::span<const Verdict> verdicts);
  void spare_the_only_text(const Case& at, std::span<const Verdict> verdicts);
  void take_what_is_said_again(const Case& at, std::span<Verdict> verdicts);
  void spare_beginnings(const Case& at, std::span<const Verdict> verdicts);
  void spare_unless_shown(const Case& at, std::size_t block, const Verdict& verdict);
  void acquit_unwitnessed(const Case& at, std::span<const Verdict> verdicts);
  void choose_removed(const Case& at, std::span<Verdict> verdicts);
  [[nodiscard]] bool brake(const Case& at, std::span<Verdict> verdicts) const;

  JudgeOptions options_;
  Chain chain_;
  std::vector<float> unary_;
  std::vector<double> log_odds_;
  std::vector<double> logits_;
  std::vector<double> chain_logits_;
  std::vector<BlockSize> sizes_;
  std::vector<bool> boilerplate_;  ///< by block
  double page_bound_ = 0.0;        ///< score from which on a block of the page is boilerplate
  std::vector<bool> strong_;       ///< by block: the evidence, or a rule, would be enough without a second sign
};

/// Whether its site shows a block under other stories, or it is the headline of one.
[[nodiscard]] inline bool stands_elsewhere(const Evidence& evidence) {
  return evidence.masked_clusters > 0 || evidence.headlines > 0;
}

/// Whether the words of a block of this kind take part in finding copies.
[[nodiscard]] inline bool counts_as_article(Kind kind) { return kind == Kind::Article; }

}  // namespace presswash
