#include "sketch/tokens.h"

#include <utf8proc.h>

#define XXH_INLINE_ALL
#include <array>
#include <cstddef>

#include <xxhash.h>

#include "sketch/characters.h"

namespace presswash {
namespace {

// 0: ends a word; 0xFF: not ASCII; else the folded byte.
constexpr std::array<unsigned char, 256> make_fold() {
  std::array<unsigned char, 256> fold{};
  for (unsigned c = '0'; c <= '9'; ++c) fold[c] = static_cast<unsigned char>(c);
  for (unsigned c = 'a'; c <= 'z'; ++c) fold[c] = static_cast<unsigned char>(c);
  for (unsigned c = 'A'; c <= 'Z'; ++c) fold[c] = static_cast<unsigned char>(c + 32);
  for (unsigned c = 0x80; c <= 0xFF; ++c) fold[c] = 0xFF;
  return fold;
}
constexpr std::array<unsigned char, 256> ascii_fold = make_fold();
constexpr unsigned char not_ascii = 0xFF;

bool is_digit(unsigned char c) noexcept { return c >= '0' && c <= '9'; }

TokenHash hash_word(const char* bytes, std::size_t size) noexcept {
  return static_cast<TokenHash>(XXH3_64bits(bytes, size));
}

/// Next code point of valid UTF-8; moves `at` past it.
char32_t next_code_point(const unsigned char* bytes, std::size_t size, std::size_t& at) noexcept {
  const unsigned char lead = bytes[at];
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (at + length > size) {
    at = size;
    return 0xFFFD;
  }
  char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) c = (c << 6U) | (bytes[at + i] & 0x3FU);
  at += length;
  return c;
}

void append_utf8(char32_t c, std::string& out) {
  const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    push(c);
  } else if (c < 0x800) {
    push(0xC0 | (c >> 6U));
    push(0x80 | (c & 0x3FU));
  } else if (c < 0x10000) {
    push(0xE0 | (c >> 12U));
    push(0x80 | ((c >> 6U) & 0x3FU));
    push(0x80 | (c & 0x3FU));
  } else {
    push(0xF0 | (c >> 18U));
    push(0x80 | ((c >> 12U) & 0x3FU));
    push(0x80 | ((c >> 6U) & 0x3FU));
    push(0x80 | (c & 0x3FU));
  }
}

/// Takes normalised code points one by one and hashes the words they make.
template <bool masked>
class WordBuilder {
 public:
  WordBuilder(std::string& word, std::vector<TokenHash>& out) : word_(word), out_(out) { word_.clear(); }

  void take(char32_t c, CharacterClass kind) {
    switch (kind) {
      case CharacterClass::Separator: finish(); return;
      case CharacterClass::Alone:
        finish();
        alone_ = true;
        append_utf8(c, word_);
        return;
      case CharacterClass::Mark:
        if (!word_.empty()) append_utf8(c, word_);
        in_digits_ = false;
        return;
      case CharacterClass::Digit:
        if (alone_) finish();
        if (masked) {
          if (!in_digits_) word_.push_back('0');
          in_digits_ = true;
        } else {
          append_utf8(c, word_);
        }
        return;
      case CharacterClass::Letter:
        if (alone_) finish();
        append_utf8(c, word_);
        in_digits_ = false;
        return;
    }
  }

  void finish() {
    if (!word_.empty()) out_.push_back(hash_word(word_.data(), word_.size()));
    word_.clear();
    alone_ = false;
    in_digits_ = false;
  }

 private:
  std::string& word_;
  std::vector<TokenHash>& out_;
  bool alone_ = false;
  bool in_digits_ = false;
};

}  // namespace

// A chunk between ASCII separators: no composition crosses its borders.
template <bool masked>
void Tokenizer::append_unicode(std::string_view chunk, std::vector<TokenHash>& out) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(chunk.data());
  const std::size_t before = out.size();
  bool simple = true;
  {
    WordBuilder<masked> words(scratch_, out);
    for (std::size_t at = 0; at < chunk.size();) {
      const SimpleFold fold = simple_fold(next_code_point(bytes, chunk.size(), at));
      if (!fold.simple) {
        simple = false;
        break;
      }
      words.take(fold.folded, fold.kind);
    }
    if (simple) words.finish();
  }
  if (simple) return;

  out.resize(before);
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                                                      UTF8PROC_IGNORE | UTF8PROC_STABLE);
  const auto decompose = [&] {
    return utf8proc_decompose(bytes, static_cast<utf8proc_ssize_t>(chunk.size()), code_points_.data(),
                              static_cast<utf8proc_ssize_t>(code_points_.size()), options);
  };
  if (code_points_.size() < chunk.size() * 2) code_points_.resize(chunk.size() * 2 + 64);
  auto length = decompose();
  if (length > static_cast<utf8proc_ssize_t>(code_points_.size())) {
    code_points_.resize(static_cast<std::size_t>(length) + 1);
    length = decompose();
  }
  if (length < 0) return;
  length = utf8proc_normalize_utf32(code_points_.data(), length, options);
  WordBuilder<masked> words(scratch_, out);
  for (utf8proc_ssize_t i = 0; i < length; ++i) {
    const auto c = static_cast<char32_t>(code_points_[static_cast<std::size_t>(i)]);
    words.take(c, class_of(c));
  }
  words.finish();
}

template <bool masked>
void Tokenizer::append_words(std::string_view text, std::vector<TokenHash>& out) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const std::size_t size = text.size();
  std::array<char, 64> word;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
  std::size_t at = 0;
  while (at < size) {
    // A word of ASCII, folded into `word`; anything else goes the long way with the chunk it stands in.
    const std::size_t start = at;
    std::size_t length = 0;
    unsigned char folded = 0;
    bool in_digits = false;
    while (at < size && length < word.size()) {
      folded = ascii_fold[bytes[at]];
      if (folded == 0 || folded == not_ascii) break;
      ++at;
      if (masked && is_digit(folded)) {
        if (in_digits) continue;
        in_digits = true;
        folded = '0';
      } else {
        in_digits = false;
      }
      word[length++] = static_cast<char>(folded);
    }
    if (at == size || folded == 0) {
      if (length != 0) out.push_back(hash_word(word.data(), length));
      while (at < size && ascii_fold[bytes[at]] == 0) ++at;
      continue;
    }
    while (at < size && ascii_fold[bytes[at]] != 0) ++at;
    append_unicode<masked>(text.substr(start, at - start), out);
  }
}

void Tokenizer::append_both(std::string_view text, std::vector<TokenHash>& out, std::vector<TokenHash>& masked) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t start = at;
    bool ascii = true;
    bool digits = false;
    for (; at < text.size() && ascii_fold[bytes[at]] != 0; ++at) {
      ascii = ascii && ascii_fold[bytes[at]] != not_ascii;
      digits = digits || is_digit(bytes[at]);
    }
    const std::string_view chunk = text.substr(start, at - start);
    const std::size_t before = out.size();
    append_words<false>(chunk, out);
    if (ascii && !digits) {
      masked.insert(masked.end(), out.begin() + static_cast<std::ptrdiff_t>(before), out.end());
    } else {
      append_words<true>(chunk, masked);
    }
    while (at < text.size() && ascii_fold[bytes[at]] == 0) ++at;
  }
}

void Tokenizer::append(std::string_view text, std::vector<TokenHash>& out) { append_words<false>(text, out); }
void Tokenizer::append_masked(std::string_view text, std::vector<TokenHash>& out) { append_words<true>(text, out); }

}  // namespace presswash
