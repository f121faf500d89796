#include "pipeline/word_votes.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace presswash {

void WordVotes::count_names(std::span<const std::uint32_t> buckets, signed char label, float weight) {
  count(buckets, label, weight, names_);
}

void WordVotes::count_words(std::span<const std::uint32_t> buckets, signed char label, float weight) {
  count(buckets, label, weight, words_);
}

void WordVotes::count(std::span<const std::uint32_t> buckets, signed char label, float weight,
                      std::vector<Counts>& out) {
  for (const std::uint32_t bucket : buckets) out[bucket & (out.size() - 1)][label == 0 ? 0 : 1] += weight;
}

void WordVotes::add(const WordVotes& site, float sign) {
  for (const auto& [own, other] : {std::pair{&names_, &site.names_}, std::pair{&words_, &site.words_}}) {
    for (std::size_t bucket = 0; bucket < own->size(); ++bucket) {
      const Counts& count = (*other)[bucket];
      const float sum = count[0] + count[1];
      if (sum <= 0.0F) continue;
      const float vote = std::min(1.0F, sum / whole_vote) / sum;
      for (std::size_t label = 0; label < 2; ++label) (*own)[bucket][label] += sign * vote * count[label];
    }
  }
}

std::vector<std::int8_t> WordVotes::scores_of(const std::vector<Counts>& votes) {
  constexpr double smoothing = 1.0;  // votes
  double sums[2] = {0.0, 0.0};
  for (const auto& vote : votes)
    for (std::size_t label = 0; label < 2; ++label) sums[label] += static_cast<double>(vote[label]);
  const double prior = std::clamp(sums[0] / std::max(1e-9, sums[0] + sums[1]), 0.05, 0.95);
  std::vector<std::int8_t> out;
  for (const auto& vote : votes) {
    const double article = std::max(0.0, static_cast<double>(vote[0])) + smoothing * prior;
    const double other = std::max(0.0, static_cast<double>(vote[1])) + smoothing * (1.0 - prior);
    const double score = std::log(article / other) - std::log(prior / (1.0 - prior));
    out.push_back(static_cast<std::int8_t>(std::lround(std::clamp(score, -7.9, 7.9) * 16.0)));
  }
  return out;
}

WordScores WordVotes::scores() const { return {.names = scores_of(names_), .words = scores_of(words_)}; }

}  // namespace presswash
