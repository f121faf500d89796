#include "write/judged_page.h"

#include <vector>

#include "classify/page.h"
#include "document/kind.h"
#include "read/block_reading.h"
#include "write/json_row.h"

namespace presswash {
namespace {

std::string_view without_line_end(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string judged_page_row(const Document& document, const Outcome& outcome) {
  std::vector<Block> blocks;
  blocks.reserve(outcome.blocks.size());
  for (const JudgedBlock& judged : outcome.blocks) blocks.push_back(judged.block);
  const Page page = PageAnalyser().analyse(document.text, blocks, document.title, document.markup != nullptr);
  std::string out;
  JsonRow row(out);
  row.text("id", outcome.id).text("url", document.url).text("title", document.title);
  std::string& list = row.key("blocks");
  list += '[';
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Verdict& verdict = outcome.blocks[i].verdict;
    const auto text = std::string_view(document.text).substr(blocks[i].offset, blocks[i].length);
    if (i > 0) list += ',';
    JsonRow block(list);
    block.text("name", block_name(static_cast<std::uint32_t>(page.blocks[i].hash.value)))
        .text("kind", name_of(verdict.kind))
        .share("score", static_cast<double>(verdict.score))
        .boolean("removed", verdict.removed)
        .text("text", without_line_end(text))
        .end();
  }
  list += ']';
  row.end_line();
  return out;
}

}  // namespace presswash
