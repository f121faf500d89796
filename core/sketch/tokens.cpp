#include "sketch/tokens.h"

#include <utf8proc.h>

#define XXH_INLINE_ALL
#include <algorithm>
#include <bit>
#include <cstddef>

#include <xxhash.h>

#include "base/byte_masks.h"
#include "sketch/characters.h"

namespace presswash {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

TokenHash hash_word(const char* bytes, std::size_t size) noexcept {
  return static_cast<TokenHash>(XXH3_64bits(bytes, size));
}

/// So much of a text as is scanned at once; ends between words, so a text that is one word is one piece.
std::string_view first_piece(std::string_view text) noexcept {
  constexpr std::size_t most = std::size_t{1} << 16U;
  std::size_t size = std::min(text.size(), most);
  const auto in_word = [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  while (size < text.size() && in_word(text[size])) ++size;
  return text.substr(0, size);
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

/// Writes a code point to `end` and moves it.
void append_utf8(char32_t c, char*& end) noexcept {
  const auto push = [&end](char32_t byte) { *end++ = static_cast<char>(byte); };
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
constexpr std::size_t longest_character = 4;  // bytes in UTF-8

/// Takes normalised code points one by one and hashes the words they make.
template <bool masked>
class WordBuilder {
 public:
  /// `room` holds the longest word.
  WordBuilder(char* room, std::vector<TokenHash>& out) : begin_(room), end_(room), out_(out) {}

  void take(char32_t c, CharacterClass kind) {
    switch (kind) {
      case CharacterClass::Separator: finish(); return;
      case CharacterClass::Alone:
        finish();
        alone_ = true;
        append_utf8(c, end_);
        return;
      case CharacterClass::Mark:
        if (end_ != begin_) append_utf8(c, end_);
        in_digits_ = false;
        return;
      case CharacterClass::Digit:
        if (alone_) finish();
        any_digits_ = true;
        if (masked) {
          if (!in_digits_) append_utf8(U'0', end_);
          in_digits_ = true;
        } else {
          append_utf8(c, end_);
        }
        return;
      case CharacterClass::Letter:
        if (alone_) finish();
        append_utf8(c, end_);
        in_digits_ = false;
        return;
    }
  }

  void finish() {
    if (end_ != begin_) out_.push_back(hash_word(begin_, static_cast<std::size_t>(end_ - begin_)));
    end_ = begin_;
    alone_ = false;
    in_digits_ = false;
  }
  [[nodiscard]] bool any_digits() const noexcept { return any_digits_; }

 private:
  char* begin_;
  char* end_;
  std::vector<TokenHash>& out_;
  bool alone_ = false;
  bool in_digits_ = false;
  bool any_digits_ = false;
};

}  // namespace

// A chunk between ASCII separators: no composition crosses its borders.
template <bool masked>
bool Tokenizer::append_unicode(std::string_view chunk, std::vector<TokenHash>& out) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(chunk.data());
  const std::size_t before = out.size();
  word_.resize(std::max(word_.size(), chunk.size() * longest_character));
  {
    WordBuilder<masked> words(word_.data(), out);
    bool simple = true;
    for (std::size_t at = 0; at < chunk.size() && simple;) {
      const SimpleFold fold = simple_fold(next_code_point(bytes, chunk.size(), at));
      simple = fold.simple;
      if (simple) words.take(fold.folded, fold.kind);
    }
    if (simple) {
      words.finish();
      return words.any_digits();
    }
  }

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
  if (length < 0) return false;
  length = utf8proc_normalize_utf32(code_points_.data(), length, options);
  if (length < 0) return false;
  word_.resize(std::max(word_.size(), static_cast<std::size_t>(length) * longest_character));
  WordBuilder<masked> words(word_.data(), out);
  for (utf8proc_ssize_t i = 0; i < length; ++i) {
    const auto c = static_cast<char32_t>(code_points_[static_cast<std::size_t>(i)]);
    words.take(c, class_of(c));
  }
  words.finish();
  return words.any_digits();
}

// Letters and digits are told 64 bytes at a time; a run begins and ends where the bit changes.
void Tokenizer::find_runs(std::string_view text) {
  constexpr std::size_t step = 64;
  const std::size_t chunks = (text.size() + step - 1) / step;
  folded_.resize(chunks * step);
  std::copy(text.begin(), text.end(), folded_.begin());
  std::fill(folded_.begin() + static_cast<std::ptrdiff_t>(text.size()), folded_.end(), '\0');
  runs_.clear();
  any_digits_ = false;
  bool open = false;
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    char* bytes = folded_.data() + chunk * step;
    const ByteMasks is = byte_masks(bytes);
    for (std::size_t i = 0; i < step; ++i) bytes[i] = static_cast<char>(bytes[i] | 0x20);  // only runs are looked at
    any_digits_ = any_digits_ || is.digit != 0;
    const std::uint64_t in_run = is.lower | is.upper | is.digit | is.high;
    std::uint64_t borders = in_run ^ ((in_run << 1U) | (open ? 1U : 0U));
    const auto base = static_cast<std::uint32_t>(chunk * step);
    const auto note = [&](unsigned begin, unsigned end) {
      const std::uint64_t range = bit_range(begin, end);
      Run& run = runs_.back();
      run.ascii = run.ascii && (is.high & range) == 0;
      run.digits = run.digits || (is.digit & range) != 0;
      run.end = base + end;
    };
    unsigned begin = 0;
    for (; borders != 0; borders &= borders - 1) {
      const auto at = static_cast<unsigned>(std::countr_zero(borders));
      if (open)
        note(begin, at);
      else
        runs_.push_back({.begin = base + at});
      begin = at;
      open = !open;
    }
    if (open) note(begin, step);
  }
}

TokenHash Tokenizer::hash_masked(std::string_view run) {
  word_.resize(std::max(word_.size(), run.size()));
  char* end = word_.data();
  bool in_digits = false;
  for (const char c : run) {
    const bool digit = is_digit(c);
    if (!digit || !in_digits) *end++ = digit ? '0' : c;
    in_digits = digit;
  }
  return hash_word(word_.data(), static_cast<std::size_t>(end - word_.data()));
}

void Tokenizer::take_runs(std::string_view text, std::vector<TokenHash>* out, std::vector<TokenHash>* masked) {
  for (const Run& run : runs_) {
    const std::size_t size = run.end - run.begin;
    if (!run.ascii) {
      const std::string_view chunk = text.substr(run.begin, size);
      const std::size_t before = out != nullptr ? out->size() : 0;
      const bool digits = out == nullptr || append_unicode<false>(chunk, *out);
      if (masked == nullptr) continue;
      if (digits)
        append_unicode<true>(chunk, *masked);
      else
        masked->insert(masked->end(), out->begin() + static_cast<std::ptrdiff_t>(before), out->end());
      continue;
    }
    const char* folded = folded_.data() + run.begin;
    if (out != nullptr || !run.digits) {
      const TokenHash hash = hash_word(folded, size);
      if (out != nullptr) out->push_back(hash);
      if (masked != nullptr && !run.digits) masked->push_back(hash);
    }
    if (masked != nullptr && run.digits) masked->push_back(hash_masked({folded, size}));
  }
}

bool Tokenizer::append_both(std::string_view text, std::vector<TokenHash>& out, std::vector<TokenHash>& masked) {
  bool digits = false;
  for (std::size_t done = 0; done < text.size();) {
    const std::string_view piece = first_piece(text.substr(done));
    find_runs(piece);
    if (any_digits_ && !digits && done > 0) {
      append_masked(text.substr(0, done), masked);
      find_runs(piece);
    }
    digits = digits || any_digits_;
    take_runs(piece, &out, digits ? &masked : nullptr);
    done += piece.size();
  }
  return digits;
}

void Tokenizer::append(std::string_view text, std::vector<TokenHash>& out) {
  for (; !text.empty(); text.remove_prefix(first_piece(text).size())) {
    find_runs(first_piece(text));
    take_runs(text, &out, nullptr);
  }
}

void Tokenizer::append_masked(std::string_view text, std::vector<TokenHash>& out) {
  for (; !text.empty(); text.remove_prefix(first_piece(text).size())) {
    find_runs(first_piece(text));
    take_runs(text, nullptr, &out);
  }
}

}  // namespace presswash
