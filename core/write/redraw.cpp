#include <cerrno>
#include <chrono>
#include <system_error>

#include <unistd.h>

#include "base/hash.h"
#include "write/file_error.h"
#include "write/output_file.h"
#include "write/report.h"
#include "write/run_folder.h"

namespace presswash {

Status redraw_report(const std::filesystem::path& run) {
  const Result<std::string> html = report_html(run);
  if (!html) return html.error();
  const auto now = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  const std::filesystem::path working =
      run / (".report-" + to_hex(combine64(static_cast<std::uint64_t>(::getpid()), now)));
  std::error_code error;
  Status status = write_file(working, *html);
  if (status) {
    std::filesystem::rename(working, run / report_file, error);
    if (error) status = file_error(run / report_file, "replaced", error.value());
  }
  if (!status) std::filesystem::remove(working, error);
  return status;
}

}  // namespace presswash
