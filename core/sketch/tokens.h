#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// Appends the hashes of the normalised words of `text` (valid UTF-8) to `out`. Normalised: NFKC, case folded,
/// typographic quotes and dashes unified, soft hyphens and zero-width characters dropped. A word is a run of letters,
/// digits and combining marks; in scripts written without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar) every
/// character is a word. With `mask_digits` every digit counts as 0 and a run of digits as one.
/// Keeps scratch memory: one tokenizer a thread.
class Tokenizer {
 public:
  void append(std::string_view text, std::vector<TokenHash>& out);
  void append_masked(std::string_view text, std::vector<TokenHash>& out);
  /// Both in one pass: `append` to `out`, `append_masked` to `masked`.
  void append_both(std::string_view text, std::vector<TokenHash>& out, std::vector<TokenHash>& masked);

 private:
  template <bool masked>
  void append_words(std::string_view text, std::vector<TokenHash>& out);
  template <bool masked>
  void append_unicode(std::string_view chunk, std::vector<TokenHash>& out);

  std::string scratch_;
  std::vector<std::int32_t> code_points_;
};

}  // namespace presswash
