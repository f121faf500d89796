// What speaks for a block that the scores of its text would take.
#include <algorithm>
#include <optional>

#include "classify/judge.h"

namespace presswash {
namespace {

/// Whether nothing but its wording and its shape speaks against the block. What many sites print and its own site
/// seldom does is a common phrase.
bool only_wording(const BlockRow& row, const Evidence& evidence) {
  return row.cues.bits == 0 && !row.repeated && evidence.headlines == 0 &&
         (evidence.masked_clusters == 0 || evidence.sites > 2 * evidence.masked_clusters);
}

/// Whether something other than the model's sense of words and places speaks against a block.
bool is_witness(const BlockRow& row, const Verdict& verdict) {
  return verdict.signs.has(Sign::Cue) || verdict.signs.has(Sign::List) || verdict.signs.has(Sign::Repetition) ||
         stands_elsewhere(verdict.evidence) || row.has(Shape::HasUrl) || row.has(Shape::HasEmail) ||
         row.has(Shape::HasCopyright) || row.title == TitleRelation::Equal || row.rule == RuleVerdict::Strip;
}

/// Whether a line begins in the middle of a sentence.
bool is_piece(const BlockRow& row) {
  return row.words >= 6 && row.has(Shape::StartsLower) && row.cues.bits == 0 && row.list == Kind::Article;
}

/// Whether the sentence of a line goes on in the next one, as far as the line itself tells.
bool goes_on(const BlockRow& row) {
  return !row.has(Shape::EndsSentence) && !row.has(Shape::EndsColon) && LineShape::unpack(row.detail).blank_lines == 0;
}

}  // namespace

/// A line of the article that is lost weighs more than a line of furniture that is left beside it.
void Judge::spare_beside_article(const Case& at, std::span<const Verdict> verdicts) {
  const std::size_t n = at.rows.size();
  const auto reads_as_article = [&](std::size_t i) { return i < n && verdicts[i].score < 0.5F; };
  for (std::size_t i = 0; i < n; ++i) {
    if (!boilerplate_[i] || strong_[i] || at.rows[i].rule != RuleVerdict::None) continue;
    if (!only_wording(at.rows[i], verdicts[i].evidence)) continue;
    const int beside = (i > 0 && reads_as_article(i - 1) ? 1 : 0) + (reads_as_article(i + 1) ? 1 : 0);
    const double needed = beside == 2 ? options_.between_sure : beside == 1 ? options_.beside_sure : 0.0;
    boilerplate_[i] = verdicts[i].score >= static_cast<float>(needed);
  }
}

/// A text that is no whole page has been cleaned before: what goes is furniture by both models.
void Judge::spare_where_trees_doubt(const Case& at) {
  for (std::size_t i = 0; i < at.lines.size(); ++i) {
    const bool said = at.rows[i].cues.bits != 0 || at.rows[i].list != Kind::Article;
    const float needed = said ? options_.said_doubt : options_.line_doubt;
    if (at.lines[i] < needed && !strong_[i] && at.rows[i].rule == RuleVerdict::None) boilerplate_[i] = false;
  }
}

/// In a text that was cleaned before, two or more items in a row of which at most half have cues are a list of the
/// article, numbered lines that are close to each other are one with what stands between them, and a line that begins
/// in the middle of a sentence is a piece of one.
void Judge::spare_lists_and_pieces(const Case& at, std::span<const Verdict> verdicts) {
  const auto is_item = [&](std::size_t i) {
    const BlockRow& row = at.rows[i];
    return row.list == Kind::Article && (row.has(Shape::StartsBullet) || row.has(Shape::StartsDash));
  };
  const auto spare = [&](std::size_t i) { spare_unless_shown(at, i, verdicts[i]); };
  constexpr std::size_t close = 3;  // lines
  std::optional<std::size_t> number;
  for (std::size_t i = 0; i < at.lines.size(); ++i) {
    if (at.rows[i].list != Kind::Article || !at.rows[i].has(Shape::Numbered)) continue;
    if (number && i - *number <= close) {
      for (std::size_t k = *number; k <= i; ++k) {
        if (k == *number || k == i || at.rows[k].cues.bits == 0) spare(k);
      }
    }
    number = i;
  }
  for (std::size_t begin = 0; begin < at.lines.size();) {
    std::size_t end = begin;
    std::size_t cues = 0;
    for (; end < at.lines.size() && is_item(end); ++end) cues += at.rows[end].cues.bits != 0 ? 1U : 0U;
    if (end - begin >= 2 && cues * 2 <= end - begin) {
      for (std::size_t i = begin; i < end; ++i) spare(i);
    }
    if (is_piece(at.rows[begin])) spare(begin);
    begin = std::max(begin + 1, end);
  }
}

/// Some article there must be: where hardly any is found, running text that would be kept is taken for it. By scores
/// alone, so that judging it again changes nothing.
void Judge::spare_the_only_text(const Case& at, std::span<const Verdict> verdicts) {
  std::uint32_t words = 0;
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    if (verdicts[i].score < 0.5F) words += at.rows[i].words;
  }
  if (words >= options_.sentence_words) return;
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    const BlockRow& row = at.rows[i];
    const Evidence& seen = verdicts[i].evidence;
    const bool doubtful = verdicts[i].score < static_cast<float>(options_.sure) && !strong_[i] && seen.headlines == 0 &&
                          verdicts[i].signs.count() + (seen.masked_clusters > 0 ? 1 : 0) < 2;
    if (row.prose && row.cues.bits == 0 && row.rule == RuleVerdict::None && doubtful) boilerplate_[i] = false;
  }
}

/// Furniture comes in runs, and some of it gives itself away: a run in which nothing does is part of the story, a
/// table or a brief for instance.
void Judge::acquit_unwitnessed(const Case& at, std::span<const Verdict> verdicts) {
  const std::size_t n = at.rows.size();
  for (std::size_t begin = 0; begin < n;) {
    std::size_t end = begin;
    bool witnessed = false;
    for (; end < n && boilerplate_[end]; ++end)
      witnessed = witnessed || strong_[end] || is_witness(at.rows[end], verdicts[end]);
    if (!witnessed) std::fill_n(boilerplate_.begin() + static_cast<std::ptrdiff_t>(begin), end - begin, false);
    begin = end + 1;
  }
}

/// A sentence that goes on in a kept line began in the line above, where nothing was open before: that one stays, too,
/// be it a cue ("Comments", and in the next line "from three ministers said that ...").
void Judge::spare_beginnings(const Case& at, std::span<const Verdict> verdicts) {
  for (std::size_t i = 0; i + 1 < at.lines.size(); ++i) {
    const BlockRow& next = at.rows[i + 1];
    const bool begins = goes_on(at.rows[i]) && (i == 0 || !goes_on(at.rows[i - 1]));
    if (!begins || boilerplate_[i + 1] || !is_piece(next) || next.has(Shape::StartsDigit)) continue;
    spare_unless_shown(at, i, verdicts[i]);
  }
}

/// Keeps a block that neither a rule nor strong evidence takes, and that stands under no other story.
void Judge::spare_unless_shown(const Case& at, std::size_t block, const Verdict& verdict) {
  if (!strong_[block] && !stands_elsewhere(verdict.evidence) && at.rows[block].rule == RuleVerdict::None)
    boilerplate_[block] = false;
}

}  // namespace presswash
