#include "pipeline/label_blocks.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/hash.h"
#include "base/line_ends.h"
#include "base/squeezed.h"
#include "segment/lines.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

constexpr std::size_t gram_words = 4;

/// Runs of words, and whole paragraphs.
class KnownText {
 public:
  void add(const std::vector<std::string>& paragraphs) {
    std::vector<TokenHash> all;
    for (const std::string& paragraph : paragraphs) {
      const std::size_t begin = all.size();
      tokenizer_.append(paragraph, all);
      ++whole_[hash_of({all.data() + begin, all.size() - begin})];
    }
    for (std::size_t k = 0; k + gram_words <= all.size(); ++k) ++grams_[hash_of({all.data() + k, gram_words})];
    for (std::size_t size = 1; size < gram_words; ++size) {
      for (std::size_t k = 0; k + size <= all.size(); ++k) ++grams_[hash_of({all.data() + k, size})];
    }
  }

  /// Share of a block's runs of words that stand in it; a block of fewer words is one run.
  [[nodiscard]] double share_of(std::span<const TokenHash> tokens) const {
    const std::size_t size = std::min(gram_words, tokens.size());
    if (size == 0) return 0.0;
    std::size_t found = 0;
    const std::size_t grams = tokens.size() - size + 1;
    for (std::size_t k = 0; k < grams; ++k) found += grams_.contains(hash_of(tokens.subspan(k, size))) ? 1U : 0U;
    return static_cast<double>(found) / static_cast<double>(grams);
  }
  /// How often a block's first run stands in it.
  [[nodiscard]] std::uint32_t times(std::span<const TokenHash> tokens) const {
    const auto at = grams_.find(hash_of(tokens.first(std::min(gram_words, tokens.size()))));
    return at == grams_.end() ? 0 : at->second;
  }
  [[nodiscard]] bool has_paragraph(std::span<const TokenHash> tokens) const { return whole_.contains(hash_of(tokens)); }

 private:
  static std::uint64_t hash_of(std::span<const TokenHash> tokens) {
    std::uint64_t hash = tokens.size();
    for (const TokenHash token : tokens) hash = combine64(hash, token);
    return hash;
  }

  Tokenizer tokenizer_;
  std::unordered_map<std::uint64_t, std::uint32_t> grams_;
  std::unordered_map<std::uint64_t, std::uint32_t> whole_;
};

/// Of blocks that are printed more often than the article has them, those that stand farther from other article text
/// are no article. `times_of` says how often it has a block.
template <typename TimesOf>
void settle_repeats(const Page& page, const TimesOf& times_of, std::vector<signed char>& labels) {
  const auto around = [&](std::size_t i) {
    std::uint32_t words = 0;
    for (std::size_t k = i > 6 ? i - 6 : 0; k < std::min(labels.size(), i + 7); ++k)
      words += k != i && labels[k] == 0 ? page.blocks[k].facts.words : 0U;
    return words;
  };
  std::unordered_map<std::uint64_t, std::vector<std::pair<std::uint32_t, std::size_t>>> same;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == 0) same[page.blocks[i].hash.value].emplace_back(around(i), i);
  }
  for (auto& [hash, places] : same) {
    const std::uint32_t times = times_of(places.front().second);
    if (places.size() <= times) continue;
    std::ranges::sort(places, [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (std::size_t k = std::max<std::size_t>(1, times); k < places.size(); ++k) labels[places[k].second] = 1;
  }
}

constexpr signed char neighbours_tell = -2;

/// 0 article, 1 boilerplate, -1 neither for sure, or `neighbours_tell`.
signed char label_of(std::span<const TokenHash> tokens, const KnownText& gold, const KnownText& optional) {
  if (tokens.empty()) return -1;
  if (gold.has_paragraph(tokens)) return 0;
  const bool is_long = tokens.size() >= gram_words;
  if (optional.has_paragraph(tokens) || (is_long && optional.share_of(tokens) >= 0.8)) return -1;
  const double share = gold.share_of(tokens);
  if (!is_long) return share > 0.0 ? neighbours_tell : 1;
  if (share >= 0.6) return 0;
  return share <= 0.25 ? 1 : -1;
}

std::vector<signed char> labels_by_gold(const Page& page, const LabelledPage& known) {
  KnownText gold;
  KnownText optional;
  gold.add(known.gold);
  optional.add(known.optional);
  std::vector<signed char> labels(page.blocks.size(), 1);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    labels[i] = label_of(page.words(i), gold, optional);
  }
  settle_repeats(
      page, [&](std::size_t i) { return gold.times(page.words(i)); }, labels);
  const auto next_known = [&](std::size_t i, int step) -> signed char {
    for (auto k = static_cast<std::ptrdiff_t>(i) + step; k >= 0 && k < static_cast<std::ptrdiff_t>(labels.size());
         k += step) {
      if (labels[static_cast<std::size_t>(k)] >= 0) return labels[static_cast<std::size_t>(k)];
    }
    return 1;
  };
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] != neighbours_tell) continue;
    const bool inside = next_known(i, -1) == 0 && next_known(i, 1) == 0;
    labels[i] = inside ? static_cast<signed char>(-1) : static_cast<signed char>(1);
  }
  return labels;
}

