#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace presswash {

/// The text of report.html, drawn from the other files of a run folder: one page without scripts that fetches nothing.
/// The same folder gives the same bytes. Errors: those of run_folder.h.
[[nodiscard]] Result<std::string> report_html(const std::filesystem::path& run);

}  // namespace presswash
