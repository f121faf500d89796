#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "cluster/word_counts.h"
#include "cluster/word_mask.h"
#include "sketch/shingle_places.h"
#include "sketch/shingles.h"

namespace presswash {

struct JoinOptions {
  double same_part = 0.3;               ///< neighbours that share this much of what they cover tell one story
  double least_share = 0.05;            ///< a part that covers less of the document is no story in it
  std::uint32_t least_words = 8;        ///< nor one of fewer words
  std::uint32_t lead_shingles = 8;      ///< a text's lead is its first shingles ...
  std::uint32_t lead_shared = 3;        ///< ... and stands in the document when this many of them do
  std::uint32_t opening_shingles = 24;  ///< a text's opening: a byline may stand in front of its lead
  std::uint32_t opening_shared = 8;
  double same_words = 0.12;          ///< parts of one story share this much of their telling words
  double tied = 0.35;                ///< neighbours of which fewer are tied together share only a stock phrase
  std::uint32_t phrase_words = 32;   ///< ... unless it is longer than this,
  std::uint32_t phrase_parties = 4;  ///< and ties the document to none of them when there are so many parties
  double interleaved = 0.1;          ///< a second story of which more stands before the end of the first is an insert,
  double interleaved_other = 0.5;    ///< or when it is more than this share of the other story
  std::uint32_t led_words = 12;      ///< a part that only beginnings speak for has so many words; such parts count
  double held = 0.6;                 ///< unless the document holds this share of half of the texts of the largest part,
  double of_title = 0.25;            ///< or the part has this share of the telling words of the document's title
};

struct JoinVerdict {
  bool join = false;                   ///< the document puts several stories one after the other, as a digest does
  std::vector<std::uint32_t> foreign;  ///< neighbours, in order of `add`, of whose story it only holds a part
};

/// The join test: does one document tie together neighbours that tell different stories? Neighbours are put into
/// parts by where they cover the document. Parts that lie apart are one story when they share telling words (two
/// cuts of it), the parts of a join when each brings its own lead and one follows the other, and otherwise a story
/// with a piece of another inserted. Keeps scratch memory: one a thread.
class JoinTest {
 public:
  JoinTest(const WordCounts& counts, const JoinOptions& options) : counts_(&counts), options_(options) {}

  /// Starts with the document to be judged, and the words of its title, if that is known.
  void begin(const ShingledText& text, std::span<const TokenHash> title = {});
  /// Adds a neighbour. Those of one `party` are tied together by edges of their own.
  /// `led`: it is one because its beginning stands there, whatever else they share; it can make the document a join
  /// and nothing else.
  void add(const ShingledText& text, std::uint32_t party, bool led = false);
  [[nodiscard]] JoinVerdict judge();

 private:
  struct Neighbour {
    WordMask covers;
    std::uint32_t words = 0;  ///< of the document
    double share = 0;         ///< of it that these are
    std::uint32_t party = 0;
    bool brings_lead = false;
    bool brings_opening = false;
    bool led = false;
  };
  struct Part {
    WordMask covers;
    std::uint32_t words = 0;
    std::vector<std::uint32_t> neighbours;
  };

  void make_parts();
  void make_parts_of_openings();
  void add_to_parts(std::uint32_t at);
  [[nodiscard]] bool is_same(const Part& part, const Neighbour& neighbour) const;
  [[nodiscard]] JoinVerdict judge_parts();
  [[nodiscard]] bool is_join_of_openings();
  /// Neighbours that have half of a part; others have a few words of it by chance.
  struct Holders {
    std::uint32_t all = 0;
    std::uint32_t parties = 0;
    std::uint32_t most_tied = 0;  ///< of one party
  };
  [[nodiscard]] Holders holders_of(const Part& part) const;
  [[nodiscard]] bool is_tied(const Part& part) const;
  void cut_stock_phrases(std::vector<std::uint32_t>& foreign);
  void drop_weak_parts();
  void sort_parts();
  void merge_cohesive_parts();
  [[nodiscard]] bool follows(const Part& before, const Part& after) const;
  [[nodiscard]] bool is_sequence(std::vector<const Part*> parts) const;
  [[nodiscard]] bool is_join() const;
  [[nodiscard]] bool is_met_by_beginnings(const Part& part) const;
  [[nodiscard]] bool is_about(const Part& part) const;
  [[nodiscard]] std::vector<TokenHash> words_of(const Part& part) const;

  const WordCounts* counts_;
  JoinOptions options_;
  std::vector<TokenHash> words_;
  std::vector<TokenHash> title_;  ///< distinct, sorted
  ShinglePlaces places_;
  std::vector<Neighbour> neighbours_;
  std::vector<std::uint32_t> order_;  ///< neighbours, those that cover most first
  std::vector<Part> parts_;
};

}  // namespace presswash
