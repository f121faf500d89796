#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace presswash {

/// Which threshold a sampled pair is there for: the Jaccard index, or the containment of pairs below that threshold.
enum class PairSet : std::uint8_t { Jaccard, Containment };
/// "jaccard", "containment".
[[nodiscard]] std::string_view name_of(PairSet set) noexcept;

/// A row of pairs.jsonl: a sampled pair in one of the bins it is in.
struct CalibrationPair {
  std::uint64_t pair = 0;  ///< number, from 1; the same in every row of the pair
  std::string a;           ///< final ids
  std::string b;
  PairSet set = PairSet::Jaccard;
  double from = 0.0;            ///< of the bin
  double to = 0.0;              ///< of the bin
  std::uint64_t bin_pairs = 0;  ///< pairs of the scrape in the bin
  double jaccard = 0.0;
  double containment = 0.0;  ///< of the smaller one in the other
  std::uint64_t shared = 0;  ///< shingles
};
/// The row with its line feed.
[[nodiscard]] std::string to_row(const CalibrationPair& pair);
/// The rows of pairs.jsonl. Errors: CorruptInput, with the line and the remedy.
[[nodiscard]] Result<std::vector<CalibrationPair>> parse_pairs(std::string_view rows,
                                                               const std::filesystem::path& file);

/// What a person says of a pair.
enum class PairVerdict : std::uint8_t { Copy, Other, Unsure };
/// "copy", "other", "unsure".
[[nodiscard]] std::string_view name_of(PairVerdict verdict) noexcept;

/// Verdicts by number of the pair; of two on one pair the later line counts. Blank lines are passed over. Errors:
/// CorruptInput (no judgement, or of a pair that was not sampled; with the line and the remedy), MissingField (no
/// judgement at all).
[[nodiscard]] Result<std::map<std::uint64_t, PairVerdict>> parse_judgements(std::string_view rows,
                                                                            const std::filesystem::path& file,
                                                                            const std::vector<CalibrationPair>& pairs);

}  // namespace presswash
