#include <cstdio>
#include <memory>

#include <fmt/core.h>

#include "commands.h"
#include "exit_codes.h"
#include "run_options.h"
#include "write/run_folder.h"

namespace presswash::tools {

void add_restore(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("restore", "Undo a run: the records as they were read, to standard output");
  auto run = std::make_shared<std::string>();
  command->add_option("OUT", *run, "Folder of a finished run")->required();
  command->footer("Example:\n  presswash restore clean/ > scrape.jsonl");
  command->callback([run, &exit_code] {
    const auto figures = restore(*run, [](const RestoredRecord& record) -> Status {
      const std::string& row = record.rejected ? record.raw : record.record;
      const bool written = std::fwrite(row.data(), 1, row.size(), stdout) == row.size() &&
                           (row.ends_with('\n') || std::fputc('\n', stdout) != EOF);
      if (written) return Done{};
      return Error{.code = ErrorCode::Io, .message = "cannot write to standard output"};
    });
    if (!figures) {
      exit_code = report_error(figures.error());
      return;
    }
    fmt::print(stderr, "presswash: {} documents restored, {} rejected records given back raw\n", figures->documents,
               figures->rejected);
    exit_code = done;
  });
}

}  // namespace presswash::tools
