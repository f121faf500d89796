#include "write/report.h"

namespace presswash {
Result<std::string> report_html(const std::filesystem::path&) { return std::string("todo"); }
}  // namespace presswash
