#include "generator/edits.h"

#include <algorithm>
#include <iterator>

namespace presswash::corpus {
namespace {

using Paragraphs = std::vector<Paragraph>;

[[nodiscard]] std::uint32_t count_of(const Paragraphs& paragraphs) {
  return static_cast<std::uint32_t>(paragraphs.size());
}

std::vector<std::string> sentences_of(const std::string& text) {
  std::vector<std::string> out;
  std::size_t from = 0;
  while (true) {
    const auto end = text.find(sentence_end, from);
    out.push_back(text.substr(from, end - from));
    if (end == std::string::npos) return out;
    from = end + 1;
  }
}

void cut(Random& random, Paragraphs& paragraphs) {
  const auto keep = std::max(1U, count_of(paragraphs) * random.between(35, 85) / 100);
  paragraphs.resize(keep);
}

void drop(Random& random, Paragraphs& paragraphs) {
  for (auto left = random.between(1, 2); left > 0 && paragraphs.size() > 2; --left) {
    paragraphs.erase(paragraphs.begin() + random.between(1, count_of(paragraphs) - 1));
  }
}

void drop_sentences(Random& random, Paragraphs& paragraphs) {
  for (auto& p : paragraphs) {
    auto sentences = sentences_of(p.text);
    if (sentences.size() < 2) continue;
    p.text.clear();
    for (const auto& s : sentences) {
      if (random.chance(180) && !p.text.empty()) continue;
      if (!p.text.empty()) p.text += sentence_end;
      p.text += s;
    }
  }
}

void add_local(Random& random, const Language& language, const Scope& scope, Paragraphs& paragraphs) {
  // All of them together, at the end or in the middle.
  const auto at = random.chance(500) ? count_of(paragraphs) : random.between(1, count_of(paragraphs));
  const auto count = random.between(1, 3);
  for (std::uint32_t i = 0; i < count; ++i) {
    Paragraph p;
    language.grammar.expand(language.insert_body, random.next(), scope, p.text);
    if (random.chance(500)) {
      p.text += sentence_end;
      language.grammar.expand(language.insert_body, random.next(), scope, p.text);
    }
    paragraphs.insert(paragraphs.begin() + at + i, std::move(p));
  }
}

void update(Random& random, const Language& language, const Scope& scope, Paragraphs& paragraphs) {
  const Writer writer(language);
  const auto count = random.between(1, 2);
  for (std::uint32_t i = 0; i < count; ++i) {
    Paragraph p;
    writer.another(scope, random.next(), p.text);
    paragraphs.insert(paragraphs.begin() + random.between(1, count_of(paragraphs)), std::move(p));
  }
}

void relead(Random& random, const Language& language, const Scope& scope, Paragraphs& paragraphs) {
  const Writer writer(language);
  paragraphs.front().text.clear();
  writer.lead(scope, random.next() | 1U, paragraphs.front().text);
  if (random.chance(400)) {
    paragraphs.front().text += sentence_end;
    writer.another(scope, random.next(), paragraphs.front().text);
  }
}

/// Lines of a width of their own, as mail and old systems break them.
void wrap_hard(std::uint32_t width, Paragraphs& paragraphs) {
  Paragraphs out;
  for (auto& p : paragraphs) {
    std::replace(p.text.begin(), p.text.end(), sentence_end, ' ');
    std::string_view rest = p.text;
    while (rest.size() > width) {
      auto at = rest.rfind(' ', width);
      if (at == std::string_view::npos || at == 0) at = rest.find(' ');
      if (at == std::string_view::npos || at + 1 >= rest.size()) break;
      out.push_back({std::string(rest.substr(0, at)), p.role});
      rest.remove_prefix(at + 1);
    }
    out.push_back({std::string(rest), p.role});
  }
  paragraphs = std::move(out);
}

void rewrap(Random& random, const Language& language, Paragraphs& paragraphs) {
  const auto way = random.below(100);
  Paragraphs out;
  if (way < 15 && language.spaced) {
    return wrap_hard(random.between(62, 90), paragraphs);
  }
  if (way < 50) {  // a sentence a line
    for (auto& p : paragraphs) {
      for (auto& s : sentences_of(p.text)) out.push_back({std::move(s), p.role});
    }
  } else {  // two or three paragraphs in one, or all
    const std::size_t most = way < 85 ? random.between(2, 3) : paragraphs.size();
    std::size_t in_last = 0;
    for (auto& p : paragraphs) {
      if (!out.empty() && in_last < most && p.role == Role::Running && out.back().role == Role::Running) {
        (out.back().text += sentence_end) += p.text;
        ++in_last;
      } else {
        out.push_back(std::move(p));
        in_last = 1;
      }
    }
  }
  paragraphs = std::move(out);
}

/// Length of the UTF-8 character that begins with `lead`.
[[nodiscard]] std::size_t width_of(char lead) {
  const auto c = static_cast<unsigned char>(lead);
  return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

void damage_one(Random& random, std::string_view character, std::string& out) {
  static constexpr std::string_view plain = "leioacs5mgh";
  static constexpr std::string_view misread[] = {"1", "c", "l", "0", "o", "e", "5", "S", "rn", "q", "li"};
  switch (random.below(5)) {
    case 0: return;                                           // lost
    case 1: out.append(character).append(character); return;  // doubled
    case 2:
      if (character.size() == 1) {
        const auto found = plain.find(character.front());
        out.append(found == std::string_view::npos ? "~" : misread[found]);
      } else if (character.size() == 2) {  // read as Latin-1: each byte a character
        for (const char byte : character) {
          const auto b = static_cast<unsigned char>(byte);
          out += static_cast<char>(0xC0U | (b >> 6U));
          out += static_cast<char>(0x80U | (b & 0x3FU));
        }
      } else {
        out += "□";
      }
      return;
    case 3: out += "\xEF\xBF\xBD"; return;              // U+FFFD
    default: (out += character) += "\xC2\xAD"; return;  // a soft hyphen behind it
  }
}

}  // namespace

Variation variation_of(Edit edit, Seed seed) {
  switch (edit) {
    case Edit::Light: return {seed, 25 + pick(part(seed, 1), 50), 0};
    case Edit::Heavy: return {seed, 130 + pick(part(seed, 1), 150), 80};
    case Edit::Updated: return {seed, 8, 350};
    default: return {};
  }
}

void edit_paragraphs(Edit edit, const Language& language, const Scope& scope, Seed seed, Article& article) {
  auto& paragraphs = article.paragraphs;
  if (paragraphs.empty()) return;
  Random random(part(seed, 50));
  switch (edit) {
    case Edit::Cut: return cut(random, paragraphs);
    case Edit::Dropped: return drop(random, paragraphs);
    case Edit::Heavy: return drop_sentences(random, paragraphs);
    case Edit::Local: return add_local(random, language, scope, paragraphs);
    case Edit::Updated: return update(random, language, scope, paragraphs);
    case Edit::Relead: return relead(random, language, scope, paragraphs);
    case Edit::Rewrapped: return rewrap(random, language, paragraphs);
    case Edit::Teaser: return paragraphs.resize(std::min<std::size_t>(paragraphs.size(), random.between(1, 2)));
    default: return;
  }
}

void damage(Seed seed, std::string& text) {
  Random random(seed);
  const auto rate = random.between(4, 11);
  std::string out;
  out.reserve(text.size() + text.size() / 32);
  for (std::size_t i = 0; i < text.size();) {
    const auto width = width_of(text[i]);
    const auto character = std::string_view(text).substr(i, width);
    i += width;
    if (character.front() != ' ' && character.front() != sentence_end && random.chance(rate)) {
      damage_one(random, character, out);
    } else {
      out += character;
    }
  }
  text = std::move(out);
}

namespace {

struct Swap {
  std::string_view from;
  std::string_view to;
};

/// One pass from left to right; the first that fits wins.
template <typename Swaps>
void swap_all(const Swaps& swaps, std::string& text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t i = 0; i < text.size();) {
    const auto rest = std::string_view(text).substr(i);
    const auto fits =
        std::find_if(std::begin(swaps), std::end(swaps), [&](const Swap& s) { return rest.starts_with(s.from); });
    if (fits == std::end(swaps)) {
      out += text[i++];
    } else {
      out += fits->to;
      i += fits->from.size();
    }
  }
  text = std::move(out);
}

constexpr Swap typewriter[] = {{"“", "\""}, {"”", "\""}, {"„", "\""}, {"’", "'"}, {"‘", "'"}};
constexpr Swap printed[][6] = {
    {{"“", "\""}, {"”", "\""}, {"„", "\""}, {"’", "'"}, {" – ", " - "}, {"—", "--"}},
    {{"“", "«"}, {"”", "»"}, {"„", "«"}, {"’", "`"}, {" – ", " — "}, {"fi", "ﬁ"}},
    {{"“", "„"}, {"”", "“"}, {"«", "„"}, {"»", "“"}, {"fl", "ﬂ"}, {"...", "…"}},
    {{"“", "‘"}, {"”", "’"}, {"«", "“"}, {"»", "”"}, {" – ", "—"}, {"’", "'"}},
};
constexpr Swap full_width[] = {{"0", "０"}, {"1", "１"}, {"2", "２"}, {"3", "３"}, {"4", "４"},  {"5", "５"},
                               {"6", "６"}, {"7", "７"}, {"8", "８"}, {"9", "９"}, {"「", "『"}, {"」", "』"}};

}  // namespace

void set_in_type(Seed seed, const Language& language, std::string& text) {
  if (!language.spaced) return swap_all(full_width, text);
  // The house style is one a document; where spaces do not break, one a place.
  swap_all(printed[pick(seed, 4)], text);
  if (chance(part(seed, 1), 500)) {
    Random random(part(seed, text.size()));
    std::string out;
    for (const char c : text) {
      if (c == ' ' && random.chance(60)) {
        out += "\xC2\xA0";
      } else {
        out += c;
      }
    }
    text = std::move(out);
  }
}

void straighten(std::string& text) {
  if (text.find('\xE2') != std::string::npos) swap_all(typewriter, text);
}

}  // namespace presswash::corpus
