#include "generator/grammar.h"

#include <algorithm>

namespace presswash::corpus {
namespace {

[[nodiscard]] char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

[[nodiscard]] bool starts_with_vowel(std::string_view word) {
  return !word.empty() && std::string_view("aeiouAEIOU").find(word.front()) != std::string_view::npos &&
         !word.starts_with("uni") && !word.starts_with("eu") && !word.starts_with("one") && !word.starts_with("use");
}

void append_integer(std::string& out, std::uint32_t value, std::string_view mark) {
  char digits[16];
  int n = 0;
  do {
    digits[n++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  const int total = n;
  while (n > 0) {
    out += digits[--n];
    if (n > 0 && n % 3 == 0 && total > 3) out += mark;
  }
}

}  // namespace

void capitalise(std::string& out, std::size_t at) {
  if (at >= out.size()) return;
  const auto first = static_cast<unsigned char>(out[at]);
  if (first >= 'a' && first <= 'z') {
    out[at] = static_cast<char>(first - 32);
    return;
  }
  if (at + 1 >= out.size()) return;
  const auto second = static_cast<unsigned char>(out[at + 1]);
  if (first == 0xC3 && second >= 0xA0 && second <= 0xBE && second != 0xB7) out[at + 1] = static_cast<char>(second - 32);
  if (first == 0xC4 || first == 0xC5) {
    // Extended-A pairs stand side by side; the odd one of a pair is the small one, but from U+0139 to U+0148 and from
    // U+0179 on.
    const unsigned point = ((first & 0x1FU) << 6U) | (second & 0x3FU);
    const bool even_is_small = (point >= 0x139 && point <= 0x148) || point >= 0x179;
    if ((point % 2 == 0) == even_is_small && point != 0x131 && point != 0x138) {
      const unsigned upper = point - 1;
      out[at] = static_cast<char>(0xC0U | (upper >> 6U));
      out[at + 1] = static_cast<char>(0x80U | (upper & 0x3FU));
    }
  }
}

std::optional<ListId> Grammar::find(std::string_view name) const {
  const auto found = names_.find(std::string(name));
  if (found == names_.end()) return std::nullopt;
  return ListId{found->second};
}

void Grammar::expand(ListId list, Seed seed, const Scope& scope, std::string& out) const {
  const List& from = lists_[list.value];
  if (from.variable) {
    seed = part(scope.story, list.value + 1);
    if (scope.variation.words_per_mille != 0 || scope.variation.numbers_per_mille != 0) {
      Scope steady = scope;  // who and where a story is about never changes with an edit
      steady.variation = {};
      return run(entries_[from.first + choose(from, seed)], seed, steady, out);
    }
  } else if (from.terminal && scope.variation.words_per_mille != 0) {
    const Seed drawn = part(seed, scope.variation.seed);
    if (chance(drawn, scope.variation.words_per_mille)) seed = mix64(drawn);
  }
  run(entries_[from.first + choose(from, seed)], seed, scope, out);
}

std::uint32_t Grammar::choose(const List& list, Seed seed) {
  return list.skewed ? pick_skewed(seed, list.count) : pick(seed, list.count);
}

void Grammar::expand_entry(ListId list, std::uint32_t entry, Seed seed, const Scope& scope, std::string& out) const {
  run(entries_[lists_[list.value].first + entry], seed, scope, out);
}

void Grammar::run(const Entry& entry, Seed seed, const Scope& scope, std::string& out) const {
  for (std::uint32_t i = 0; i < entry.count; ++i) {
    const Op& op = ops_[entry.first + i];
    if (op.kind == OpKind::Literal) {
      out.append(pool_, op.a, op.b);
      continue;
    }
    const std::size_t at = out.size();
    if (op.indefinite) out += "a ";
    if (op.kind == OpKind::Reference) {
      expand(ListId{op.a}, part(seed, i + 1), scope, out);
    } else if (op.kind == OpKind::Context) {
      out += scope.fields[op.a];
    } else {
      number(op, part(seed, i + 1), scope, out);
    }
    if (op.indefinite && starts_with_vowel(std::string_view(out).substr(at + 2))) out.insert(at + 1, 1, 'n');
    if (op.capital) capitalise(out, at);
    if (op.upper)
      std::transform(out.begin() + static_cast<std::ptrdiff_t>(at), out.end(),
                     out.begin() + static_cast<std::ptrdiff_t>(at), upper);
  }
}

void Grammar::number(const Op& op, Seed seed, const Scope& scope, std::string& out) const {
  if (scope.variation.numbers_per_mille != 0) {
    const Seed drawn = part(seed, scope.variation.seed ^ 0x5bd1U);
    if (chance(drawn, scope.variation.numbers_per_mille)) seed = mix64(drawn);
  }
  const std::uint32_t value = op.a + pick(seed, op.b - op.a + 1);
  switch (op.kind) {
    case OpKind::Grouped: append_integer(out, value, marks_.thousands); break;
    case OpKind::Plain: append_integer(out, value, ""); break;
    default:
      append_integer(out, value, marks_.thousands);
      out += marks_.decimal;
      out += static_cast<char>('0' + pick(mix64(seed), 10));
      break;
  }
}

}  // namespace presswash::corpus
