#include "write/text_comparison.h"

#include <algorithm>
#include <string>
#include <vector>

#include "write/word_diff.h"
#include "write/wording.h"

namespace presswash {
namespace {

constexpr std::size_t word_characters = 60;

/// Changes close enough to each other to be shown in one row, with the words around them.
struct Hunk {
  std::vector<DiffPart> parts;
};

struct Texts {
  std::vector<Word> a;
  std::vector<Word> b;
};

void append_words(Html& page, const std::vector<Word>& words, std::size_t begin, std::size_t end, bool& at_start) {
  for (std::size_t i = begin; i < end; ++i) {
    if (!at_start && words[i].gap != Word::Gap::None) page.markup(words[i].gap == Word::Gap::Line ? "<br>" : " ");
    at_start = false;
    page.text(excerpt_of(words[i].text, word_characters));
  }
}

/// Words that only one side has, shortened in their middle.
void append_changed(Html& page, std::string_view tag, const std::vector<Word>& words, std::size_t begin,
                    std::size_t end, const ComparisonLimits& limits, bool& at_start) {
  if (begin == end) return;
  if (!at_start)
    page.markup(words[begin].gap == Word::Gap::None ? "" : words[begin].gap == Word::Gap::Line ? "<br>" : " ");
  at_start = true;
  page.markup("<").markup(tag).markup(">");
  if (end - begin <= limits.change_start + limits.change_end + 10) {
    append_words(page, words, begin, end, at_start);
  } else {
    append_words(page, words, begin, begin + limits.change_start, at_start);
    page.markup(" <span class=\"gone\">");
    page.text("[\xE2\x80\xA6 " + with_commas(end - begin - limits.change_start - limits.change_end) +
              " words \xE2\x80\xA6]");
    page.markup("</span>");
    append_words(page, words, end - limits.change_end, end, at_start);
  }
  page.markup("</").markup(tag).markup(">");
}

void append_side(Html& page, const Hunk& hunk, const std::vector<Word>& words, const ComparisonLimits& limits,
                 bool is_left) {
  page.markup("<div dir=\"auto\">");
  bool at_start = true;
  for (const DiffPart& part : hunk.parts) {
    const std::size_t begin = is_left ? part.a_begin : part.b_begin;
    const std::size_t end = is_left ? part.a_end : part.b_end;
    if (part.same) {
      append_words(page, words, begin, end, at_start);
    } else {
      append_changed(page, is_left ? "del" : "ins", words, begin, end, limits, at_start);
    }
  }
  page.markup("</div>");
}

void append_skipped(Html& page, std::size_t words) {
  if (words == 0) return;
  page.element("div class=\"skip\"", counted(words, "word") + " the same");
}

/// The last or first `count` words of an equal part.
DiffPart trimmed(DiffPart part, std::size_t count, bool last) {
  const std::size_t size = part.a_end - part.a_begin;
  if (size <= count) return part;
  if (last) {
    part.a_begin = part.a_end - count;
    part.b_begin = part.b_end - count;
  } else {
    part.a_end = part.a_begin + count;
    part.b_end = part.b_begin + count;
  }
  return part;
}

/// Draws the parts row by row; equal words far from any change are counted only.
void append_parts(Html& page, const std::vector<DiffPart>& parts, const Texts& texts, const ComparisonLimits& limits) {
  Hunk hunk;
  std::size_t shown = 0;
  std::size_t left_out = 0;
  const auto flush = [&] {
    if (hunk.parts.empty()) return;
    if (++shown <= limits.changes) {
      page.markup("<div class=\"row text\">");
      append_side(page, hunk, texts.a, limits, true);
      append_side(page, hunk, texts.b, limits, false);
      page.markup("</div>\n");
    } else {
      ++left_out;
    }
    hunk.parts.clear();
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const DiffPart& part = parts[i];
    const std::size_t size = part.a_end - part.a_begin;
    const bool is_first = i == 0;
    const bool is_last = i + 1 == parts.size();
    if (!part.same || (!is_first && !is_last && size <= 3 * limits.context)) {
      hunk.parts.push_back(part);
      continue;
    }
    std::size_t kept = 0;
    if (!is_first) {
      hunk.parts.push_back(trimmed(part, limits.context, false));
      kept += std::min(size, limits.context);
    }
    if (!is_first) flush();
    const DiffPart rest{.same = true,
                        .a_begin = part.a_begin + kept,
                        .a_end = part.a_end,
                        .b_begin = part.b_begin + kept,
                        .b_end = part.b_end};
    const DiffPart before = is_last ? trimmed(rest, 0, true) : trimmed(rest, limits.context, true);
    if (shown < limits.changes) append_skipped(page, size - kept - (before.a_end - before.a_begin));
    if (before.a_end > before.a_begin) hunk.parts.push_back(before);
  }
  flush();
  if (left_out > 0) page.element("div class=\"skip\"", counted(left_out, "further difference"));
}

}  // namespace

void append_text_comparison(Html& page, std::string_view a, std::string_view b, const ComparisonLimits& limits) {
  bool cut_a = false;
  bool cut_b = false;
  const Texts texts{.a = words_of(a, limits.words, &cut_a), .b = words_of(b, limits.words, &cut_b)};
  const std::vector<DiffPart> parts = diff_words(texts.a, texts.b, limits.least_same);
  const bool same = std::all_of(parts.begin(), parts.end(), [](const DiffPart& part) { return part.same; });
  if (same) {
    page.element("div class=\"same\"",
                 "Word for word the same, " + counted(texts.a.size(), "word") + (cut_a || cut_b ? " compared." : "."));
    return;
  }
  append_parts(page, parts, texts, limits);
  if (cut_a || cut_b) {
    page.element("div class=\"skip\"", "compared are the first " + with_commas(limits.words) + " words");
  }
}

}  // namespace presswash
