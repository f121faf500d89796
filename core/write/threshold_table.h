#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "write/calibration_rows.h"

namespace presswash {

/// A pair that a threshold only just joins.
struct MarginPair {
  std::string a;
  std::string b;
  double jaccard = 0.0;
  double containment = 0.0;
};

/// What one threshold makes of the scrape, everything else being as it is.
struct ThresholdRow {
  double threshold = 0.0;
  std::uint64_t removed = 0;   ///< documents, as copies
  std::uint64_t clusters = 0;  ///< of two documents or more
  std::uint64_t members = 0;   ///< documents in them
  std::uint64_t edges = 0;     ///< verified pairs
  std::vector<MarginPair> margin{};
};

struct ThresholdTable {
  std::string version;
  std::vector<std::pair<std::string, std::string>> settings;
  std::uint64_t documents = 0;
  double jaccard = 0.0;      ///< of the settings
  double containment = 0.0;  ///< of the settings
  std::vector<ThresholdRow> by_jaccard{};
  std::vector<ThresholdRow> by_containment{};
};

/// Of the files of a calibration; readers refuse any other.
inline constexpr std::uint64_t calibration_format = 1;

/// The text of thresholds.json.
[[nodiscard]] std::string to_json(const ThresholdTable& table);
/// The same for a terminal.
[[nodiscard]] std::string thresholds_text(const ThresholdTable& table);
/// Done when it is the text of a thresholds.json that this version reads. Errors: CorruptInput, VersionMismatch.
[[nodiscard]] Status check_thresholds(std::string_view json, const std::filesystem::path& file);

}  // namespace presswash
