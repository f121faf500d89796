#pragma once

#include <cstdint>
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
  /// Both in one pass, if the text has an ASCII digit: `append` to `out`, `append_masked` to `masked`. Without one,
  /// only the first. Tells which.
  bool append_both(std::string_view text, std::vector<TokenHash>& out, std::vector<TokenHash>& masked);

 private:
  void find_runs(std::string_view text);
  void take_runs(std::string_view text, std::vector<TokenHash>* out, std::vector<TokenHash>* masked);
  [[nodiscard]] TokenHash hash_masked(std::string_view run);
  /// Tells whether the chunk has a digit of some script.
  template <bool masked>
  bool append_unicode(std::string_view chunk, std::vector<TokenHash>& out);

  /// A run of letters, digits and whatever is not ASCII, in the text that was scanned last.
  struct Run {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool ascii = true;
    bool digits = false;
  };
  std::vector<char> folded_;  ///< that text, ASCII letters in lower case
  std::vector<Run> runs_;
  bool any_digits_ = false;
  std::vector<char> word_;  ///< room for the words of a run
  std::vector<std::int32_t> code_points_;
};

}  // namespace presswash
