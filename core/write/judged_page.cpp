#include "write/judged_page.h"

#include <vector>

#include "base/line_ends.h"
#include "classify/block_words.h"
#include "document/kind.h"
#include "read/block_reading.h"
#include "write/json_row.h"

namespace presswash {
std::string judged_page_row(const Document& document, const Outcome& outcome) {
  BlockReader reader;
  std::vector<TokenHash> words;
  std::string out;
  JsonRow row(out);
  row.text("id", outcome.id).text("url", document.url).text("title", document.title);
  std::string& list = row.key("blocks");
  list += '[';
  for (const JudgedBlock& judged : outcome.blocks) {
    std::string_view text = std::string_view(document.text).substr(judged.block.offset, judged.block.length);
    words.clear();
    const BlockHash hash = reader.read(text, reader.key_of(text), words).hash;
    text.remove_suffix(trailing_line_ends(text).size());
    if (list.back() != '[') list += ',';
    JsonRow block(list);
    block.text("name", block_name(static_cast<std::uint32_t>(hash.value)))
        .text("kind", name_of(judged.verdict.kind))
        .share("score", static_cast<double>(judged.verdict.score))
        .boolean("removed", judged.verdict.removed)
        .text("text", text)
        .end();
  }
  list += ']';
  row.end_line();
  return out;
}

}  // namespace presswash