std::vector<signed char> labels_by_pieces(const Page& page, std::string_view text, const LabelledPage& known) {
  const auto squeezed_all = [](const std::vector<std::string>& pieces) {
    std::vector<std::string> out;
    out.reserve(pieces.size());
    for (const std::string& piece : pieces) out.push_back(squeezed(piece));
    std::erase(out, std::string());
    return out;
  };
  const auto with = squeezed_all(known.with);
  const auto without = squeezed_all(known.without);
  std::vector<signed char> labels(page.blocks.size(), -1);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Block& range = page.blocks[i].block;
    const std::string block = squeezed(text.substr(range.offset, range.length));
    if (block.empty()) continue;
    const bool is_article = std::ranges::any_of(with, [&](const std::string& piece) {
      return block.find(piece) != std::string::npos || (block.size() >= 20 && piece.find(block) != std::string::npos);
    });
    // A short piece may stand in a sentence by chance.
    const bool is_furniture = std::ranges::any_of(without, [&](const std::string& piece) {
      return (block.find(piece) != std::string::npos && block.size() <= piece.size() * 4 + 20) ||
             (block.size() >= 20 && piece.find(block) != std::string::npos);
    });
    if (is_article != is_furniture) labels[i] = is_article ? 0 : 1;
  }
  return labels;
}

/// What readers would judge differently counts as article: more of the labelled sets keep it than leave it out.
std::vector<signed char> labels_by_reading(const Page& page, const BlockReading& reading) {
  const auto name_of = [&](std::size_t i) { return static_cast<std::uint32_t>(page.blocks[i].hash.value); };
  std::unordered_map<std::uint32_t, std::uint32_t> times;
  for (const auto* names : {&reading.article, &reading.unsure}) {
    for (const std::uint32_t name : *names) ++times[name];
  }
  std::vector<signed char> labels;
  labels.reserve(page.blocks.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i)
    labels.push_back(times.contains(name_of(i)) ? static_cast<signed char>(0) : static_cast<signed char>(1));
  settle_repeats(
      page, [&](std::size_t i) { return times.at(name_of(i)); }, labels);
  return labels;
}

}  // namespace

std::vector<signed char> label_blocks(const Page& page, std::string_view text, const LabelledPage& known) {
  if (known.reading) {
    std::vector<signed char> labels = labels_by_reading(page, *known.reading);
    if (!known.gold.empty()) return labels;
    const std::vector<signed char> pieces = labels_by_pieces(page, text, known);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (pieces[i] >= 0 && pieces[i] != labels[i]) labels[i] = -1;
    }
    return labels;
  }
  return known.gold.empty() ? labels_by_pieces(page, text, known) : labels_by_gold(page, known);
}

std::vector<signed char> labels_of_lines(const LabelledPage& page, const std::vector<Block>& blocks) {
  std::vector<signed char> labels;
  labels.reserve(blocks.size());
  std::size_t line = 0;
  for (const Block& block : blocks) {
    const auto text = std::string_view(page.text).substr(block.offset, block.length);
    char letter = '-';  // of the line that shows something
    for (std::size_t at = 0; at < text.size(); ++line) {
      const LineEnd end = next_line_end(text, at);
      if (!is_blank_line(text.substr(at, end.begin - at)) && line < page.labels.size()) letter = page.labels[line];
      at = end.end;
    }
    labels.push_back(letter == 'b'   ? static_cast<signed char>(1)
                     : letter == 'c' ? static_cast<signed char>(0)
                                     : static_cast<signed char>(-1));
  }
  return labels;
}

}  // namespace presswash
