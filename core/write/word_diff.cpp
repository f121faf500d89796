#include "write/word_diff.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "sketch/characters.h"
#include "write/wording.h"

namespace presswash {
namespace {

using Ids = std::vector<std::uint32_t>;

/// The same number for the same word.
std::pair<Ids, Ids> numbered(const std::vector<Word>& a, const std::vector<Word>& b) {
  std::unordered_map<std::string_view, std::uint32_t> known;
  const auto number = [&](const std::vector<Word>& words) {
    Ids out;
    out.reserve(words.size());
    for (const Word& word : words) {
      out.push_back(known.try_emplace(word.text, static_cast<std::uint32_t>(known.size())).first->second);
    }
    return out;
  };
  Ids ids_a = number(a);
  return {std::move(ids_a), number(b)};
}

/// For each word of `a` whether it is in `b` too, and the same for `b`: the longest common subsequence.
struct Matches {
  std::vector<bool> a;
  std::vector<bool> b;
};

/// Myers' greedy search over [begin, end) of both, keeping the furthest point of every diagonal at every depth.
void match_middle(const Ids& a, const Ids& b, std::ptrdiff_t begin, std::ptrdiff_t a_end, std::ptrdiff_t b_end,
                  Matches& out) {
  const std::ptrdiff_t n = a_end - begin;
  const std::ptrdiff_t m = b_end - begin;
  const auto word = [](const Ids& ids, std::ptrdiff_t at) { return ids[static_cast<std::size_t>(at)]; };
  std::vector<std::vector<std::int32_t>> trace;  // trace[d][(k + d) / 2] for the diagonals k = -d, -d + 2, ..., d
  const auto furthest = [&](std::ptrdiff_t d, std::ptrdiff_t k) {
    return static_cast<std::ptrdiff_t>(trace[static_cast<std::size_t>(d)][static_cast<std::size_t>((k + d) / 2)]);
  };
  const auto comes_down = [&](std::ptrdiff_t d, std::ptrdiff_t k) {
    return k == -d || (k != d && furthest(d - 1, k - 1) < furthest(d - 1, k + 1));
  };
  bool reached = false;
  for (std::ptrdiff_t d = 0; !reached && d <= n + m; ++d) {
    trace.emplace_back(static_cast<std::size_t>(d + 1), 0);
    for (std::ptrdiff_t k = -d; k <= d; k += 2) {
      std::ptrdiff_t x = 0;
      if (d > 0) x = comes_down(d, k) ? furthest(d - 1, k + 1) : furthest(d - 1, k - 1) + 1;
      while (x < n && x - k < m && x - k >= 0 && word(a, begin + x) == word(b, begin + x - k)) ++x;
      trace[static_cast<std::size_t>(d)][static_cast<std::size_t>((k + d) / 2)] = static_cast<std::int32_t>(x);
      reached = reached || (x >= n && x - k >= m && k == n - m);
    }
  }
  std::ptrdiff_t x = n;
  std::ptrdiff_t y = m;
  for (auto d = static_cast<std::ptrdiff_t>(trace.size()) - 1; d >= 0; --d) {
    const std::ptrdiff_t k = x - y;
    std::ptrdiff_t from_x = 0;
    std::ptrdiff_t from_y = 0;
    if (d > 0) {
      const bool down = comes_down(d, k);
      from_x = furthest(d - 1, down ? k + 1 : k - 1);
      from_y = from_x - (down ? k + 1 : k - 1);
    }
    const std::ptrdiff_t run_x = d == 0 ? 0 : (comes_down(d, k) ? from_x : from_x + 1);
    while (x > run_x) {
      --x;
      --y;
      out.a[static_cast<std::size_t>(begin + x)] = true;
      out.b[static_cast<std::size_t>(begin + y)] = true;
    }
    x = from_x;
    y = from_y;
  }
}

Matches match(const Ids& a, const Ids& b) {
  Matches out{.a = std::vector<bool>(a.size()), .b = std::vector<bool>(b.size())};
  std::size_t begin = 0;
  while (begin < a.size() && begin < b.size() && a[begin] == b[begin]) {
    out.a[begin] = out.b[begin] = true;
    ++begin;
  }
  std::size_t a_end = a.size();
  std::size_t b_end = b.size();
  while (a_end > begin && b_end > begin && a[a_end - 1] == b[b_end - 1]) {
    out.a[--a_end] = true;
    out.b[--b_end] = true;
  }
  if (a_end > begin && b_end > begin) {
    match_middle(a, b, static_cast<std::ptrdiff_t>(begin), static_cast<std::ptrdiff_t>(a_end),
                 static_cast<std::ptrdiff_t>(b_end), out);
  }
  return out;
}

std::vector<DiffPart> parts_of(const Matches& matches) {
  std::vector<DiffPart> out;
  std::size_t a = 0;
  std::size_t b = 0;
  while (a < matches.a.size() || b < matches.b.size()) {
    DiffPart part{.same = a < matches.a.size() && b < matches.b.size() && matches.a[a] && matches.b[b],
                  .a_begin = a,
                  .a_end = a,
                  .b_begin = b,
                  .b_end = b};
    if (part.same) {
      for (; a < matches.a.size() && b < matches.b.size() && matches.a[a] && matches.b[b]; ++a) ++b;
    } else {
      while (a < matches.a.size() && !matches.a[a]) ++a;
      while (b < matches.b.size() && !matches.b[b]) ++b;
    }
    part.a_end = a;
    part.b_end = b;
    out.push_back(part);
  }
  return out;
}

/// Joins changes that only a short equal stretch keeps apart.
std::vector<DiffPart> joined(const std::vector<DiffPart>& parts, std::size_t least_same) {
  std::vector<DiffPart> out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const DiffPart& part = parts[i];
    const bool island = part.same && i > 0 && i + 1 < parts.size() && part.a_end - part.a_begin < least_same;
    if (!out.empty() && !out.back().same && (island || !part.same)) {
      out.back().a_end = part.a_end;
      out.back().b_end = part.b_end;
    } else {
      out.push_back(part);
    }
  }
  return out;
}

}  // namespace

std::vector<Word> words_of(std::string_view text, std::size_t max_words, bool* cut) {
  std::vector<Word> out;
  Word::Gap gap = Word::Gap::None;
  bool joins = false;  // the next character belongs to the last word
  std::size_t at = 0;
  for (std::size_t length = 0; at < text.size(); at += length) {
    const CodePoint point = code_point_at(text, at);
    length = point.length;
    if (is_space(point.code_point)) {
      const bool line = is_line_break(point.code_point);
      if (line || gap != Word::Gap::Line) gap = line ? Word::Gap::Line : Word::Gap::Space;
      joins = false;
      continue;
    }
    const bool alone = point.code_point >= 0x0E00 && class_of(point.code_point) == CharacterClass::Alone;
    if (joins && !alone) {
      out.back().text = {out.back().text.data(), out.back().text.size() + length};
      continue;
    }
    if (out.size() == max_words) break;
    out.push_back({.text = text.substr(at, length), .gap = out.empty() ? Word::Gap::None : gap});
    gap = Word::Gap::None;
    joins = !alone;
  }
  if (cut != nullptr) *cut = at < text.size();
  return out;
}

std::vector<DiffPart> diff_words(const std::vector<Word>& a, const std::vector<Word>& b, std::size_t least_same) {
  const auto [ids_a, ids_b] = numbered(a, b);
  return joined(parts_of(match(ids_a, ids_b)), least_same);
}

}  // namespace presswash
