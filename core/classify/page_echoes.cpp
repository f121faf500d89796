#include "classify/page_echoes.h"

#include <algorithm>

#include "base/hash.h"
#include "classify/run_table.h"

namespace presswash {
namespace {

constexpr std::uint32_t run_words = 4;
constexpr double least_echo = 0.35;  ///< of what a page says, for it to say it twice

/// Hashes of a block's runs of four words; of a shorter block, of all its words.
void runs_of(const Page& page, const PageBlock& block, std::vector<std::uint64_t>& out) {
  out.clear();
  const std::uint32_t size = std::min(run_words, block.token_count);
  for (std::uint32_t k = 0; size > 0 && k + size <= block.token_count; ++k) {
    std::uint64_t hash = size;
    for (std::uint32_t t = 0; t < size; ++t) hash = combine64(hash, page.tokens[block.token_begin + k + t]);
    out.push_back(hash);
  }
}

/// The smallest of the values that occur most often; `values` are sorted.
std::uint32_t most_frequent(std::vector<std::uint32_t>& values) {
  std::ranges::sort(values);
  std::uint32_t best = no_echo;
  std::size_t most = 0;
  for (std::size_t begin = 0; begin < values.size();) {
    std::size_t end = begin;
    while (end < values.size() && values[end] == values[begin]) ++end;
    if (end - begin > most) {
      most = end - begin;
      best = values[begin];
    }
    begin = end;
  }
  return best;
}

}  // namespace

std::vector<std::uint32_t> echoes_of(const Page& page, std::span<const float> scores) {
  constexpr std::uint32_t least_words = 8;
  RunTable said(page.tokens.size() + 2 * page.blocks.size());  // the block that said it first
  std::vector<std::uint32_t> out(page.blocks.size(), no_echo);
  std::vector<std::uint64_t> runs;
  std::vector<std::uint32_t> sources;
  bool last = false;  // the block before that is article text is an echo
  std::uint64_t said_words = 0;
  std::uint64_t echoed_words = 0;
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    if (scores[i] >= 0.0F) continue;
    const PageBlock& block = page.blocks[i];
    runs_of(page, block, runs);
    const bool is_short = block.token_count < least_words;
    if (is_short) {
      if (last) out[i] = said.find(block.hash.value);
    } else {
      sources.clear();
      for (const std::uint64_t run : runs) {
        const std::uint32_t at = said.find(run);
        if (at != RunTable::absent) sources.push_back(at);
      }
      if (sources.size() * 5 >= runs.size() * 4) out[i] = most_frequent(sources);
      last = out[i] != no_echo;
    }
    (out[i] == no_echo ? said_words : echoed_words) += block.token_count;
    if (out[i] == no_echo) {
      for (const std::uint64_t run : runs) said.add(run, i);
    }
    said.add(block.hash.value, i);
  }
  // A sentence comes again for many reasons: a question put to several people, a refrain, a table.
  if (static_cast<double>(echoed_words) < least_echo * static_cast<double>(said_words))
    out.assign(page.blocks.size(), no_echo);
  return out;
}

PageRepeats repeats_of(const Page& page) {
  const std::size_t n = page.blocks.size();
  PageRepeats out{.before = std::vector<float>(n), .later = std::vector<float>(n)};
  RunTable seen(page.tokens.size() + n);
  std::vector<std::uint64_t> runs;
  const auto share = [&](std::size_t i) {
    runs_of(page, page.blocks[i], runs);
    if (runs.empty()) return 0.0F;
    const auto common = std::ranges::count_if(runs, [&](std::uint64_t run) { return seen.contains(run); });
    for (const std::uint64_t run : runs) seen.add(run, 0);
    return static_cast<float>(static_cast<double>(common) / static_cast<double>(runs.size()));
  };
  for (std::size_t i = 0; i < n; ++i) out.before[i] = share(i);
  seen.clear();
  for (std::size_t i = n; i-- > 0;) out.later[i] = share(i);
  return out;
}

}  // namespace presswash
