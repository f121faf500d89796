#include "generator/article.h"

#include <array>
#include <ranges>

#include "generator/calendar.h"

namespace presswash::corpus {
namespace {

enum Part : std::uint64_t { TopicPart = 1, TitlePart, LeadPart, ShapePart, BodyPart, FaqPart, LivePart, TablePart };

/// Walks all entries of a list before one comes again, in an order of the story's own.
class Turn {
 public:
  Turn(const Grammar& grammar, ListId list, Seed seed)
      : list_(list), size_(grammar.size(list)), at_(pick(seed, size_)) {
    static constexpr std::array<std::uint32_t, 9> strides = {1, 3, 5, 7, 11, 13, 17, 19, 23};
    const auto first = pick(mix64(seed), static_cast<std::uint32_t>(strides.size()));
    for (std::uint32_t i = 0; i < strides.size(); ++i) {
      stride_ = strides[(first + i) % strides.size()];
      if (stride_ == 1 || size_ % stride_ != 0) break;
    }
  }
  [[nodiscard]] ListId list() const { return list_; }
  std::uint32_t next() {
    at_ = (at_ + stride_) % size_;
    return at_;
  }

 private:
  ListId list_;
  std::uint32_t size_;
  std::uint32_t at_;
  std::uint32_t stride_ = 1;
};

}  // namespace

struct Writer::Turns {
  Turns(const Language& language, const Topic& topic, Seed seed)
      : body(language.grammar, topic.body, part(seed, 1)),
        general(language.grammar, language.gen_body, part(seed, 2)),
        quote(language.grammar, language.gen_quote, part(seed, 3)) {}
  Turn body;
  Turn general;
  Turn quote;
};

std::size_t Article::bytes() const {
  std::size_t total = 0;
  for (const auto& p : paragraphs) total += p.text.size() + 1;
  return total;
}

const Topic& Writer::topic(Seed story) const {
  return language_->topics[pick(part(story, Part::TopicPart), static_cast<std::uint32_t>(language_->topics.size()))];
}

const Template& Writer::form(Seed story) const {
  return language_
      ->templates[pick(part(story, Part::TopicPart), static_cast<std::uint32_t>(language_->templates.size()))];
}

void Writer::title(const Scope& scope, Seed draw, std::string& out) const {
  const auto at = out.size();
  language_->grammar.expand(topic(scope.story).title, part(part(scope.story, Part::TitlePart), draw), scope, out);
  capitalise(out, at);
}

void Writer::lead(const Scope& scope, Seed draw, std::string& out) const {
  language_->grammar.expand(topic(scope.story).lead, part(part(scope.story, Part::LeadPart), draw), scope, out);
}

void Writer::another(const Scope& scope, Seed draw, std::string& out) const {
  const ListId from = chance(draw, 500) ? topic(scope.story).body : language_->gen_body;
  language_->grammar.expand(from, mix64(draw), scope, out);
}

void Writer::sentence(const Scope& scope, Seed seed, Turns& turns, std::string& out) const {
  Turn& turn = chance(part(seed, 1), 560) ? turns.body : turns.general;
  language_->grammar.expand_entry(turn.list(), turn.next(), part(seed, 2), scope, out);
}

void Writer::paragraph(const Scope& scope, Seed seed, Turns& turns, Article& out) const {
  Paragraph p;
  if (chance(part(seed, 11), 230)) {
    language_->grammar.expand_entry(turns.quote.list(), turns.quote.next(), part(seed, 12), scope, p.text);
  } else {
    const auto drawn = pick(part(seed, 13), 100);
    const std::uint64_t sentences = drawn < 26 ? 1 : drawn < 64 ? 2 : drawn < 90 ? 3 : 4;
    for (std::uint64_t i = 0; i < sentences; ++i) {
      if (i > 0) p.text += sentence_end;
      sentence(scope, part(seed, 20 + i), turns, p.text);
    }
  }
  out.paragraphs.push_back(std::move(p));
}

void Writer::story(const Scope& scope, std::size_t bytes, std::size_t at_most, Article& out) const {
  const auto& grammar = language_->grammar;
  const Seed shape = part(scope.story, Part::ShapePart);
  const Seed body = part(scope.story, Part::BodyPart);
  const bool crossheads = chance(part(shape, 1), 300);
  const bool list = chance(part(shape, 2), 90);
  Turns turns(*language_, topic(scope.story), shape);

  Paragraph opening;
  lead(scope, 0, opening.text);
  if (chance(part(shape, 3), 350)) {
    opening.text += sentence_end;
    sentence(scope, part(body, 0), turns, opening.text);
  }
  std::size_t have = opening.text.size() + 1;
  out.paragraphs.push_back(std::move(opening));
  for (std::uint64_t i = 1; have < bytes && out.paragraphs.size() < at_most; ++i) {
    const Seed seed = part(body, i);
    if (crossheads && i % 4 == 3) {
      std::string text;
      grammar.expand(language_->gen_cross, part(seed, 5), scope, text);
      out.add(Role::Crosshead, std::move(text));
    }
    paragraph(scope, seed, turns, out);
    have += out.paragraphs.back().text.size() + 1;
    if (list && i == 4) {
      for (std::uint64_t k = 0; k < 3 + pick(part(seed, 6), 3); ++k) {
        std::string text = chance(part(shape, 7), 500) ? "- " : "• ";
        grammar.expand(language_->gen_list, part(seed, 30 + k), scope, text);
        have += text.size() + 1;
        out.add(Role::Item, std::move(text));
      }
    }
  }
  if (at_most < 100 || !chance(part(shape, 4), 60)) return;
  const Seed faq = part(scope.story, Part::FaqPart);
  Turn questions(grammar, language_->faq_q, faq);
  for (std::uint32_t k = 0; k < 2 + pick(part(faq, 1), 3); ++k) {
    std::string text = std::to_string(k + 1) + ". ";
    grammar.expand_entry(language_->faq_q, questions.next(), part(faq, 10 + k), scope, text);
    out.add(Role::Question, std::move(text));
    text.clear();
    grammar.expand(language_->faq_a, part(faq, 20 + k), scope, text);
    out.add(Role::Answer, std::move(text));
  }
}

void Writer::liveblog(const Scope& scope, std::int64_t filed, std::uint32_t version, Article& out) const {
  const Seed live = part(scope.story, Part::LivePart);
  Turns turns(*language_, topic(scope.story), live);
  Article entries;
  for (std::uint32_t k = 0; k < 4 * version; ++k) {
    Paragraph p;
    const Moment at = moment_of(filed + 600 + 700 * static_cast<std::int64_t>(k));
    append_two(at.hour, p.text);
    p.text += chance(part(live, 1), 500) ? ':' : '.';
    append_two(at.minute, p.text);
    p.text += language_->spaced ? " – " : "　";
    const bool quoted = chance(part(live, 100 + k), 200);
    if (quoted) {
      language_->grammar.expand_entry(turns.quote.list(), turns.quote.next(), part(live, 200 + k), scope, p.text);
    } else {
      sentence(scope, part(live, 200 + k), turns, p.text);
    }
    entries.paragraphs.push_back(std::move(p));
  }
  out.add(Role::Running, {});
  lead(scope, 0, out.paragraphs.back().text);
  for (auto& paragraph : std::views::reverse(entries.paragraphs)) out.paragraphs.push_back(std::move(paragraph));
}

void Writer::table(const Scope& scope, Article& out) const {
  const ListId lines = form(scope.story).lines;
  for (std::uint32_t i = 0; i < language_->grammar.size(lines); ++i) {
    std::string text;
    language_->grammar.expand_entry(lines, i, part(part(scope.story, Part::TablePart), i), scope, text);
    out.add(Role::Running, std::move(text));
  }
}

}  // namespace presswash::corpus
