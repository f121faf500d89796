#include <set>
#include <string>

#include <benchmark/benchmark.h>

#include "base/hash.h"
#include "sketch/shingle_set.h"
#include "sketch/shingles.h"
#include "sketch/signature.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

/// About `words` words of the length that news has, some of them repeated often.
std::string make_text(std::uint64_t seed, std::size_t words) {
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    const std::uint64_t random = mix64(seed * 1'000'003 + i);
    const std::uint64_t word = random % 3 == 0 ? mix64(random / 3 % 50) : mix64(random / 3 % 30'000);
    for (std::uint64_t letter = 0; letter < 1 + word % 9; ++letter) {
      text.push_back(static_cast<char>('a' + mix64(word + letter) % 26));
    }
    text += i % 15 == 14 ? ". " : " ";
  }
  return text;
}

std::vector<std::string> make_texts(std::size_t words) {
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < 256; ++i) texts.push_back(make_text(i, words));
  return texts;
}

std::vector<ShingleHash> shingles_of(const std::string& text) {
  std::vector<TokenHash> words;
  std::vector<ShingleHash> shingles;
  Tokenizer().append(text, words);
  append_shingles(words, shingles);
  return shingles;
}

void count(benchmark::State& state, std::size_t bytes) {
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void tokenize(benchmark::State& state) {
  const auto texts = make_texts(static_cast<std::size_t>(state.range(0)));
  Tokenizer tokenizer;
  std::vector<TokenHash> words;
  tokenizer.append(texts[0], words);
  if (words.size() != static_cast<std::size_t>(state.range(0)) ||
      words[0] != static_cast<TokenHash>(hash64(texts[0].substr(0, texts[0].find(' '))))) {
    state.SkipWithError("wrong words");
  }
  std::size_t bytes = 0;
  std::size_t at = 0;
  for (auto _ : state) {
    words.clear();
    const std::string& text = texts[at++ % texts.size()];
    tokenizer.append(text, words);
    bytes += text.size();
    benchmark::DoNotOptimize(words.data());
  }
  count(state, bytes);
}
BENCHMARK(tokenize)->Arg(100)->Arg(500)->Arg(5000);

void shingle(benchmark::State& state) {
  const std::string text = make_text(1, static_cast<std::size_t>(state.range(0)));
  std::vector<TokenHash> words;
  Tokenizer().append(text, words);
  std::vector<ShingleHash> shingles;
  append_shingles(words, shingles);
  if (shingles.size() != words.size() - shingle_words + 1) state.SkipWithError("wrong shingles");
  std::size_t bytes = 0;
  for (auto _ : state) {
    shingles.clear();
    append_shingles(words, shingles);
    bytes += text.size();
    benchmark::DoNotOptimize(shingles.data());
  }
  count(state, bytes);
}
BENCHMARK(shingle)->Arg(100)->Arg(500)->Arg(5000);

void distinct(benchmark::State& state) {
  const auto texts = make_texts(static_cast<std::size_t>(state.range(0)));
  std::vector<std::vector<ShingleHash>> shingles;
  for (const std::string& text : texts) shingles.push_back(shingles_of(text));
  ShingleSet set;
  set.assign(shingles[0]);
  if (set.size() != std::set<ShingleHash>(shingles[0].begin(), shingles[0].end()).size())
    state.SkipWithError("wrong size");
  std::size_t bytes = 0;
  std::size_t at = 0;
  for (auto _ : state) {
    set.assign(shingles[at % texts.size()]);
    bytes += texts[at++ % texts.size()].size();
    benchmark::DoNotOptimize(set.size());
  }
  count(state, bytes);
}
BENCHMARK(distinct)->Arg(100)->Arg(500)->Arg(5000);

void sign(benchmark::State& state) {
  const std::string text = make_text(2, static_cast<std::size_t>(state.range(0)));
  const auto shingles = shingles_of(text);
  const Signer signer(static_cast<std::uint32_t>(state.range(1)));
  std::vector<std::uint32_t> signature(signer.hashes());
  std::vector<std::uint32_t> scratch;
  signer.sign(shingles, signature, scratch);
  for (std::uint32_t i = 0; i < signer.hashes(); ++i) {
    std::uint32_t low = 0xFFFFFFFFU;
    const auto [offset, factor] = signer.function(i);
    for (const ShingleHash each : shingles) {
      low = std::min(low, (static_cast<std::uint32_t>(each ^ (each >> 32U)) ^ offset) * factor);
    }
    if (signature[i] != low) state.SkipWithError("wrong signature");
  }
  std::size_t bytes = 0;
  for (auto _ : state) {
    signer.sign(shingles, signature, scratch);
    bytes += text.size();
    benchmark::DoNotOptimize(signature.data());
  }
  count(state, bytes);
}
BENCHMARK(sign)->Args({100, 166})->Args({500, 64})->Args({500, 166})->Args({5000, 166});

}  // namespace
}  // namespace presswash
