#include "cluster/threshold_advice.h"

#include <algorithm>

namespace presswash {
namespace {

constexpr std::uint64_t least_judged = 10;
constexpr std::uint64_t most_needed = 1'000'000;

std::uint32_t judged(const JudgedBin& bin) { return bin.copies + bin.others; }

/// Copies among the bin's pairs of the scrape; 0 when none is judged.
double copies_in(const JudgedBin& bin) {
  return judged(bin) == 0 ? 0.0 : static_cast<double>(bin.pairs) * bin.copies / judged(bin);
}

double copies_in(std::span<const JudgedBin> bins) {
  double sum = 0.0;
  for (const JudgedBin& bin : bins) sum += copies_in(bin);
  return sum;
}

ThresholdEstimate estimate(std::span<const JudgedBin> bins, double all_copies) {
  ThresholdEstimate out{.threshold = bins.front().from};
  std::vector<Stratum> strata;
  bool each = true;
  for (const JudgedBin& bin : bins) {
    out.pairs += bin.pairs;
    out.judged += judged(bin);
    out.copies += bin.copies;
    each = each && (bin.pairs == 0 || judged(bin) > 0);
    if (bin.pairs > 0) strata.push_back({.population = bin.pairs, .trials = judged(bin), .successes = bin.copies});
  }
  if (const auto share = proportion_of(strata)) {
    out.precision = share->estimate;
    out.interval = share->interval;
    out.effective = share->effective;
  }
  if (judged(bins.front()) > 0) out.margin = static_cast<double>(bins.front().copies) / judged(bins.front());
  if (all_copies > 0.0) out.recall = copies_in(bins) / all_copies;
  out.enough = out.judged > 0 && each && out.judged >= std::min(least_judged, out.pairs);
  return out;
}

std::uint64_t needed_for(double wanted) {
  const auto low_of = [](std::uint64_t copies) { return wilson_interval(1.0, static_cast<double>(copies)).low; };
  std::uint64_t high = 1;
  while (high < most_needed && low_of(high) < wanted) high *= 2;
  std::uint64_t low = high / 2;
  while (low + 1 < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    (low_of(middle) < wanted ? low : high) = middle;
  }
  return high;
}

}  // namespace

ThresholdAdvice advise_threshold(std::span<const JudgedBin> bins, double wanted) {
  ThresholdAdvice out;
  out.needed = needed_for(wanted);
  const double all_copies = copies_in(bins);
  for (std::size_t i = 0; i < bins.size(); ++i) out.table.push_back(estimate(bins.subspan(i), all_copies));
  // What a lower threshold adds must be copies for the most part, however many others there are above it.
  for (std::size_t i = bins.size(); i-- > 0 && bins[i].copies >= bins[i].others;) {
    const ThresholdEstimate& row = out.table[i];
    if (!row.enough || *row.precision < wanted) continue;
    out.recommended = i;
    out.sure = row.interval.low >= wanted;
  }
  return out;
}

}  // namespace presswash
