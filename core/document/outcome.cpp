#include "document/outcome.h"

#include <string_view>

namespace presswash {

std::string cleaned_text(std::string_view text, const std::vector<JudgedBlock>& blocks) {
  std::string out;
  out.reserve(text.size());
  for (const JudgedBlock& judged : blocks) {
    if (!judged.verdict.removed) out.append(text.substr(judged.block.offset, judged.block.length));
  }
  return out;
}

}  // namespace presswash
