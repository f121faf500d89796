#include "classify/page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/hash.h"
#include "base/line_ends.h"
#include "classify/hash_numbers.h"

namespace presswash {
namespace {

/// An item of a list: no running text, unless it is the one-paragraph summary that such lists give of a story.
bool list_shaped(const PageBlock& block) {
  return !block.facts.prose() || (block.facts.words <= 60 && block.cues.kinds.bits != 0);
}

/// Where a title's words may be, one bit in 64 for each: most words of a page are not in it.
std::uint64_t bits_of(std::span<const TokenHash> words) {
  std::uint64_t bits = 0;
  for (const TokenHash word : words) bits |= std::uint64_t{1} << (word % 64);
  return bits;
}

TitleRelation relate(std::span<const TokenHash> block, std::span<const TokenHash> title, std::uint64_t title_bits) {
  if (title.empty() || block.empty() || block.size() > title.size() * 3 + 8) return TitleRelation::None;
  if (std::ranges::equal(block, title)) return TitleRelation::Equal;
  constexpr std::size_t longest_headline = 200;  // what is longer is a text in the wrong field
  if (title.size() > longest_headline) return TitleRelation::None;
  std::size_t common = 0;
  for (const TokenHash token : block) {
    if (((title_bits >> (token % 64)) & 1U) != 0) common += std::ranges::find(title, token) != title.end() ? 1U : 0U;
  }
  const std::size_t longer = std::max(block.size(), title.size());
  if (title.size() >= 3 && common >= title.size() && block.size() <= title.size() + 6) return TitleRelation::Part;
  if (block.size() >= 3 && common == block.size() && block.size() * 2 >= title.size()) return TitleRelation::Part;
  return common * 10 >= longer * 6 && common >= 3 ? TitleRelation::Overlap : TitleRelation::None;
}

std::uint8_t blank_lines_after(std::string_view block) {
  const std::size_t breaks = count_line_ends(trailing_line_ends(block));
  return static_cast<std::uint8_t>(std::min<std::size_t>(breaks == 0 ? 0 : breaks - 1, 3));
}

/// Marks the items of lists that a cue opened: runs of list-shaped blocks, one running paragraph at a time allowed
/// when items stand on both sides. Two running paragraphs in a row, or a question and its answer, close the list.
void mark_lists(std::vector<PageBlock>& blocks) {
  constexpr std::uint16_t longest = 60;
  Kind open = Kind::Article;
  std::uint16_t distance = 0;
  bool last_was_prose = false;
  PageBlock* last = nullptr;  // that is no insert
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    PageBlock& block = blocks[i];
    if (block.insert) continue;
    PageBlock* const before = std::exchange(last, &block);
    if (block.cues.opens_list && block.facts.words <= 12) {
      open = block.cues.strongest;
      distance = 0;
      last_was_prose = false;
      block.list = open;
      continue;
    }
    if (open == Kind::Article) continue;
    const bool prose = block.facts.prose();
    const bool question = block.facts.has(Shape::EndsQuestion) && block.facts.words >= 5 && i + 1 < blocks.size() &&
                          blocks[i + 1].facts.prose();
    if (question || (prose && last_was_prose) || ++distance > longest) {
      if (prose && last_was_prose && before != nullptr) before->list = Kind::Article;
      open = Kind::Article;
      continue;
    }
    last_was_prose = prose && list_shaped(block) == false;
    block.list = open;
    block.list_distance = distance;
  }
}

/// `since`: blocks since the last running text, 0 when there was none; `room`: blocks up to the end of the page.
std::uint8_t prose_distance(std::size_t since, std::size_t room) {
  if (since == 0) return room >= page_reach ? page_reach + 1 : 0;
  return static_cast<std::uint8_t>(std::min<std::size_t>(since, page_reach + 1));
}

void measure_prose(std::vector<PageBlock>& blocks) {
  const auto after = [](const PageBlock& block, std::size_t since) {
    return block.running() ? 1 : since == 0 ? 0 : since + 1;
  };
  std::size_t since = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    blocks[i].prose_above = prose_distance(since, i);
    if (!blocks[i].insert) since = after(blocks[i], since);
  }
  since = 0;
  for (std::size_t i = blocks.size(); i-- > 0;) {
    blocks[i].prose_below = prose_distance(since, blocks.size() - 1 - i);
    if (!blocks[i].insert) since = after(blocks[i], since);
  }
}

