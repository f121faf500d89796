#include "write/calibration_folder.h"

#include "base/hash.h"
#include "write/output_file.h"
#include "write/read_file.h"

namespace presswash {
namespace {

constexpr std::size_t max_bytes = std::size_t{1} << 28U;

bool is_calibration_file_name(std::string_view name) {
  return name == pairs_file || name == thresholds_file || name == calibration_page_file;
}

bool is_thresholds_file(const std::filesystem::path& file) {
  const Result<std::string> json = read_whole_file(file, max_bytes);
  if (!json) return false;
  const Status known = check_thresholds(*json, file);
  return known || known.error().code == ErrorCode::VersionMismatch;
}

}  // namespace

const FolderKind& calibration_folder_kind() noexcept {
  static constexpr FolderKind kind{.what = "calibration",
                                   .mark = thresholds_file,
                                   .is_mark = is_thresholds_file,
                                   .is_ours = is_calibration_file_name};
  return kind;
}

Status write_calibration(OutFolder& folder, const Calibration& calibration) {
  std::string rows;
  std::vector<PagePair> shown;
  for (const CalibrationPair& pair : calibration.pairs) {
    rows += to_row(pair);
    if (!shown.empty() && shown.back().pair == pair.pair) continue;
    const auto a = calibration.documents.find(pair.a);
    const auto b = calibration.documents.find(pair.b);
    if (a == calibration.documents.end() || b == calibration.documents.end())
      return Error{
          ErrorCode::InvalidArgument, "a document of pair " + std::to_string(pair.pair) + " is missing", {}, {}};
    shown.push_back({.pair = pair.pair,
                     .a = &a->second,
                     .b = &b->second,
                     .jaccard = pair.jaccard,
                     .containment = pair.containment});
  }
  const std::string page = calibration_page(shown, calibration.thresholds.version, to_hex(hash64(rows)));
  if (Status written = write_file(folder.path() / pairs_file, rows); !written) return written;
  if (Status written = write_file(folder.path() / thresholds_file, to_json(calibration.thresholds)); !written)
    return written;
  if (Status written = write_file(folder.path() / calibration_page_file, page); !written) return written;
  return folder.commit();
}

Result<std::vector<CalibrationPair>> read_calibration(const std::filesystem::path& folder) {
  const auto not_found = [&](std::string message) {
    return Error{.code = ErrorCode::NotFound, .message = std::move(message), .file = folder.string()};
  };
  std::error_code ignored;
  if (!std::filesystem::exists(folder, ignored))
    return not_found("there is no such folder. Name one that presswash calibrate INPUT -o wrote");
  const std::filesystem::path thresholds = folder / thresholds_file;
  const Result<std::string> json = read_whole_file(thresholds, max_bytes);
  if (!json && json.error().code == ErrorCode::NotFound)
    return not_found(
        "is no calibration: it has no thresholds.json. Name a folder that presswash calibrate INPUT -o wrote");
  if (!json) return json.error();
  if (Status known = check_thresholds(*json, thresholds); !known) return known.error();
  const std::filesystem::path pairs = folder / pairs_file;
  const Result<std::string> rows = read_whole_file(pairs, max_bytes);
  if (!rows) return rows.error();
  return parse_pairs(*rows, pairs);
}

}  // namespace presswash
