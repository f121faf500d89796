#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "write/kept_rows.h"

namespace presswash {

/// The text of report.html, drawn from the other files of a run folder: one page without scripts that fetches nothing.
/// The same folder gives the same bytes. Errors: those of run_folder.h. `kept`: rows of the run that need not be read.
[[nodiscard]] Result<std::string> report_html(const std::filesystem::path& run, const KeptRows* kept = nullptr);

}  // namespace presswash
