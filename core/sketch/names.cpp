#include "sketch/names.h"

#include <algorithm>

#include <utf8proc.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "sketch/characters.h"

namespace presswash {
namespace {

constexpr std::uint32_t telling_digits = 2;  // 8,000 and 1987 tell more than 3

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}
bool is_quote_or_bracket(char32_t c) {
  return c == '"' || c == '\'' || c == '(' || c == '[' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB;
}
/// May stand inside a word, between two of its characters.
bool joins(char32_t c) { return c == '\'' || c == 0x2019 || c == '-' || c == '.' || c == ','; }

/// Takes a text's code points one by one.
class Finder {
 public:
  void take(char32_t c) {
    const CharacterClass kind = class_of(c);
    switch (kind) {
      case CharacterClass::Alone:
        finish();
        take_alone(c);
        return;
      case CharacterClass::Letter:
      case CharacterClass::Digit: take_word(c, kind); break;
      case CharacterClass::Mark:
        if (!word_.empty()) append_utf8(word_, c);
        break;
      case CharacterClass::Separator: take_separator(c); break;
    }
    last_alone_ = 0;
  }

  std::vector<NamedWord> finish_all() {
    finish();
    std::ranges::sort(found_, {}, &NamedWord::hash);
    std::vector<NamedWord> out;
    for (NamedWord& word : found_) {
      if (!out.empty() && out.back().hash == word.hash) {
        ++out.back().times;
      } else {
        out.push_back(std::move(word));
      }
    }
    return out;
  }

 private:
  void take_word(char32_t c, CharacterClass kind) {
    if (word_.empty()) {
      at_start_ = sentence_begins_;
      capital_ = utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LU;
      cased_ = false;
    } else if (joint_ != 0 && !figures_only()) {
      append_utf8(word_, joint_);
    }
    joint_ = 0;
    const auto lower = static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
    cased_ = cased_ || lower != c || static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c))) != c;
    append_utf8(word_, lower);
    ++letters_;
    digits_ += kind == CharacterClass::Digit ? 1U : 0U;
    sentence_begins_ = false;
  }

  void take_separator(char32_t c) {
    if (!word_.empty() && joint_ == 0 && joins(c)) {
      joint_ = c;  // part of the word when it goes on
      return;
    }
    finish();
    if (c == '\n' || ends_sentence(c)) {
      sentence_begins_ = true;
    } else if (c != ' ' && !is_quote_or_bracket(c)) {
      sentence_begins_ = false;
    }
  }

  void take_alone(char32_t c) {
    if (last_alone_ != 0) {
      std::string both;
      append_utf8(both, last_alone_);
      append_utf8(both, c);
      add(std::move(both));
    }
    last_alone_ = c;
    sentence_begins_ = false;
  }

  [[nodiscard]] bool figures_only() const { return digits_ == letters_; }

  void finish() {
    if (!word_.empty()) {
      for (const std::string_view possessive : {"'s", "\xE2\x80\x99s"})
        if (word_.ends_with(possessive)) word_.resize(word_.size() - possessive.size());
      const bool name = capital_ && !at_start_ && letters_ > 1;
      const bool figure = digits_ >= telling_digits;
      const bool uncased = !cased_ && digits_ == 0 && letters_ > 1;
      if (name || figure || uncased) add(std::move(word_));
    }
    if (joint_ != 0 && ends_sentence(joint_)) sentence_begins_ = true;
    word_.clear();
    joint_ = 0;
    letters_ = digits_ = 0;
  }

  void add(std::string word) {
    const auto hash = static_cast<TokenHash>(hash64(word));
    found_.push_back({.hash = hash, .text = std::move(word), .times = 1});
  }

  std::vector<NamedWord> found_;
  std::string word_;
  char32_t joint_ = 0;
  char32_t last_alone_ = 0;
  std::uint32_t letters_ = 0;
  std::uint32_t digits_ = 0;
  bool capital_ = false;
  bool cased_ = false;
  bool at_start_ = false;
  bool sentence_begins_ = true;
};

}  // namespace

std::vector<NamedWord> names_of(std::string_view text) {
  Finder finder;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    finder.take(c.code_point);
    at += c.length;
  }
  return finder.finish_all();
}

}  // namespace presswash
