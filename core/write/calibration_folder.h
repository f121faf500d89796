#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "write/calibration_page.h"
#include "write/calibration_rows.h"
#include "write/out_folder.h"
#include "write/threshold_table.h"

namespace presswash {

inline constexpr std::string_view pairs_file = "pairs.jsonl";
inline constexpr std::string_view thresholds_file = "thresholds.json";
inline constexpr std::string_view calibration_page_file = "calibration.html";

/// A calibration is replaced by a new one only while no judgements lie in its folder.
[[nodiscard]] const FolderKind& calibration_folder_kind() noexcept;

struct Calibration {
  std::vector<CalibrationPair> pairs;
  ThresholdTable thresholds;
  std::unordered_map<std::string, PageDocument> documents;  ///< of all pairs, by id
};

/// Writes the files of a calibration into `folder` and commits it. Errors: those of OutFolder; InvalidArgument when a
/// document is missing.
[[nodiscard]] Status write_calibration(OutFolder& folder, const Calibration& calibration);

/// The pairs of a calibration's folder. Errors: NotFound (no such folder, or none of a calibration), CorruptInput,
/// VersionMismatch.
[[nodiscard]] Result<std::vector<CalibrationPair>> read_calibration(const std::filesystem::path& folder);

}  // namespace presswash
