#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace presswash {

/// A page whose lines are labelled: rows {"id","url","site","title","text" or "lines","labels"[,"story"]}, a letter a
/// line (by every line end that base/line_ends.h knows): c article, b boilerplate, anything else not scored.
struct LabelledPage {
  std::string id;
  std::string site;  ///< from "site", else from "url"; empty when unknown
  std::string title;
  std::string text;
  std::string labels;  ///< one letter for each line of `text`, blank lines included
  std::optional<std::int64_t> story{};
};

/// One row. Errors: CorruptInput, MissingField.
[[nodiscard]] Result<LabelledPage> parse_labelled(std::string_view json);

/// Reads a labelled file (JSON Lines, plain, .gz or .zst). Errors: NotFound, CorruptInput, MissingField; each names
/// file and record.
[[nodiscard]] Result<std::vector<LabelledPage>> read_labelled(const std::filesystem::path& file);

}  // namespace presswash