/// Marks blocks that the page says again. Returns, by block, the first that says the same.
std::vector<std::uint32_t> mark_repeats(std::vector<PageBlock>& blocks) {
  HashNumbers numbers(blocks.size());
  std::vector<std::uint32_t> firsts(blocks.size());
  for (std::uint32_t i = 0; i < blocks.size(); ++i) {
    const std::uint32_t first = firsts[i] = numbers.add(blocks[i].hash.value, i);
    if (first != i) blocks[first].repeated = blocks[i].repeated = true;
  }
  return firsts;
}

/// Marks short blocks that stand between two paragraphs again and again, as notes of advertisements do. Whether there
/// are any.
bool mark_inserts(const std::vector<std::uint32_t>& firsts, std::vector<PageBlock>& blocks) {
  constexpr std::uint32_t longest = 12;  // words
  constexpr std::uint32_t least = 8;     // times
  const auto may_be_one = [](const PageBlock& block) {
    return block.repeated && block.facts.words <= longest && !block.cues.opens_list;
  };
  if (std::ranges::count_if(blocks, may_be_one) < least) return false;
  std::vector<std::uint32_t> times(blocks.size());  // by the first that says it
  bool any = false;
  for (std::size_t i = 1; i + 1 < blocks.size(); ++i) {
    if (!may_be_one(blocks[i]) || !blocks[i - 1].prose() || !blocks[i + 1].prose()) continue;
    any = ++times[firsts[i]] >= least || any;
  }
  for (std::size_t i = 0; i < blocks.size() && any; ++i)
    blocks[i].insert = may_be_one(blocks[i]) && times[firsts[i]] >= least;
  return any;
}

}  // namespace

Page PageAnalyser::analyse(std::string_view text, std::span<const Block> blocks, std::string_view title,
                           bool rendered) {
  Page page;
  tokenizer_.append(title, page.title_tokens);
  page.title = hash_of_words(page.title_tokens);
  const std::uint64_t title_bits = bits_of(page.title_tokens);
  page.blocks.reserve(blocks.size());
  page.tokens.reserve(text.size() / 6 + 8);
  constexpr std::size_t ahead = 8;  // blocks are looked up all over the memory, which is asked for before
  std::array<Hash128, ahead> keys;
  const auto bytes_of = [&](std::size_t i) { return text.substr(blocks[i].offset, blocks[i].length); };
  for (std::size_t i = 0; i < std::min(ahead, blocks.size()); ++i) keys[i] = reader_.key_of(bytes_of(i));
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& range = blocks[i];
    const std::string_view bytes = bytes_of(i);
    const Hash128 key = keys[i % ahead];
    if (i + ahead < blocks.size()) keys[i % ahead] = reader_.key_of(bytes_of(i + ahead));
    PageBlock block;
    block.block = range;
    block.token_begin = static_cast<std::uint32_t>(page.tokens.size());
    const BlockWords words = reader_.read(bytes, key, page.tokens);
    block.token_count = static_cast<std::uint32_t>(page.tokens.size()) - block.token_begin;
    block.facts = words.facts;
    block.cues = words.cues;
    block.hash = words.hash;
    block.masked = words.masked;
    block.blank_lines = blank_lines_after(bytes);
    block.title = relate(std::span(page.tokens).subspan(block.token_begin), page.title_tokens, title_bits);
    page.blocks.push_back(block);
  }
  const std::vector<std::uint32_t> firsts = mark_repeats(page.blocks);
  page.has_inserts = !rendered && mark_inserts(firsts, page.blocks);
  mark_lists(page.blocks);
  measure_prose(page.blocks);
  page.prose_before.reserve(blocks.size());
  for (const PageBlock& block : page.blocks) {
    page.prose_before.push_back(page.prose_words);
    if (block.running()) page.prose_words += block.facts.words;
  }
  return page;
}

}  // namespace presswash
