#include <memory>

#include <fmt/core.h>

#include "commands.h"
#include "exit_codes.h"
#include "run_options.h"
#include "write/run_folder.h"

namespace presswash::tools {
namespace {

int run_report(const std::string& run, const std::string& format) {
  if (format == "html") {
    const Status drawn = redraw_report(run);
    if (!drawn) return report_error(drawn.error());
    fmt::print(stderr, "presswash: {}\n", (std::filesystem::path(run) / "report.html").string());
    return done;
  }
  const auto text = report_text(run);
  if (!text) return report_error(text.error());
  fmt::print("{}", *text);
  return done;
}

}  // namespace

void add_report(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("report", "Draw report.html of a run again, or print its figures");
  auto run = std::make_shared<std::string>();
  auto format = std::make_shared<std::string>("html");
  command->add_option("OUT", *run, "Folder of a finished run")->required();
  command->add_option("--format", *format, "html: report.html in the folder; text: a table on standard output")
      ->check(CLI::IsMember({"html", "text"}))
      ->capture_default_str();
  command->footer("Example:\n  presswash report clean/ --format text");
  command->callback([run, format, &exit_code] { exit_code = run_report(*run, *format); });
}

}  // namespace presswash::tools
