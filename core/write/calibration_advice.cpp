#include "write/calibration_advice.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "write/wording.h"

namespace presswash {
namespace {

SetAdvice advise_set(PairSet set, const std::vector<CalibrationPair>& pairs,
                     const std::map<std::uint64_t, PairVerdict>& judgements, double precision) {
  SetAdvice out{.set = set, .sampled = 0, .unsure = 0, .advice = {}};
  std::map<double, JudgedBin> bins;
  for (const CalibrationPair& pair : pairs) {
    if (pair.set != set) continue;
    ++out.sampled;
    JudgedBin& bin = bins[pair.from];
    bin.from = pair.from;
    bin.to = pair.to;
    bin.pairs = pair.bin_pairs;
    const auto judged = judgements.find(pair.pair);
    if (judged == judgements.end()) continue;
    switch (judged->second) {
      case PairVerdict::Copy: ++bin.copies; break;
      case PairVerdict::Other: ++bin.others; break;
      case PairVerdict::Unsure:
        ++bin.unsure;
        ++out.unsure;
        break;
    }
  }
  std::vector<JudgedBin> in_order;
  in_order.reserve(bins.size());
  for (const auto& [from, bin] : bins) in_order.push_back(bin);
  out.advice = advise_threshold(in_order, precision);
  return out;
}

std::string share_or_dash(const std::optional<double>& share) { return share ? fmt::format("{:.3f}", *share) : "-"; }

std::string_view what_is_in(PairSet set) {
  return set == PairSet::Jaccard ? "Jaccard index: all pairs"
                                 : "Containment: pairs whose Jaccard index is below the threshold of the calibration";
}

void append_table(std::string& out, const SetAdvice& set) {
  out += fmt::format("{}; {} sampled", what_is_in(set.set), with_commas(set.sampled));
  if (set.unsure > 0) out += fmt::format(", {} unsure and left out", with_commas(set.unsure));
  out += fmt::format("\n  {:>5}{:>12}{:>9}{:>9}{:>12}{:>18}{:>10}{:>9}\n", "from", "pairs", "judged", "copies",
                     "precision", "95% interval", "just here", "recall");
  for (const ThresholdEstimate& row : set.advice.table) {
    const std::string interval =
        row.judged > 0 ? fmt::format("{:.3f} to {:.3f}", row.interval.low, row.interval.high) : "-";
    out += fmt::format("  {:>5}{:>12}{:>9}{:>9}{:>12}{:>18}{:>10}{:>9}\n", row.threshold, with_commas(row.pairs),
                       with_commas(row.judged), with_commas(row.copies), share_or_dash(row.precision), interval,
                       share_or_dash(row.margin), share_or_dash(row.recall));
  }
}

void append_conclusion(std::string& out, const SetAdvice& set, double wanted) {
  const ThresholdAdvice& advice = set.advice;
  const std::string option = "--" + std::string(name_of(set.set));
  const bool any_enough = std::ranges::any_of(advice.table, [](const ThresholdEstimate& row) { return row.enough; });
  if (advice.table.empty()) {
    out += fmt::format("  No two documents are so alike; {} decides nothing here.\n", option);
  } else if (!advice.recommended && !any_enough) {
    out += fmt::format(
        "  Too few judgements to say anything of {}: at and above a threshold it takes ten, and one of every bin.\n",
        option);
  } else if (!advice.recommended) {
    out += fmt::format(
        "  At no threshold with enough judgements a precision of {} is reached; leave {} as it is, or judge more.\n",
        wanted, option);
  } else {
    const ThresholdEstimate& row = advice.table[*advice.recommended];
    out += fmt::format("  Use {} {}: estimated precision {:.3f}, recall {}.\n", option, row.threshold, *row.precision,
                       share_or_dash(row.recall));
    if (advice.sure) return;
    out += fmt::format("  That is the best guess, not certain: the interval begins at {:.3f}. ", row.interval.low);
    if (row.effective < static_cast<double>(advice.needed)) {
      out += fmt::format(
          "To be sure of {}, judgements must weigh {} or more\n  (so many if all are copies); the {} here weigh "
          "{:.0f}, "
          "for bins differ in their pairs. Judge more, or sample more with --pairs.\n",
          wanted, with_commas(advice.needed), with_commas(row.judged), row.effective);
    } else {
      out += fmt::format("Too near {} to be sure: judge more, or sample more with --pairs.\n", wanted);
    }
  }
}

}  // namespace

CalibrationAdvice advise(const std::vector<CalibrationPair>& pairs,
                         const std::map<std::uint64_t, PairVerdict>& judgements, double precision) {
  CalibrationAdvice out{.precision = precision, .sets = {}};
  for (const PairSet set : {PairSet::Jaccard, PairSet::Containment})
    out.sets.push_back(advise_set(set, pairs, judgements, precision));
  return out;
}

std::string advice_text(const CalibrationAdvice& advice) {
  std::string out;
  for (const SetAdvice& set : advice.sets) {
    append_table(out, set);
    append_conclusion(out, set, advice.precision);
    out += '\n';
  }
  out +=
      "precision, recall: of all pairs of the scrape from that similarity on, each bin counting by its pairs.\n"
      "just here: the share of copies up to the next line. recall: of the copies in all bins of the table.\n";
  return out;
}

}  // namespace presswash
