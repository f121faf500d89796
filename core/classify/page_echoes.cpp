#include "classify/page_echoes.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "classify/hash_numbers.h"

namespace presswash {
namespace {

constexpr std::uint32_t run_words = 4;
constexpr double least_echo = 0.35;  ///< of what a page says, for it to say it twice

/// Hashes of the runs of four words of a page's blocks; of a shorter block, of all its words.
class BlockRuns {
 public:
  explicit BlockRuns(const Page& page) : words_(page.tokens.size()) {
    std::ranges::transform(page.tokens, words_.begin(), [](TokenHash word) { return mix64(word); });
  }

  void append_to(std::vector<std::uint64_t>& out, const PageBlock& block) const {
    const std::uint32_t size = std::min(run_words, block.token_count);
    const std::uint64_t* at = words_.data() + block.token_begin;
    if (size == run_words) {
      for (const std::uint64_t* end = at + block.token_count - run_words; at <= end; ++at)
        out.push_back(mix64(at[0] * places[0] + at[1] * places[1] + at[2] * places[2] + at[3] * places[3]));
    } else if (size > 0) {
      std::uint64_t hash = size;
      for (std::uint32_t t = 0; t < size; ++t) hash += at[t] * places[t];
      out.push_back(mix64(hash));
    }
  }

 private:
  static constexpr std::array<std::uint64_t, run_words> places{0x9E3779B97F4A7C15ULL, 0xC2B2AE3D27D4EB4FULL,
                                                               0xA0761D6478BD642FULL, 0xE7037ED1A0B428DBULL};
  std::vector<std::uint64_t> words_;  ///< of the page, mixed
};

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
  HashNumbers said(page.tokens.size() + 2 * page.blocks.size());  // the block that said it first
  std::vector<std::uint32_t> out(page.blocks.size(), no_echo);
  const BlockRuns all_runs(page);
  std::vector<std::uint64_t> runs;
  std::vector<std::uint32_t> sources;
  bool last = false;  // the block before that is article text is an echo
  std::uint64_t said_words = 0;
  std::uint64_t echoed_words = 0;
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    if (scores[i] >= 0.0F) continue;
    const PageBlock& block = page.blocks[i];
    runs.clear();
    all_runs.append_to(runs, block);
    const bool is_short = block.token_count < least_words;
    if (is_short) {
      if (last) out[i] = said.find(block.hash.value);
    } else {
      sources.clear();
      for (const std::uint64_t run : runs) {
        const std::uint32_t at = said.find(run);
        if (at != HashNumbers::absent) sources.push_back(at);
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
  const BlockRuns all_runs(page);
  std::vector<std::uint64_t> runs;
  runs.reserve(page.tokens.size() + n);
  std::vector<std::size_t> ends(n);  // of each block's runs
  for (std::size_t i = 0; i < n; ++i) {
    all_runs.append_to(runs, page.blocks[i]);
    ends[i] = runs.size();
  }
  const NumberedKinds different(runs.size(), [&](std::size_t k) { return runs[k]; });
  std::vector<std::uint32_t> last(different.count);  // by number: the last block that has it, from 1
  const auto fill_shares = [&](std::vector<float>& shares, auto is_seen) {
    for (std::size_t begin = 0, i = 0; i < n; begin = ends[i++]) {
      std::size_t common = 0;
      for (std::size_t k = begin; k < ends[i]; ++k) common += is_seen(last[different.of[k]], i) ? 1U : 0U;
      if (ends[i] > begin)
        shares[i] = static_cast<float>(static_cast<double>(common) / static_cast<double>(ends[i] - begin));
      for (std::size_t k = begin; k < ends[i]; ++k)
        last[different.of[k]] = std::max(last[different.of[k]], static_cast<std::uint32_t>(i + 1));
    }
  };
  fill_shares(out.before, [](std::uint32_t block, std::size_t) { return block > 0; });
  fill_shares(out.later, [](std::uint32_t block, std::size_t i) { return block > i + 1; });
  return out;
}

}  // namespace presswash
