#include "sketch/characters.h"

#include <array>

#include <utf8proc.h>

namespace presswash {
namespace {

constexpr char32_t table_end = 0x3100;

// Scripts written without spaces between words, as ranges of code points after NFKC.
bool has_no_spaces(char32_t c) noexcept {
  if (c < 0x0E00) return false;
  return (c <= 0x0EFF) ||                   // Thai, Lao
         (c >= 0x1000 && c <= 0x109F) ||    // Myanmar
         (c >= 0x1780 && c <= 0x17FF) ||    // Khmer
         (c >= 0x2E80 && c <= 0x2FDF) ||    // radicals
         (c >= 0x3005 && c <= 0x3007) ||    // ideographic iteration mark, closing mark, zero
         (c >= 0x3040 && c <= 0x30FF) ||    // Hiragana, Katakana
         (c >= 0x31F0 && c <= 0x31FF) ||    // Katakana extensions
         (c >= 0x3400 && c <= 0x4DBF) ||    // Han
         (c >= 0x4E00 && c <= 0x9FFF) ||    //
         (c >= 0xA9E0 && c <= 0xA9FF) ||    // Myanmar extended
         (c >= 0xAA60 && c <= 0xAA7F) ||    //
         (c >= 0xF900 && c <= 0xFAFF) ||    // Han compatibility
         (c >= 0x1B000 && c <= 0x1B16F) ||  // Kana supplements
         (c >= 0x20000 && c <= 0x3FFFF);    // Han extensions
}

SimpleFold fold_slowly(char32_t c) noexcept {
  std::array<utf8proc_int32_t, 8> buffer{};
  int boundary = 0;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                                                      UTF8PROC_IGNORE | UTF8PROC_STABLE);
  const auto made = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), buffer.data(),
                                            static_cast<utf8proc_ssize_t>(buffer.size()), options, &boundary);
  if (made < 1 || made > static_cast<utf8proc_ssize_t>(buffer.size())) return {};
  const auto length = utf8proc_normalize_utf32(buffer.data(), made, options);
  if (length < 1) return {};
  if (length > 1) {
    for (utf8proc_ssize_t i = 0; i < length; ++i) {
      const auto part = static_cast<char32_t>(buffer[static_cast<std::size_t>(i)]);
      if (class_of(part) != CharacterClass::Separator) return {};
    }
    return {.folded = U' ', .kind = CharacterClass::Separator, .simple = true};
  }
  const auto folded = static_cast<char32_t>(buffer[0]);
  const CharacterClass kind = class_of(folded);
  return {.folded = folded, .kind = kind, .simple = kind != CharacterClass::Mark};
}

bool is_jamo(char32_t c) noexcept { return c >= 0x1100 && c <= 0x11FF; }

/// Four bytes, so that the table stays at hand.
class PackedFold {
 public:
  PackedFold() = default;
  explicit PackedFold(const SimpleFold& fold) noexcept
      : bits_(static_cast<std::uint32_t>(fold.folded) | static_cast<std::uint32_t>(fold.kind) << 24U |
              (fold.simple ? 1U << 31U : 0U)) {}
  [[nodiscard]] SimpleFold unpack() const noexcept {
    return {.folded = bits_ & 0xFFFFFFU,
            .kind = static_cast<CharacterClass>((bits_ >> 24U) & 0x7FU),
            .simple = bits_ >> 31U != 0};
  }

 private:
  std::uint32_t bits_ = 0;
};

std::array<PackedFold, table_end> make_table() noexcept {
  std::array<PackedFold, table_end> table{};
  for (char32_t c = 0; c < table_end; ++c) {
    SimpleFold fold = fold_slowly(c);
    // Both may compose with a neighbour.
    if (is_jamo(c) || utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->combining_class != 0)
      fold.simple = false;
    table[c] = PackedFold(fold);
  }
  return table;
}

}  // namespace

CharacterClass class_of(char32_t code_point) noexcept {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return has_no_spaces(code_point) ? CharacterClass::Alone : CharacterClass::Letter;
    case UTF8PROC_CATEGORY_ND: return CharacterClass::Digit;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return CharacterClass::Mark;
    default: return CharacterClass::Separator;
  }
}

SimpleFold simple_fold(char32_t code_point) noexcept {
  static const std::array<PackedFold, table_end> table = make_table();
  if (code_point < table_end) return table[code_point].unpack();
  if (code_point >= 0x4E00 && code_point <= 0x9FEF) {  // Han
    return {.folded = code_point, .kind = CharacterClass::Alone, .simple = true};
  }
  if (code_point >= 0xAC00 && code_point <= 0xD7A3) {  // Hangul syllables
    return {.folded = code_point, .kind = CharacterClass::Letter, .simple = true};
  }
  if (code_point == 0xFF0C || code_point == 0xFF1A || code_point == 0xFF01 || code_point == 0xFF1F) {
    return {.folded = U',', .kind = CharacterClass::Separator, .simple = true};  // full-width , : ! ?
  }
  return {};
}

}  // namespace presswash
