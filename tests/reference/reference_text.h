#pragma once

#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <utf8proc.h>

#include "base/hash.h"
#include "base/ids.h"
#include "sketch/shingles.h"
#include "sketch/signature.h"

/// The slow, obvious versions of what core/sketch does.
namespace presswash::reference {

inline bool written_without_spaces(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  static constexpr Range ranges[] = {{0x0E00, 0x0EFF},   {0x1000, 0x109F},  {0x1780, 0x17FF}, {0x2E80, 0x2FDF},
                                     {0x3005, 0x3007},   {0x3040, 0x30FF},  {0x31F0, 0x31FF}, {0x3400, 0x4DBF},
                                     {0x4E00, 0x9FFF},   {0xA9E0, 0xA9FF},  {0xAA60, 0xAA7F}, {0xF900, 0xFAFF},
                                     {0x1B000, 0x1B16F}, {0x20000, 0x3FFFF}};
  for (const Range& range : ranges) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

inline std::string utf8(char32_t c) {
  unsigned char bytes[4];
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
  return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

/// Normalises the whole text at once, then splits it.
inline std::vector<std::string> words(const std::string& text, bool mask_digits = false) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                                                      UTF8PROC_IGNORE | UTF8PROC_STABLE);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  std::vector<std::string> out;
  if (size < 0) return out;
  std::string word;
  bool alone = false;
  const auto finish = [&] {
    if (!word.empty()) out.push_back(word);
    word.clear();
    alone = false;
  };
  for (utf8proc_ssize_t at = 0; at < size;) {
    utf8proc_int32_t c = 0;
    at += utf8proc_iterate(mapped + at, size - at, &c);
    const std::string category = utf8proc_category_string(c);
    const bool mark = category[0] == 'M';
    const bool letter = category[0] == 'L' || category[0] == 'N';
    if (mark) {
      if (!word.empty()) word += utf8(static_cast<char32_t>(c));
    } else if (letter && category != "Nd" && written_without_spaces(static_cast<char32_t>(c))) {
      finish();
      word = utf8(static_cast<char32_t>(c));
      alone = true;
    } else if (letter) {
      if (alone) finish();
      if (category == "Nd" && mask_digits) {
        if (word.empty() || word.back() != '\x01') word += '\x01';
      } else {
        word += utf8(static_cast<char32_t>(c));
      }
    } else {
      finish();
    }
  }
  finish();
  std::free(mapped);
  for (std::string& each : out) {
    for (char& c : each) {
      if (c == '\x01') c = '0';
    }
  }
  return out;
}

inline std::vector<TokenHash> tokens(const std::string& text, bool mask_digits = false) {
  std::vector<TokenHash> out;
  for (const std::string& word : words(text, mask_digits)) out.push_back(static_cast<TokenHash>(hash64(word)));
  return out;
}

inline std::set<ShingleHash> shingle_set(const std::vector<TokenHash>& words) {
  std::set<ShingleHash> out;
  if (words.empty()) return out;
  const std::size_t length = std::min(shingle_words, words.size());
  for (std::size_t i = 0; i + length <= words.size(); ++i) {
    out.insert(hash64({reinterpret_cast<const char*>(words.data() + i), length * sizeof(TokenHash)}));
  }
  return out;
}

inline std::vector<std::uint32_t> signature(const std::set<ShingleHash>& shingles, const Signer& signer) {
  std::vector<std::uint32_t> out(signer.hashes(), 0xFFFFFFFFU);
  for (std::uint32_t i = 0; i < signer.hashes(); ++i) {
    for (const ShingleHash shingle : shingles) {
      const auto folded = static_cast<std::uint32_t>(shingle ^ (shingle >> 32U));
      out[i] = std::min(out[i], (folded ^ signer.function(i).offset) * signer.function(i).factor);
    }
  }
  return out;
}

/// Of two sorted containers.
template <typename Container>
std::uint32_t shared(const Container& a, const Container& b) {
  std::vector<ShingleHash> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return static_cast<std::uint32_t>(both.size());
}

}  // namespace presswash::reference
